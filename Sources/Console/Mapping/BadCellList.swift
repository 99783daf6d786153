// Cells and rows that do not fit, each with why.

import TerminalUI

enum BadCellList {
    static func draw(_ state: MappingPane.State, into screen: inout Screen, in rect: Rect) {
        let cells = state.badCells
        let hidden = state.badCellCount - cells.count
        let parts = rect.rows(.rest(), .cells(hidden > 0 ? 1 : 0))
        table.draw(
            into: &screen, in: parts[0].inset(right: 1), count: cells.count, window: state.cells
        ) { index in
            let cell = cells[index]
            return Table.Row([
                Span(Figure.count(cell.row)), Span(cell.column),
                Span(cell.text.isEmpty ? Figure.unknown : cell.text, .strong),
                Span(cell.why, .quiet),
            ])
        }
        guard hidden > 0 else { return }
        screen.put(
            "showing \(Figure.count(cells.count)) of \(Figure.count(state.badCellCount)): "
                + "the engine keeps the first of each column",
            x: parts[1].x + Table.margin, y: parts[1].y,
            width: parts[1].width - Table.margin - 1, style: .quiet)
    }

    private static let table = Table(columns: [
        .init("Row", width: 7, align: .right), .init("Column", width: 14, leaves: 1),
        .init("Cell", width: 16, grows: true), .init("Why", width: 24, grows: true, leaves: 2),
    ])
}
