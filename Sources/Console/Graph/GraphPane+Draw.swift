// The picture of the Graph pane: the tree, beside it the node under the cursor, below it the reason
// of every badge that is not FULL; on wide screens below both the walk as a drawn graph.

import Engine
package import TerminalUI

extension GraphPane {
    /// Where things stand in the body.
    struct Layout {
        var main: Rect
        /// Nil where only one part fits.
        var aside: Rect?
        /// The drawn graph under tree and detail, where there is room.
        var layers: Rect?
        var reasons: Rect

        init(_ body: Rect, _ room: Zones.Room, reasons lines: Int) {
            let parts = body.rows(.cells(1), .rest(), .cells(lines))
            reasons = parts[2]
            let area = parts[1]
            switch room {
            case .tooSmall, .narrow: main = area
            case .regular:
                let columns = area.columns(.rest(weight: 58), .rest(weight: 42), gap: 3)
                (main, aside) = (columns[0], columns[1])
            case .wide:
                let halves = area.rows(.rest(weight: 56), .rest(weight: 44), gap: 1)
                let columns = halves[0].columns(.rest(weight: 58), .rest(weight: 42), gap: 3)
                (main, aside, layers) = (columns[0], columns[1], halves[1])
            }
        }
    }

    /// Rows of the reasons under the tree, with the empty line above them.
    static func reasonLines(_ state: State, _ room: Zones.Room) -> Int {
        guard let walk = state.walk, !(state.isAsideOpen && room == .narrow) else { return 0 }
        let count = walk.tree.incomplete(walk.tree.rows).count
        let most = room == .wide ? 6 : room == .regular ? 3 : 1
        return count == 0 ? 0 : min(count, most) + (room == .narrow ? 0 : 1)
    }

    /// Rows of the list that has the cursor.
    static func listHeight(_ state: State, _ context: PaneContext) -> Int {
        let lines = reasonLines(state, context.room)
        return max(1, Layout(context.body, context.room, reasons: lines).main.height)
    }

    package static func draw(
        _ state: State, subject: Rect, body: Rect, into screen: inout Screen, _ context: PaneContext
    ) {
        let room = context.room
        drawSubject(state, into: &screen, in: subject)
        let layout = Layout(body, room, reasons: reasonLines(state, room))
        let isWhole = state.walk != nil && state.isWhole(room)
        let hasList = state.walk == nil && state.selectedResult != nil
        let beside =
            hasList
            ? GraphSearchList.parts(body, context).aside : state.walk == nil ? nil : layout.aside
        let bars = isWhole ? [] : [beside].compactMap { $0?.x }
        Rule.draw(into: &screen, in: body.line(0), crossings: bars.map { $0 - 2 })
        guard let walk = state.walk else {
            let list = body.inset(top: 1)
            return GraphSearchList.draw(state, into: &screen, in: list, context)
        }
        if isWhole {
            return drawAside(
                state, into: &screen, in: body.inset(left: 1, top: 1, right: 1), context)
        }
        let rows = walk.tree.rows
        let lines = GraphTreeLines(tree: walk.tree, showsSummary: room == .wide)
        Tree().draw(
            into: &screen, in: layout.main, nodes: rows.map { lines.node($0) },
            window: walk.window)
        drawReasons(walk.tree.incomplete(rows), into: &screen, in: layout.reasons, room)
        guard let aside = layout.aside else { return }
        screen.verticalLine(x: aside.x - 2, y: aside.y, height: aside.height)
        if BesideList.waits(context, into: &screen, in: aside) { return }
        drawAside(state, into: &screen, in: aside.inset(right: 1), context)
        guard let layers = layout.layers else { return }
        let line = layers.y - 1
        screen.horizontalLine(x: 1, y: line, width: layers.width - 1)
        screen.put("┴", x: aside.x - 2, y: line, width: 1, style: .border)
        let cursor = screen.cursor
        GraphPicture(walk.tree).draw(
            current: state.place, into: &screen, in: layers.inset(left: 1, right: 1))
        screen.cursor = cursor
    }

