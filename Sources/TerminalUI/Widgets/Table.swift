// A table of aligned columns. Columns that do not fit leave in a fixed order, highest `leaves` first,
// and come back in the same. Rows are asked for one by one, only those on the screen.
//
//     let table = Table(columns: [
//         .init("State", width: 9), .init("Age", width: 5, align: .right),
//         .init("Command", width: 20, grows: true), .init("Aggregate", width: 20, leaves: 1),
//     ])
//     table.draw(into: &screen, in: rect, count: model.rows.count, window: model.window) { index in
//         Table.Row([.init(row.state, row.style), .init(Figure.age(row.age)), …])
//     }

package struct Table: Sendable {
    package struct Column: Hashable, Sendable {
        package var title: String
        package var width: Int
        /// Takes a share of the room that is left over.
        package var grows: Bool
        package var align: Alignment
        package var cut: Cut
        /// 0 stays always (the key column); the highest number leaves first.
        package var leaves: Int
        /// One that would have to leave stays with as little as this, where so much is left over.
        package var least: Int
        /// Up to so wide with room that is left over, before others share in it.
        package var most: Int?
        /// What its texts take, where that is known: room that is left over goes to those that need it first, and
        /// one that grows lends what it does not need.
        package var need: Int?

        package init(
            _ title: String, width: Int, grows: Bool = false, align: Alignment = .left,
            cut: Cut = .end, leaves: Int = 0, least: Int? = nil, most: Int? = nil
        ) {
            self.title = title
            self.width = max(width, 1)
            self.least = least ?? self.width
            self.most = most
            self.grows = grows
            self.align = align
            self.cut = cut
            self.leaves = leaves
        }
    }

    /// One row: a line of spans for each column, and optionally one style for all plain cells.
    package struct Row: Sendable {
        package var cells: [[Span]]

        package init(_ cells: [Span]) { self.cells = cells.map { [$0] } }
        package init(lines: [[Span]]) { cells = lines }
    }

    package var columns: [Column]
    /// Columns between two columns.
    package var gap: Int
    /// Whether the part has the keyboard: decides how the selected row looks.
    package var isFocused: Bool
    package var showsHeader: Bool

    package init(
        columns: [Column], gap: Int = 2, isFocused: Bool = true, showsHeader: Bool = true
    ) {
        self.columns = columns
        self.gap = gap
        self.isFocused = isFocused
        self.showsHeader = showsHeader
    }

    /// Columns before the first one: room for the mark of the selected row.
    package static let margin = 3

    /// The rows of a list that fit under the header.
    package func height(in rect: Rect) -> Int { max(0, rect.height - (showsHeader ? 1 : 0)) }

    /// Draws header and visible rows. Puts the screen's cursor on the selected row when focused.
    package func draw(
        into screen: inout Screen, in rect: Rect, count: Int, window: ScrollWindow,
        row: (Int) -> Row
    ) {
        let places = layout(width: rect.width)
        if screen.sheets != nil { record(into: &screen, rows: (0..<count).map(row)) }
        if showsHeader {
            for place in places {
                let column = columns[place.index]
                screen.put(
                    column.title, x: rect.x + place.x, y: rect.y, width: place.width,
                    style: .header, align: column.align)
            }
        }
        let top = rect.y + (showsHeader ? 1 : 0)
        let visible = window.rows(count: count, height: height(in: rect))
        MoreMarks.draw(
            visible, of: count, into: &screen,
            in: rect.inset(top: showsHeader ? 1 : 0))
        for (line, index) in visible.enumerated() {
            draw(row(index), into: &screen, in: rect, y: top + line, places: places)
            guard index == min(window.selected, count - 1) else { continue }
            Selection.mark(
                Rect(x: rect.x, y: top + line, width: rect.width, height: 1),
                in: &screen, isFocused: isFocused)
        }
    }

    private func draw(
        _ row: Row, into screen: inout Screen, in rect: Rect, y: Int,
        places: [(index: Int, x: Int, width: Int)]
    ) {
        for place in places where place.index < row.cells.count {
            let column = columns[place.index]
            screen.put(
                row.cells[place.index], x: rect.x + place.x, y: y, width: place.width,
                align: column.align, cut: column.cut)
        }
    }
}
