// Thin lines that separate zones: the only ornament of a pane.

import TerminalUI

enum Rule {
    /// A line over a row; where `crossings` name columns, a vertical line below hangs on it. Draw what stands
    /// above it first: a line there is joined.
    static func draw(into screen: inout Screen, in row: Rect, crossings: [Int] = []) {
        guard !screen.isPlain else { return }
        let inside = row.inset(left: 1)
        screen.horizontalLine(x: inside.x, y: row.y, width: inside.width)
        for x in crossings {
            let isJoined =
                row.y > 0 && x >= 0 && x < screen.size.columns
                && ["│", "|"].contains(screen[x, row.y - 1].text)
            screen.put(isJoined ? "┼" : "┬", x: x, y: row.y, width: 1, style: .border)
        }
    }
}

/// A line with a left and a right end; the right one goes when both do not fit.
enum TwoEnds {
    static func draw(
        _ left: [Span], _ right: [Span], into screen: inout Screen, in row: Rect
    ) {
        let inside = row.inset(left: 1, right: 1)
        guard inside.width > 0, row.height > 0 else { return }
        let wide = right.reduce(0) { $0 + screen.width(of: $1.text) }
        let used = left.reduce(0) { $0 + screen.width(of: $1.text) }
        let showsRight = wide > 0 && min(used, 16) + 2 + wide <= inside.width
        if showsRight {
            screen.put(right, x: inside.x, y: row.y, width: inside.width, align: .right)
        }
        screen.put(
            left, x: inside.x, y: row.y, width: inside.width - (showsRight ? wide + 2 : 0))
    }
}
