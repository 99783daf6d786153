// The picture of the Mapping pane: the tables; of one, a sample, one row a column, and what speaks for
// and against the reading of the selected one; with room, side by side.

import Engine
package import TerminalUI

extension MappingPane {
    struct Layout {
        /// Nil where there is no room for it.
        var sample: Rect?
        var columns: Rect
        var evidence: Rect?
        var isWide = false

        init(_ body: Rect, _ room: Zones.Room) {
            let area = body.inset(top: 1)
            switch room {
            case .tooSmall, .narrow: columns = area
            case .regular:
                let parts = area.rows(
                    .cells(3), .cells(1), .rest(weight: 60), .cells(1),
                    .rest(weight: 40, atLeast: 5))
                (sample, columns, evidence) = (parts[0], parts[2], parts[4])
            case .wide:
                let parts = area.columns(
                    .rest(weight: 30), .rest(weight: 42), .rest(weight: 28), gap: 3)
                (sample, columns, evidence, isWide) = (parts[0], parts[1], parts[2], true)
            }
        }
    }

    static func listHeight(_ state: State, _ context: PaneContext) -> Int {
        let layout = Layout(context.body, context.room)
        guard state.part == .tables else { return max(1, layout.columns.height - 1) }
        return TableList.height(isWide: layout.isWide, in: context.body.inset(top: 1))
    }

    package static func draw(
        _ state: State, subject: Rect, body: Rect, into screen: inout Screen, _ context: PaneContext
    ) {
        drawSubject(state, into: &screen, in: subject.inset(left: 1, right: 1))
        let layout = Layout(body, context.room)
        let isDivided = state.table != nil && state.part == .columns && state.typed == nil
        let bars = layout.isWide && isDivided ? [layout.columns.x, layout.evidence?.x ?? 0] : []
        Rule.draw(into: &screen, in: body.line(0), crossings: bars.map { $0 - 2 })
        let area = body.inset(top: 1)
        if let listing = state.listing, state.typed != nil {
            return PathList.draw(listing, into: &screen, in: area)
        }
        guard !state.paths.isEmpty else {
            return Placeholder.empty(
                "no file open: press o and type the path of a table file, or of a folder for all "
                    + "tables in it"
            ).draw(into: &screen, in: area)
        }
        guard let table = state.table else {
            let placeholder = state.inference.value.map { _ in
                Placeholder.empty("\(title(state)) holds no table: press o for another file")
            }
            (placeholder ?? Self.placeholder(state, context))?.draw(into: &screen, in: area)
            return
        }
        switch state.part {
        case .tables:
            TableList.draw(state, isWide: layout.isWide, into: &screen, in: area)
        case .cells: BadCellList.draw(state, into: &screen, in: area)
        case .evidence:
            ColumnEvidence.draw(
                state.selected, table, into: &screen, in: area.inset(left: Table.margin, right: 1))
        case .columns: drawColumns(state, table, body, into: &screen, context)
        }
    }

    private static func placeholder(_ state: State, _ context: PaneContext) -> Placeholder? {
        if let failure = state.inference.failure, let since = state.inference.failingSince {
            return .failing(
                reason: failure.message, age: context.age(of: since),
                remedy: "press o to open another file, or to try this one again")
        }
        let files = counted(files: state.files.count)
        return state.inference.placeholder(
            of: "the engine to read \(title(state))\(files)", context)
    }

    private static func drawColumns(
        _ state: State, _ table: InferenceView.Table, _ body: Rect, into screen: inout Screen,
        _ context: PaneContext
    ) {
        let layout = Layout(body, context.room)
        if let sample = layout.sample {
            FileSample.draw(
                table, key: state.keyColumns(of: table), selected: state.selectedIndex,
                isTall: layout.isWide, into: &screen,
                in: sample.inset(left: Table.margin, right: layout.isWide ? 0 : 1))
        }
        let columns = layout.columns.inset(right: 1)
        ColumnTable.draw(state, into: &screen, in: columns)
        if layout.isWide {
            let used = min(columns.height, state.shownColumns.count + 2)
            BadCellList.drawFirst(state, into: &screen, in: columns.inset(top: used))
        }
        guard let evidence = layout.evidence else { return }
        if layout.isWide {
            for part in [layout.columns, evidence] {
                screen.verticalLine(x: part.x - 2, y: part.y, height: part.height)
            }
        } else {
            Rule.draw(
                into: &screen,
                in: Rect(x: body.x, y: layout.columns.y - 1, width: body.width, height: 1))
        }
        let margin = layout.isWide ? 0 : Table.margin
        if BesideList.waits(context, into: &screen, in: evidence.inset(left: margin)) { return }
        ColumnEvidence.draw(
            state.selected, table, into: &screen, in: evidence.inset(left: margin, right: 1))
    }
}
