// The walked nodes by their distance from the start, one block a hop: how wide the walk became, and
// where what is not FULL lies.

import Engine
import TerminalUI

enum GraphLayers {
    static func draw(_ tree: GraphTree, current: Int?, into screen: inout Screen, in rect: Rect) {
        screen.put("By distance", x: rect.x, y: rect.y, width: rect.width, style: .strong)
        screen.horizontalLine(x: rect.x, y: rect.y + 1, width: rect.width)
        let currentID = current.map { tree[place: $0].node.id }
        var y = rect.y + 2
        for (hops, layer) in tree.layers.enumerated() where y < rect.maxY {
            let title = hops == 0 ? "start" : hops == 1 ? "1 hop" : "\(hops) hops"
            screen.put(title, x: rect.x, y: y, width: rect.width, style: .header)
            screen.put(
                Figure.count(layer.count), x: rect.x, y: y, width: rect.width, style: .quiet,
                align: .right)
            y += 1
            let room = max(1, rect.maxY - y)
            let shown = layer.prefix(layer.count > room ? room - 1 : room)
            for index in shown {
                draw(tree[place: index].node, currentID, into: &screen, in: rect, y: y)
                y += 1
            }
            if shown.count < layer.count && y < rect.maxY {
                screen.put(
                    "  … \(layer.count - shown.count) more", x: rect.x, y: y, width: rect.width,
                    style: .quiet)
                y += 1
            }
            y += 1
        }
    }

    private static func draw(
        _ node: WalkedNode, _ currentID: String?, into screen: inout Screen, in rect: Rect, y: Int
    ) {
        let isCurrent = node.id == currentID
        let badge = screen.put(
            Cells.badge(node.badge), x: rect.x, y: y, width: rect.width, align: .right)
        screen.put(
            node.id, x: rect.x + 2, y: y, width: rect.width - badge - 3,
            style: isCurrent ? .accent : .text, cut: .middle)
    }
}
