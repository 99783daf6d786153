// Cutting a run of cells to a width. Never splits a wide character; what was cut shows an ellipsis
// in the style of the text beside it.

package enum Clipping {
    package struct Item: Sendable {
        package var piece: CellText.Piece
        package var style: Style
    }

    package static func fit(_ items: [Item], into room: Int, cut: Cut, glyphs: GlyphSet) -> [Item] {
        let columns = items.reduce(0) { $0 + $1.piece.width }
        guard columns > room else { return items }
        let dots = CellText.pieces(of: glyphs.ellipsis, glyphs: glyphs).prefix(max(0, room))
        let rest = room - dots.count
        switch cut {
        case .end:
            let head = take(items, rest)
            let style = items[min(head.count, items.count - 1)].style
            return head + dots.map { Item(piece: $0, style: style) }
        case .middle:
            let head = take(items, (rest + 1) / 2)
            let tail = take(items.reversed(), rest / 2).reversed()
            let style = items[min(head.count, items.count - 1)].style
            return head + dots.map { Item(piece: $0, style: style) } + tail
        }
    }

    /// `text` cut to `width` columns, as plain text.
    package static func text(
        _ text: String, to width: Int, cut: Cut = .end, glyphs: GlyphSet = .unicode
    ) -> String {
        let items = CellText.pieces(of: text, glyphs: glyphs).map { Item(piece: $0, style: .text) }
        return fit(items, into: width, cut: cut, glyphs: glyphs).map(\.piece.text).joined()
    }

    private static func take(_ items: [Item], _ room: Int) -> [Item] {
        var left = room
        return Array(
            items.prefix { item in
                left -= item.piece.width
                return left >= 0
            })
    }
}
