// Cells and rows that do not fit, each with why.

import Engine
import TerminalUI

enum BadCellList {
    static func draw(_ state: MappingPane.State, into screen: inout Screen, in rect: Rect) {
        let cells = state.shownCells
        let parts = rect.rows(.rest(), .cells(state.hasHiddenBadCells ? 1 : 0))
        let table = state.hasSeveralTables && state.cellColumn == nil ? tableOfAll : tableOfOne
        table.draw(
            into: &screen, in: parts[0].inset(right: 1), count: cells.count, window: state.cells
        ) { index in
            Table.Row(
                spans(cells[index], withFile: state.hasSeveralTables && state.cellColumn == nil))
        }
        guard state.hasHiddenBadCells else { return }
        screen.put(
            hiddenWords(state, cells.count),
            x: parts[1].x + Table.margin, y: parts[1].y,
            width: parts[1].width - Table.margin - 1, style: .quiet)
    }

    /// What is not in the list, and how it comes into it.
    private static func hiddenWords(_ state: MappingPane.State, _ count: Int) -> String {
        let shown = "showing \(Figure.count(count))"
        return state.report == nil
            ? "\(shown), one of each value: a dry run (r) lists the others"
            : "\(shown): the engine keeps no more of them"
    }

    /// The first of the shown table under its columns, without a cursor; nothing when all fit.
    static func drawFirst(
        _ state: MappingPane.State, into screen: inout Screen, in rect: Rect
    ) {
        let cells = state.table.map { state.badCells(of: $0) } ?? []
        guard !cells.isEmpty, rect.height > 3 else { return }
        let head = rect.line(0).inset(left: Table.margin)
        let words = screen.put(
            state.badCellWords, x: head.x, y: head.y, width: head.width, style: .attention)
        screen.put(
            "m lists them", x: head.x + words + 2, y: head.y, width: head.width - words - 2,
            style: .quiet)
        tableOfOne.drawHeader(into: &screen, in: rect.line(1))
        for (line, cell) in cells.prefix(rect.height - 2).enumerated() {
            let line = rect.line(line + 2)
            let row = spans(cell, withFile: false).map { [$0] }
            tableOfOne.drawLine(row, into: &screen, in: line)
        }
    }

    private static func spans(_ cell: BadCell, withFile: Bool) -> [Span] {
        (withFile ? [Span(cell.file, .quiet)] : []) + [
            Span(Figure.count(cell.row)), Span(cell.column),
            Span(cell.text, .strong), Span(cell.why, .quiet),
        ]
    }

    private static let columns: [Table.Column] = [
        .init("Row", width: 7, align: .right), .init("Column", width: 14, leaves: 1),
        .init("Cell", width: 16, grows: true), .init("Why", width: 24, grows: true, leaves: 2),
    ]
    private static let tableOfOne = Table(columns: columns)
    private static let tableOfAll = Table(
        columns: [.init("File", width: 16)] + columns)
}
