// Cells and rows that do not fit: against the reading of their column, and refused by a dry run or an
// import.

import Engine

struct BadCell: Hashable, Sendable {
    var file: String
    var row: Int
    var column: String
    var text: String
    var why: String
}

extension MappingPane.State {
    /// Of all tables that are not left out, by table and row; only those that the engine kept.
    var badCells: [BadCell] { imported.flatMap { badCells(of: $0) } }

    /// Those that the list shows: of one column, or of all.
    var shownCells: [BadCell] {
        guard let cellColumn, let table else { return badCells }
        return badCells(of: table).filter { $0.column == cellColumn }
    }

    /// What was refused is not told twice.
    func badCells(of table: InferenceView.Table) -> [BadCell] {
        var texts: [[String]: String] = [:]
        let against = table.columns.flatMap { column in
            column.contradictions.map { cell in
                texts[["\(cell.row)", column.name]] = cell.text
                return BadCell(
                    file: table.file, row: cell.row, column: column.name, text: cell.text,
                    why: "no \(MappedColumn.plainReading(of: column))")
            }
        }
        let refused = (report?.rejections ?? []).filter { $0.file == table.file }.flatMap { row in
            row.allFaults.map { fault in
                let column = fault.column ?? ""
                return BadCell(
                    file: table.file, row: row.row, column: column,
                    text: texts[["\(row.row)", column]] ?? "", why: fault.message)
            }
        }
        let known = Set(refused.map { ["\($0.row)", $0.column] })
        let rest = against.filter { !known.contains(["\($0.row)", $0.column]) }
        return (rest + refused).sorted { ($0.row, $0.column) < ($1.row, $1.column) }
    }

    /// All cells that their column's reading does not hold, also those that were not kept.
    var cellsAgainst: Int { imported.flatMap(\.columns).reduce(0) { $0 + $1.contradictionCount } }

    /// All rows that a dry run or an import refused.
    var rowsRefused: Int { report?.tables.reduce(0) { $0 + $1.rejected } ?? 0 }

    /// Whether there are more than `badCells` shows.
    var hasHiddenBadCells: Bool {
        let kept = imported.flatMap(\.columns).reduce(0) { $0 + $1.contradictions.count }
        return kept < cellsAgainst || (report?.rejections.count ?? 0) < rowsRefused
    }

    /// `4 cells against · 7 rows refused`
    var badCellWords: String {
        let cells = "\(cellsAgainst) \(cellsAgainst == 1 ? "cell" : "cells") against"
        let rows = "\(rowsRefused) \(rowsRefused == 1 ? "row" : "rows") refused"
        return [cellsAgainst > 0 ? cells : nil, rowsRefused > 0 ? rows : nil]
            .compactMap(\.self).joined(separator: " · ")
    }
}
