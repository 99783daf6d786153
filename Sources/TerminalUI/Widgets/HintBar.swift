// The last line: the keys that work here and now. Hints that do not fit leave from the back; those
// pinned (help) stay at the right end.

package struct HintBar: Sendable {
    package struct Hint: Hashable, Sendable {
        package var key: String
        package var text: String
        /// Shows the key in the colour of danger before it is pressed.
        package var isDangerous: Bool
        package var isPinned: Bool

        package init(
            _ key: String, _ text: String, isDangerous: Bool = false, isPinned: Bool = false
        ) {
            self.key = key
            self.text = text
            self.isDangerous = isDangerous
            self.isPinned = isPinned
        }
    }

    package var hints: [Hint]

    package init(_ hints: [Hint]) { self.hints = hints }

    package func draw(into screen: inout Screen, in rect: Rect) {
        let pinned = spans(hints.filter(\.isPinned))
        let pinnedWidth = pinned.reduce(0) { $0 + screen.width(of: $1.text) }
        screen.put(
            pinned + [Span(" ")], x: rect.x, y: rect.y, width: rect.width, align: .right)
        let room = rect.width - pinnedWidth - 3
        var (shown, used) = ([Hint](), 0)
        for hint in hints where !hint.isPinned {
            let own = screen.width(of: hint.key) + 1 + screen.width(of: hint.text)
            used += shown.isEmpty ? own : 2 + own
            guard used <= room else { break }
            shown.append(hint)
        }
        screen.put(spans(shown), x: rect.x + 1, y: rect.y, width: room)
    }

    /// The hints on as many lines as a width needs, in their order.
    static func lines(_ hints: [Hint], width: Int, glyphs: GlyphSet) -> [[Hint]] {
        var lines: [[Hint]] = []
        var used = 0
        for hint in hints {
            let own = CellWidth.of("\(hint.key) \(hint.text)", glyphs: glyphs)
            if lines.isEmpty || used + 2 + own > width {
                lines.append([])
                used = -2
            }
            lines[lines.count - 1].append(hint)
            used += 2 + own
        }
        return lines
    }

    private func spans(_ hints: [Hint]) -> [Span] {
        hints.enumerated().flatMap { index, hint in
            [
                Span(index > 0 ? "  " : ""),
                Span(hint.key, hint.isDangerous ? .danger : .key), Span(" \(hint.text)", .quiet),
            ]
        }
    }
}
