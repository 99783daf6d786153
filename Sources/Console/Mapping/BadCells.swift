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
    /// By row; only those that the engine kept. What was refused is not told twice.
    var badCells: [BadCell] {
        guard let table else { return [] }
        var texts: [[String]: String] = [:]
        let against = table.columns.flatMap { column in
            column.contradictions.map { cell in
                texts[["\(cell.row)", column.name]] = cell.text
                return BadCell(
                    row: cell.row, column: column.name, text: cell.text,
                    why: "no \(MappedColumn.plainReading(of: column))")
            }
        }
        let refused = (report?.rejections ?? []).map { rejection in
            let column = rejection.column ?? ""
            return BadCell(
                row: rejection.row, column: column,
                text: texts[["\(rejection.row)", column]] ?? "", why: rejection.message)
        }
        let known = Set(refused.map { ["\($0.row)", $0.column] })
        let rest = against.filter { !known.contains(["\($0.row)", $0.column]) }
        return (rest + refused).sorted { ($0.row, $0.column) < ($1.row, $1.column) }
    }

    /// All cells that their column's reading does not hold, also those that were not kept.
    var cellsAgainst: Int { table?.columns.reduce(0) { $0 + $1.contradictionCount } ?? 0 }

    /// All rows that a dry run or an import refused.
    var rowsRefused: Int { report?.tables.reduce(0) { $0 + $1.rejected } ?? 0 }

    /// Whether there are more than `badCells` shows.
    var hasHiddenBadCells: Bool {
        let kept = table?.columns.reduce(0) { $0 + $1.contradictions.count } ?? 0
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
