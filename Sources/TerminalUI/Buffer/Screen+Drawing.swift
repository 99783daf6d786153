// Drawing text, lines and areas. Everything clips at the given room and at the screen's edges;
// text that is cut ends in an ellipsis (or holds one in the middle, for ids).

package enum Alignment: Hashable, Sendable { case left, right, center }

/// Where text that does not fit is cut.
package enum Cut: Hashable, Sendable { case end, middle }

extension Screen {
    /// Writes one line of text into `width` columns (default: up to the right edge) and returns the
    /// columns it took. Controls in the text, also line ends, show as marks.
    @discardableResult
    package mutating func put(
        _ text: String, x: Int, y: Int, width: Int? = nil, style: Style = .text,
        align: Alignment = .left, cut: Cut = .end
    ) -> Int {
        put([Span(text, style)], x: x, y: y, width: width, align: align, cut: cut)
    }

    /// The same for a line of several styles.
    @discardableResult
    package mutating func put(
        _ spans: [Span], x: Int, y: Int, width: Int? = nil, align: Alignment = .left,
        cut: Cut = .end
    ) -> Int {
        let room = width ?? (size.columns - x)
        guard room > 0 else { return 0 }
        if let columns = putPlain(spans, x: x, y: y, room: room, align) { return columns }
        let pieces = Clipping.fit(
            styledPieces(spans, room, cut), into: room, cut: cut, glyphs: glyphs)
        let columns = pieces.reduce(0) { $0 + $1.piece.width }
        var column = x + Self.indent(align, columns: columns, room: room)
        for item in pieces {
            set(item.piece, x: column, y: y, style: item.style)
            column += item.piece.width
        }
        return columns
    }

    /// Writes text over several lines, broken at spaces; returns the rows it took. What does not
    /// fit the height ends in an ellipsis.
    @discardableResult
    package mutating func putWrapped(_ text: String, in rect: Rect, style: Style = .text) -> Int {
        let lines = Wrapping.lines(of: text, width: rect.width, glyphs: glyphs)
        let shown = min(lines.count, rect.height)
        for (row, line) in lines.prefix(shown).enumerated() {
            let isCut = row == shown - 1 && lines.count > shown
            put(
                isCut ? line + "…" : line, x: rect.x, y: rect.y + row, width: rect.width,
                style: style)
        }
        return shown
    }

    /// Blanks a part in a style.
    package mutating func fill(_ rect: Rect, _ style: Style = .text, with text: String = " ") {
        let part = rect.intersection(bounds)
        guard !part.isEmpty else { return }
        let piece = CellText.pieces(of: text, glyphs: glyphs).first ?? .init(text: " ", width: 1)
        for y in part.y..<part.maxY {
            for x in part.x..<part.maxX { set(piece, x: x, y: y, style: style) }
        }
    }

    package mutating func horizontalLine(x: Int, y: Int, width: Int, style: Style = .border) {
        fill(Rect(x: x, y: y, width: width, height: 1), style, with: "─")
    }

    package mutating func verticalLine(x: Int, y: Int, height: Int, style: Style = .border) {
        fill(Rect(x: x, y: y, width: 1, height: height), style, with: "│")
    }

    /// A frame with a title, and its inside blanked. Only what floats has one.
    package mutating func frame(_ rect: Rect, title: String = "", style: Style = .border) {
        guard rect.width >= 2, rect.height >= 2 else { return }
        fill(rect)
        horizontalLine(x: rect.x, y: rect.y, width: rect.width, style: style)
        horizontalLine(x: rect.x, y: rect.maxY - 1, width: rect.width, style: style)
        verticalLine(x: rect.x, y: rect.y, height: rect.height, style: style)
        verticalLine(x: rect.maxX - 1, y: rect.y, height: rect.height, style: style)
        put("╭", x: rect.x, y: rect.y, width: 1, style: style)
        put("╮", x: rect.maxX - 1, y: rect.y, width: 1, style: style)
        put("╰", x: rect.x, y: rect.maxY - 1, width: 1, style: style)
        put("╯", x: rect.maxX - 1, y: rect.maxY - 1, width: 1, style: style)
        guard !title.isEmpty else { return }
        put(" \(title) ", x: rect.x + 2, y: rect.y, width: rect.width - 4, style: .strong)
    }

    /// Copies another screen onto this one, its top left corner at `point`.
    package mutating func place(_ other: Screen, at point: Point) {
        for y in 0..<other.size.rows {
            for x in 0..<other.size.columns where other[x, y].width > 0 {
                let cell = other[x, y]
                let piece = CellText.Piece(text: cell.text, width: Int(cell.width))
                set(piece, x: point.x + x, y: point.y + y, style: cell.style)
            }
        }
    }

    /// The short way for what nearly every line is: plain letters that fit. Nil, and nothing written, for all else.
    private mutating func putPlain(
        _ spans: [Span], x: Int, y: Int, room: Int, _ align: Alignment
    ) -> Int? {
        var columns = 0
        for span in spans {
            guard let width = CellWidth.ofPlain(span.text) else { return nil }
            columns += width
            guard columns <= room else { return nil }
        }
        var column = x + Self.indent(align, columns: columns, room: room)
        for span in spans {
            for byte in span.text.utf8 {
                let piece = CellText.Piece(text: CellText.plain(byte), width: 1)
                set(piece, x: column, y: y, style: span.style)
                column += 1
            }
        }
        return columns
    }

    private func styledPieces(_ spans: [Span], _ room: Int, _ cut: Cut) -> [Clipping.Item] {
        var items: [Clipping.Item] = []
        for span in spans {
            CellText.forEach(in: Self.bounded(span.text, room, cut), glyphs: glyphs) {
                items.append(.init(piece: $0, style: span.style))
            }
        }
        return items
    }

    /// As much of a text as can matter in so many columns: one without an end must not cost a frame its time.
    private static func bounded(_ text: String, _ room: Int, _ cut: Cut) -> String {
        let most = max(2048, 8 * room)
        // A scalar has at most four bytes: what is longer has twice as many of them.
        guard text.utf8.count > 8 * most else { return text }
        let scalars = text.unicodeScalars
        guard cut == .middle else { return String(String.UnicodeScalarView(scalars.prefix(most))) }
        return String(
            String.UnicodeScalarView(Array(scalars.prefix(most)) + scalars.suffix(most)))
    }

    private static func indent(_ align: Alignment, columns: Int, room: Int) -> Int {
        switch align {
        case .left: 0
        case .right: room - columns
        case .center: (room - columns) / 2
        }
    }
}
