// Cells and rows that do not fit: against the reading of their column, and refused by a dry run or an
// import.

import Engine

struct BadCell: Hashable, Sendable {
    var row: Int
    var column: String
    var text: String
    var why: String
}

extension MappingPane.State {
    /// By row. Of each column only those that the engine kept.
    var badCells: [BadCell] {
        guard let table else { return [] }
        let against = table.columns.flatMap { column in
            column.contradictions.map { cell in
                BadCell(
                    row: cell.row, column: column.name, text: cell.text,
                    why: "does not read as \(MappedColumn.reading(of: column))")
            }
        }
        let refused = (report?.rejections ?? []).map { rejection in
            BadCell(
                row: rejection.row, column: rejection.column ?? "–", text: "",
                why: rejection.message)
        }
        return (against + refused).sorted { ($0.row, $0.column) < ($1.row, $1.column) }
    }

    /// All of them, also those that were not kept.
    var badCellCount: Int {
        let against = table?.columns.reduce(0) { $0 + $1.contradictionCount } ?? 0
        return against + (report?.tables.reduce(0) { $0 + $1.rejected } ?? 0)
    }
}
