// A grid of styled cells: what a view returns and every renderer takes. A wide character holds its
// text in the left cell and an empty text in the right one; drawing never splits it.

package struct Cell: Hashable, Sendable {
    /// One spacing character with its marks; empty in the right half of a wide one.
    package var text: String
    /// 1 or 2; 0 in the right half of a wide character.
    package var width: UInt8
    package var style: Style

    package init(text: String = " ", width: UInt8 = 1, style: Style = .text) {
        self.text = text
        self.width = width
        self.style = style
    }
}

package struct Screen: Hashable, Sendable {
    package let size: Size
    package let glyphs: GlyphSet
    package private(set) var cells: [Cell]
    /// Where the terminal's own cursor rests: on the selected row or in the input field, so that
    /// screen readers follow. nil hides it in the last corner.
    package var cursor: Point?
    /// Whether what only decorates is left out.
    package let isPlain: Bool
    /// Tables drawn so far, whole; nil unless they are recorded.
    package var sheets: [Sheet]?
    /// Whether the cursor is to be seen (in an input field) or only to be found (on a row).
    package var isCursorVisible = false

    package init(_ viewport: Viewport) {
        size = viewport.size
        glyphs = viewport.glyphs
        isPlain = viewport.isPlain
        cells = Array(repeating: Cell(), count: size.columns * size.rows)
    }

    package init(columns: Int, rows: Int, glyphs: GlyphSet = .unicode) {
        self.init(Viewport(columns: columns, rows: rows, glyphs: glyphs))
    }

    package var bounds: Rect { Rect(size) }

    /// The cell at a place inside the screen.
    package subscript(x: Int, y: Int) -> Cell { cells[y * size.columns + x] }

    package func row(_ y: Int) -> ArraySlice<Cell> {
        cells[y * size.columns..<(y + 1) * size.columns]
    }

    package func width(of text: some StringProtocol) -> Int {
        CellWidth.of(text, glyphs: glyphs)
    }

    package func width(of text: String) -> Int { CellWidth.of(text, glyphs: glyphs) }

    /// Writes one piece. Outside of the screen nothing happens; a wide piece that would be cut by
    /// the edge becomes a space. A wide character that is half covered loses its other half.
    package mutating func set(_ piece: CellText.Piece, x: Int, y: Int, style: Style) {
        guard y >= 0, y < size.rows, x >= 0, x < size.columns else { return }
        guard piece.width == 2 else {
            return replace(x, y, Cell(text: piece.text, style: style))
        }
        guard x + 1 < size.columns else {
            return replace(x, y, Cell(style: style))
        }
        replace(x, y, Cell(text: piece.text, width: 2, style: style))
        replaceRightHalf(x + 1, y, style)
    }

    /// Changes the looks of a part and keeps its text.
    package mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
        let part = rect.intersection(bounds)
        for y in part.y..<max(part.y, part.maxY) {
            for x in part.x..<max(part.x, part.maxX) {
                let index = y * size.columns + x
                cells[index].style = change(cells[index].style)
            }
        }
    }

    private mutating func replace(_ x: Int, _ y: Int, _ cell: Cell) {
        let index = y * size.columns + x
        if cells[index].width == 0 && x > 0 { blank(index - 1) }
        if cells[index].width == 2 && x + 1 < size.columns { blank(index + 1) }
        cells[index] = cell
    }

    private mutating func replaceRightHalf(_ x: Int, _ y: Int, _ style: Style) {
        let index = y * size.columns + x
        if cells[index].width == 2 && x + 1 < size.columns { blank(index + 1) }
        cells[index] = Cell(text: "", width: 0, style: style)
    }

    private mutating func blank(_ index: Int) {
        cells[index].text = " "
        cells[index].width = 1
    }
}
