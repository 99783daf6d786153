// The walked nodes by their distance from the start, for screens on which a drawn graph has no room: how wide the walk
// became, and where what is not FULL lies. Shown around the node under the cursor.

import Engine
import TerminalUI

enum GraphLayers {
    private enum Line {
        case hop(Int, count: Int)
        case node(Int)
    }

    static func draw(_ tree: GraphTree, current: Int?, into screen: inout Screen, in rect: Rect) {
        let lines = lines(tree)
        let currentID = current.map { tree[place: $0].node.id }
        let chosen = lines.firstIndex { line in
            guard case .node(let place) = line else { return false }
            return tree[place: place].node.id == currentID
        }
        var window = ScrollWindow()
        window.select(chosen ?? 0, count: lines.count, height: rect.height)
        for (offset, index) in window.rows(count: lines.count, height: rect.height).enumerated() {
            let y = rect.y + offset
            switch lines[index] {
            case .hop(let hops, let count):
                let title = hops == 0 ? "start" : hops == 1 ? "1 hop" : "\(hops) hops"
                screen.put(title, x: rect.x, y: y, width: rect.width, style: .header)
                screen.put(
                    Figure.count(count), x: rect.x, y: y, width: rect.width, style: .quiet,
                    align: .right)
            case .node(let place):
                draw(
                    tree[place: place].node, isChosen: index == chosen, into: &screen,
                    in: Rect(x: rect.x, y: y, width: rect.width, height: 1))
            }
        }
    }

    private static func lines(_ tree: GraphTree) -> [Line] {
        tree.layers.enumerated().flatMap { hops, layer in
            [.hop(hops, count: layer.count)] + layer.map { Line.node($0) }
        }
    }

    private static func draw(
        _ node: WalkedNode, isChosen: Bool, into screen: inout Screen, in line: Rect
    ) {
        let badge = screen.put(
            Cells.badge(node.badge), x: line.x, y: line.y, width: line.width, align: .right)
        screen.put(
            node.id, x: line.x + 3, y: line.y, width: line.width - badge - 4, cut: .middle)
        if isChosen { Selection.mark(line, in: &screen, isFocused: true) }
    }
}