    private static func drawAside(
        _ state: State, into screen: inout Screen, in rect: Rect, _ context: PaneContext
    ) {
        switch state.aside {
        case .layers:
            guard let walk = state.walk else { return }
            if context.room == .narrow {
                GraphLayers.draw(walk.tree, current: state.place, into: &screen, in: rect)
            } else if state.isWhole(context.room) {
                GraphPicture(walk.tree).draw(current: state.place, into: &screen, in: rect)
            } else {
                GraphDetail.draw(state, into: &screen, in: rect, context)
            }
        case .difference: state.difference?.draw(into: &screen, in: rect, context)
        case .edge:
            guard let edge = state.edge else { return }
            drawEdge(edge, into: &screen, in: rect, context)
        case .detail: GraphDetail.draw(state, into: &screen, in: rect, context)
        }
    }

    private static func drawSubject(_ state: State, into screen: inout Screen, in rect: Rect) {
        let rect = rect.inset(left: 1, right: 1)
        guard let walk = state.walk else {
            let words = state.search.text.trimmingSpaces
            screen.put(
                words.isEmpty ? "Where to start?" : "Nodes with \(words)", x: rect.x, y: rect.y,
                width: rect.width, style: .strong)
            guard let page = state.search.found.value else { return }
            let count = Figure.count(page.items.count)
            screen.put(
                page.next == nil ? "\(count) found" : "first \(count) shown", x: rect.x,
                y: rect.y, width: rect.width, style: .quiet, align: .right)
            return
        }
        let extent = walk.tree.extent
        let when = walk.asOf.map {
            [
                Span("▲ as of \(MomentText.short(walk.moment, asked: $0))", .attention),
                Span(" · ", .quiet),
            ]
        }
        let sum =
            "\(extent.hops) \(extent.hops == 1 ? "hop" : "hops") · "
            + "\(Figure.count(extent.nodes)) \(extent.nodes == 1 ? "node" : "nodes")"
        let width = screen.put(
            (when ?? []) + [Span(sum, .quiet)], x: rect.x, y: rect.y, width: rect.width,
            align: .right)
        screen.put(
            breadcrumbs(walk.tree, state.line, room: rect.width - width - 2), x: rect.x, y: rect.y,
            width: rect.width - width - 2)
    }

    /// Root, then each step; steps in the middle leave first when the line is too short.
    private static func breadcrumbs(
        _ tree: GraphTree, _ line: GraphTree.Line?, room: Int
    ) -> [Span] {
        let place = line.map { tree.place(of: $0) } ?? 0
        var crumbs = [tree.root.node.id] + tree.way(to: place).map { tree[place: $0.place].node.id }
        switch line {
        case .branch(let branch), .more(let branch):
            let value = tree[branch: branch]
            crumbs.append("\(value.isIncoming ? "←" : "→") \(value.otherClass)")
        default: break
        }
        func width(_ crumbs: [String]) -> Int {
            crumbs.reduce(0) { $0 + CellWidth.of($1) + 3 } - 3
        }
        var isCut = false
        while crumbs.count > 2, width(crumbs) + (isCut ? 4 : 0) > room {
            crumbs.remove(at: 1)
            isCut = true
        }
        if isCut { crumbs.insert("…", at: 1) }
        return crumbs.enumerated().flatMap { index, crumb in
            [
                Span(index > 0 ? " ▸ " : "", .quiet),
                Span(crumb, index == crumbs.count - 1 ? .strong : .text),
            ]
        }
    }

    private static func drawReasons(
        _ nodes: [WalkedNode], into screen: inout Screen, in rect: Rect, _ room: Zones.Room
    ) {
        let rect = rect.inset(left: Table.margin, top: room == .narrow ? 0 : 1, right: 1)
        let widest = nodes.prefix(rect.height).map { screen.width(of: $0.id) }.max() ?? 0
        let name = min(widest, rect.width / 3)
        for (line, node) in nodes.prefix(rect.height).enumerated() {
            let y = rect.y + line
            let isLast = line == rect.height - 1 && nodes.count > rect.height
            screen.put(node.id, x: rect.x, y: y, width: name, cut: .middle)
            let more = isLast ? "  +\(nodes.count - rect.height) more" : ""
            screen.put(
                [
                    Span(node.badge.status.rawValue, node.badge.style),
                    Span(" \(node.badge.sentence)", .quiet), Span(more, .attention),
                ], x: rect.x + name + 1, y: y, width: rect.width - name - 1)
        }
    }
}
