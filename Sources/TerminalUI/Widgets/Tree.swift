// A tree drawn from its flat list of visible nodes, as the model keeps it: depth, whether more
// siblings follow, and the node's own line. Branch lines are computed for the rows on the screen.

package struct Tree: Sendable {
    package struct Node: Sendable {
        package var depth: Int
        package var line: [Span]
        /// Right-aligned, in its own column: a badge.
        package var trailing: [Span]

        package init(depth: Int, _ line: [Span], trailing: [Span] = []) {
            self.depth = max(0, depth)
            self.line = line
            self.trailing = trailing
        }
    }

    package var isFocused: Bool

    package init(isFocused: Bool = true) { self.isFocused = isFocused }

    /// Draws the visible part. Costs one walk from the end of `nodes` to the window's top.
    package func draw(
        into screen: inout Screen, in rect: Rect, nodes: [Node], window: ScrollWindow
    ) {
        if screen.sheets != nil {
            let rows = nodes.map { node in
                ["\(node.depth)"] + [node.line, node.trailing].map { $0.map(\.text).joined() }
            }
            screen.sheets?.append(Sheet(columns: ["depth", "node", "state"], rows: rows))
        }
        let visible = window.rows(count: nodes.count, height: rect.height)
        MoreMarks.draw(visible, of: nodes.count, into: &screen, in: rect)
        let branches = Self.branches(nodes, visible)
        for (line, index) in visible.enumerated() {
            let node = nodes[index]
            let y = rect.y + line
            let x = rect.x + Table.margin
            let room = rect.width - Table.margin
            let trailing = node.trailing.reduce(0) { $0 + screen.width(of: $1.text) }
            if trailing > 0 { screen.put(node.trailing, x: x, y: y, width: room, align: .right) }
            screen.put(
                [Span(branches[line], .border)] + node.line, x: x, y: y,
                width: room - (trailing > 0 ? trailing + 1 : 0))
            guard index == min(window.selected, nodes.count - 1) else { continue }
            Selection.mark(
                Rect(x: rect.x, y: y, width: rect.width, height: 1), in: &screen,
                isFocused: isFocused)
        }
    }

    /// The lines before each visible node: `│  ├─ `.
    static func branches(_ nodes: [Node], _ visible: Range<Int>) -> [String] {
        var goesOn: [Bool] = []
        var result: [String] = []
        for index in stride(from: nodes.count - 1, through: visible.lowerBound, by: -1) {
            let depth = nodes[index].depth
            while goesOn.count <= depth { goesOn.append(false) }
            if visible.contains(index) {
                var text = ""
                for level in 1..<max(1, depth) { text += goesOn[level] ? "│  " : "   " }
                if depth > 0 { text += goesOn[depth] ? "├─ " : "└─ " }
                result.append(text)
            }
            goesOn[depth] = true
            for level in (depth + 1)..<max(depth + 1, goesOn.count) { goesOn[level] = false }
        }
        return result.reversed()
    }
}
