// Sizes and rectangles in cells. The origin is the top left corner; x counts columns, y rows.
// Rectangles may reach outside a screen: drawing clips.

package struct Size: Hashable, Sendable {
    package var columns: Int
    package var rows: Int

    package init(columns: Int, rows: Int) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }
}

package struct Point: Hashable, Sendable {
    package var x: Int
    package var y: Int

    package init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }
}

package struct Rect: Hashable, Sendable {
    package var x: Int
    package var y: Int
    package var width: Int
    package var height: Int

    /// Negative widths and heights become zero.
    package init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    package init(_ size: Size) {
        self.init(x: 0, y: 0, width: size.columns, height: size.rows)
    }

    /// The first column and row after the rectangle.
    package var maxX: Int { x + width }
    package var maxY: Int { y + height }
    package var isEmpty: Bool { width == 0 || height == 0 }

    package func contains(_ point: Point) -> Bool {
        point.x >= x && point.x < maxX && point.y >= y && point.y < maxY
    }

    package func intersection(_ other: Rect) -> Rect {
        let left = max(x, other.x)
        let top = max(y, other.y)
        return Rect(
            x: left, y: top,
            width: min(maxX, other.maxX) - left, height: min(maxY, other.maxY) - top)
    }
}

/// What a view needs to know of the terminal: its size, which glyphs it can show, and whether bytes
/// are dear.
package struct Viewport: Hashable, Sendable {
    package var size: Size
    package var glyphs: GlyphSet
    /// Without what only decorates: rules and sparklines.
    package var isPlain = false

    package init(size: Size, glyphs: GlyphSet = .unicode) {
        self.size = size
        self.glyphs = glyphs
    }

    package init(columns: Int, rows: Int, glyphs: GlyphSet = .unicode) {
        self.init(size: Size(columns: columns, rows: rows), glyphs: glyphs)
    }
}
