// The node under the cursor: its data, and why it is here.

import Engine
import JSONText
import TerminalUI

enum GraphDetail {
    static func draw(
        _ state: GraphPane.State, into screen: inout Screen, in rect: Rect, _ context: PaneContext
    ) {
        guard let node = state.node, rect.height > 2 else { return }
        drawHead(node, into: &screen, in: rect)
        let inside = rect.inset(top: 2)
        guard state.showsLineage else {
            _ = drawData(node, into: &screen, in: inside)
            return
        }
        let trace = GraphLineage.lines(
            state.lineage[node.id], context, moment: state.walk?.moment?.position)
        let members = node.data?.object?.count ?? 1
        let wanted = min(trace.count, max(5, inside.height - members - 1))
        // On few rows each part shows its beginning, without a line between.
        let isTight = inside.height < 8
        let gap = isTight ? 0 : 1
        let most = isTight ? inside.height - 2 : inside.height * 2 / 3
        let parts = inside.rows(.rest(), .cells(min(wanted, most)))
        let used = drawData(node, into: &screen, in: parts[0].inset(bottom: gap))
        let top = parts[0].y + used + gap
        for (row, line) in trace.enumerated() where top + row < rect.maxY {
            screen.put(line, x: rect.x, y: top + row, width: rect.width)
        }
    }

    /// A node that was found and not walked to yet.
    static func preview(_ node: WalkedNode, into screen: inout Screen, in rect: Rect) {
        guard rect.height > 2 else { return }
        drawHead(node, into: &screen, in: rect)
        _ = drawData(node, into: &screen, in: rect.inset(top: 2))
    }

    private static func drawHead(_ node: WalkedNode, into screen: inout Screen, in rect: Rect) {
        let badge = Cells.badge(node.badge)
        let width = screen.put(badge, x: rect.x, y: rect.y, width: rect.width, align: .right)
        screen.put(
            node.id, x: rect.x, y: rect.y, width: rect.width - width - 1, style: .strong,
            cut: .middle)
        screen.horizontalLine(x: rect.x, y: rect.y + 1, width: rect.width)
    }

    /// Draws properties, one a row, and tells how many rows they took.
    private static func drawData(
        _ node: WalkedNode, into screen: inout Screen, in rect: Rect
    ) -> Int {
        guard let members = node.data?.object?.members, !members.isEmpty else {
            let text = node.badge.status == .missing ? "nothing is known of it" : "no data"
            screen.put(text, x: rect.x, y: rect.y, width: rect.width, style: .quiet)
            return 1
        }
        let widest = members.map { screen.width(of: $0.name) }.max() ?? 0
        let names = min(widest, max(8, rect.width / 2))
        for (row, member) in members.prefix(rect.height).enumerated() {
            let y = rect.y + row
            if row == rect.height - 1 && members.count > rect.height {
                let text = "… \(members.count - row) more properties"
                screen.put(text, x: rect.x, y: y, width: rect.width, style: .quiet)
                return rect.height
            }
            screen.put(member.name, x: rect.x, y: y, width: names, style: .quiet)
            screen.put(
                [Cells.span(member.value)], x: rect.x + names + 2, y: y,
                width: rect.width - names - 2)
        }
        return min(members.count, rect.height)
    }
}
