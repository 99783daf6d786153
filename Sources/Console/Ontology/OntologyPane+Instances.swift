// The table of a class's instances and one instance; side by side where there is room.

import Engine
import TerminalUI

extension OntologyPane {
    static func drawInstances(
        _ state: OntologyState, _ subject: Rect, _ body: Rect, _ screen: inout Screen,
        _ context: PaneContext
    ) {
        let definition = state.definition(of: state.table.className)
        let shown = state.depth == .instance ? state.instance.value : state.table.selected
        if context.room == .wide {
            let view = InstanceRows.view(state.table, definition, layout(state), screen)
            let left = body.width * 62 / 100
            screen.verticalLine(x: left, y: subject.y, height: 1)
            Rule.draw(into: &screen, in: body.line(0), crossings: [left])
            screen.verticalLine(x: left, y: body.y + 1, height: body.height - 1)
            drawTableSubject(
                state, view, tableWidth: left - 1, into: &screen,
                in: Rect(x: 0, y: subject.y, width: left, height: 1))
            InstanceRows.draw(
                state.table, definition, layout: layout(state),
                selection: state.depth == .instances ? .focused : .unfocused, view: view,
                into: &screen,
                in: Rect(x: 0, y: body.y + 1, width: left - 1, height: body.height - 1), context)
            guard let shown else { return }
            let right = body.inset(left: left + 1, top: 1)
            drawInstanceSubject(
                shown, into: &screen,
                in: Rect(x: right.x, y: subject.y, width: right.width, height: 1), context)
            InstanceDetail.draw(
                shown, state, isFocused: state.depth == .instance, into: &screen, in: right)
            return
        }
        Rule.draw(into: &screen, in: body.line(0))
        let below = body.inset(top: 1)
        if state.depth == .instance, let shown {
            drawInstanceSubject(shown, into: &screen, in: subject, context)
            InstanceDetail.draw(
                shown, state, isFocused: true, into: &screen, in: below)
        } else {
            let view = InstanceRows.view(state.table, definition, layout(state), screen)
            drawTableSubject(
                state, view, tableWidth: below.width, into: &screen, in: subject)
            InstanceRows.draw(
                state.table, definition, layout: layout(state), selection: .focused, view: view,
                into: &screen, in: below, context)
        }
    }

    private static func drawTableSubject(
        _ state: OntologyState, _ view: Table, tableWidth: Int, into screen: inout Screen,
        in row: Rect
    ) {
        let table = state.table
        var left = [Span(table.className, .strong), Span(" ▸ instances", .quiet)]
        if !table.search.isEmpty { left += [Span("  "), Span(table.search, .match)] }
        let count = state.definition(of: table.className)?.instances ?? 0
        let layout = layout(state)
        if layout.isOrder {
            let arrow = layout.isDescending ? "↓" : "↑"
            left.append(Span("  by \(layout.sortedBy ?? "key") \(arrow)", .accent))
        }
        var right: [Span] = []
        if table.search.isEmpty {
            let isPart = table.next != nil
            if table.isGoingToEnd { right.append(Span("reading to the end · ", .accent)) }
            right.append(
                Span(
                    isPart
                        ? "\(table.isFromEnd ? "last" : "first") \(Figure.count(table.rows.count))"
                            + " of \(Figure.count(count))"
                        : "\(Figure.count(table.rows.count)) instances", .quiet))
            let new = count - table.countAtFirst
            if new > 0 { right.append(Span(" · +\(Figure.count(new)) new, r reads", .attention)) }
        } else {
            let more = table.next == nil ? "" : table.isFromEnd ? ", more above" : ", more below"
            right.append(Span("\(Figure.count(table.rows.count)) found\(more)", .quiet))
        }
        if row.width >= 70, !table.rows.isEmpty {
            // The state is no column of the class.
            let (shown, all) = (view.layout(width: tableWidth).count - 1, view.columns.count - 1)
            if shown < all {
                right.insert(Span("\(shown) of \(all) columns · ", .quiet), at: 0)
            }
        }
        if let failure = table.page.failure, !table.rows.isEmpty {
            right = [Span("✗ \(failure.message)", .bad)]
        }
        TwoEnds.draw(left, right, into: &screen, in: row)
    }

    private static func drawInstanceSubject(
        _ instance: InstanceView, into screen: inout Screen, in row: Rect, _ context: PaneContext
    ) {
        let age = instance.updatedAt.flatMap { context.age(ofText: $0) }
        let updated = age.map { " · changed \(Ago.text($0))" } ?? ""
        TwoEnds.draw(
            [
                Span(instance.className, .quiet), Span(" ▸ ", .quiet), Span(instance.key, .strong),
            ],
            Cells.badge(instance.badge)
                + [Span(" · sequence \(Figure.count(instance.sequence))\(updated)", .quiet)],
            into: &screen, in: row)
    }
}
