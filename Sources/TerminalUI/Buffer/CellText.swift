// Text → cells. The one place where text from data is made safe to show: controls become visible
// marks, direction overrides and other unprintables `�`, joiners and variation selectors go, flags
// become their two letters. No byte that a terminal would obey comes out of here.

package enum CellText {
    /// What goes into one cell (or two, when `width` is 2).
    package struct Piece: Hashable, Sendable {
        package var text: String
        package var width: Int
    }

    /// More marks than this on one letter are dropped: ncurses holds no more in a cell.
    private static let marksInACell = 4

    /// Calls `body` with each cell of `text`, left to right in stored order.
    package static func forEach(
        in text: some StringProtocol, glyphs: GlyphSet, _ body: (Piece) -> Void
    ) {
        var builder = Builder(glyphs: glyphs)
        for scalar in text.unicodeScalars { builder.take(scalar, body) }
        builder.flush(body)
    }

    /// The text of a plain letter, 0x20 to 0x7E: made once, since a frame has thousands of them.
    static func plain(_ byte: UInt8) -> String { plainTexts[Int(byte) - 0x20] }

    private static let plainTexts = (0x20...0x7E).map {
        String(Character(Unicode.Scalar(UInt8($0))))
    }

    package static func pieces(
        of text: some StringProtocol, glyphs: GlyphSet = .unicode
    ) -> [Piece] {
        var result: [Piece] = []
        forEach(in: text, glyphs: glyphs) { result.append($0) }
        return result
    }

    private struct Builder {
        let glyphs: GlyphSet
        var open: Piece?
        var marks = 0
        var afterJoiner = false

        init(glyphs: GlyphSet) { self.glyphs = glyphs }

        mutating func flush(_ body: (Piece) -> Void) {
            if let piece = open { body(piece) }
            open = nil
            marks = 0
        }

        mutating func take(_ scalar: Unicode.Scalar, _ body: (Piece) -> Void) {
            if scalar.value >= 0x20 && scalar.value < 0x7F {
                start(CellText.plain(UInt8(scalar.value)), 1, body)
            } else if glyphs == .ascii, let twin = GlyphSet.twin(of: scalar) {
                for letter in twin.description { start(String(letter), 1, body) }
            } else {
                takeRare(scalar, body)
            }
        }

        private mutating func start(_ text: String, _ width: Int, _ body: (Piece) -> Void) {
            flush(body)
            open = Piece(text: text, width: width)
            afterJoiner = false
        }

        private mutating func takeRare(_ scalar: Unicode.Scalar, _ body: (Piece) -> Void) {
            switch scalar.value {
            case 0x200D:
                afterJoiner = open != nil
            case 0x1F1E6...0x1F1FF:
                let letter = Unicode.Scalar(UInt8(scalar.value - 0x1F1E6 + 0x41))
                start(String(Character(letter)), 1, body)
            case 0x1F3FB...0x1F3FF where open?.width == 2:
                break  // a skin tone: its base stays alone
            case 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069:
                start(glyphs == .ascii ? "?" : "\u{FFFD}", 1, body)
            default:
                takeByWidth(scalar, body)
            }
        }

        private mutating func takeByWidth(_ scalar: Unicode.Scalar, _ body: (Piece) -> Void) {
            guard let width = CellWidth.of(scalar) else {
                return start(mark(for: scalar), 1, body)
            }
            if width == 0 { return join(scalar, body) }
            if afterJoiner && scalar.value > 0x2190 && scalar.properties.isEmoji { return }
            if glyphs == .ascii {
                for _ in 0..<width { start("?", 1, body) }
            } else {
                start(String(Character(scalar)), width, body)
            }
        }

        /// Joins a mark to the cell before; without one it stands on a space of its own.
        private mutating func join(_ scalar: Unicode.Scalar, _ body: (Piece) -> Void) {
            if glyphs == .ascii || scalar.properties.generalCategory == .format { return }
            if (0xFE00...0xFE0F).contains(scalar.value) { return }
            if open == nil { start(" ", 1, body) }
            guard marks < marksInACell else { return }
            open?.text.unicodeScalars.append(scalar)
            marks += 1
        }

        /// A visible mark for what must not be sent.
        private func mark(for scalar: Unicode.Scalar) -> String {
            if glyphs == .ascii { return "?" }
            if scalar.value < 0x20, let picture = Unicode.Scalar(0x2400 + scalar.value) {
                return String(Character(picture))
            }
            return scalar.value == 0x7F ? "\u{2421}" : "\u{FFFD}"
        }
    }
}
