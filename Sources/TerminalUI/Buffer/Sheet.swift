// A table as it was drawn, with all its rows and whole texts: what an export writes. Recorded only when
// a screen is made for it.

package struct Sheet: Hashable, Sendable {
    package var columns: [String]
    package var rows: [[String]]
    /// Whether the selected row is in it and has the keyboard.
    package var isFocused = false

    package init(columns: [String], rows: [[String]]) {
        self.columns = columns
        self.rows = rows
    }
}

extension Table {
    /// Keeps the table with the screen when that records.
    package func record(into screen: inout Screen, rows: [Row]) {
        guard screen.sheets != nil else { return }
        let texts = rows.map { row in
            columns.indices.map { index in
                index < row.cells.count ? row.cells[index].map(\.text).joined() : ""
            }
        }
        screen.sheets?.append(Sheet(columns: columns.map(\.title), rows: texts))
    }

    /// Keeps one more row of the table that was recorded last.
    package func recordLine(_ cells: [[Span]], into screen: inout Screen) {
        guard let last = screen.sheets?.indices.last else { return }
        let texts = columns.indices.map { index in
            index < cells.count ? cells[index].map(\.text).joined() : ""
        }
        screen.sheets?[last].rows.append(texts)
    }
}
