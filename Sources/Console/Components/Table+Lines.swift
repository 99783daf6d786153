// Single lines of a table, for views that put several tables under one scroll.

import TerminalUI

extension Table {
    /// The titles of the columns that fit.
    func drawHeader(into screen: inout Screen, in row: Rect) {
        record(into: &screen, rows: [])
        for place in layout(width: row.width) {
            let column = columns[place.index]
            screen.put(
                column.title, x: row.x + place.x, y: row.y, width: place.width, style: .header,
                align: column.align)
        }
    }

    /// One row of cells in the table's columns. `places`: as they were laid out for all rows of this width.
    func drawLine(
        _ cells: [[Span]], into screen: inout Screen, in row: Rect,
        places: [(index: Int, x: Int, width: Int)]? = nil
    ) {
        recordLine(cells, into: &screen)
        for place in places ?? layout(width: row.width) where place.index < cells.count {
            let column = columns[place.index]
            screen.put(
                cells[place.index], x: row.x + place.x, y: row.y, width: place.width,
                align: column.align, cut: column.cut)
        }
    }
}
