// Screen → text with ANSI colour sequences: `--format ansi`, and terminals without ncurses. Each row
// ends with a reset, so pieces can be cut out by lines.

extension Screen {
    package func ansi(_ theme: Theme, depth: ColorDepth) -> String {
        var text = ""
        var sequences: [Style: String] = [:]
        for y in 0..<size.rows {
            var current: String?
            for cell in row(y) where cell.width > 0 {
                let wanted =
                    sequences[cell.style] ?? Self.sequence(theme.paint(cell.style, depth: depth))
                sequences[cell.style] = wanted
                if wanted != current { text += wanted }
                current = wanted
                text += cell.text
            }
            text += "\u{1B}[0m\n"
        }
        return text
    }

    private static func sequence(_ paint: Paint) -> String {
        var codes = ["0"]
        let attributes: [(Attributes, String)] = [
            (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
        ]
        for (attribute, code) in attributes where paint.attributes.contains(attribute) {
            codes.append(code)
        }
        codes += codesOf(paint.foreground, small: 30, bright: 90, large: "38")
        codes += codesOf(paint.background, small: 40, bright: 100, large: "48")
        return "\u{1B}[" + codes.joined(separator: ";") + "m"
    }

    private static func codesOf(
        _ ink: Paint.Ink, small: Int, bright: Int, large: String
    ) -> [String] {
        switch ink {
        case .standard: []
        case .index(let index) where index < 8: ["\(small + index)"]
        case .index(let index) where index < 16: ["\(bright + index - 8)"]
        case .index(let index): [large, "5", "\(index)"]
        case .rgb(let color): [large, "2", "\(color.red)", "\(color.green)", "\(color.blue)"]
        }
    }
}
