// The glyphs a terminal can show. Views write the Unicode glyph; a screen made for `ascii` replaces
// each by its twin while drawing, so widths and clipping stay right. Other text becomes `?`.

package enum GlyphSet: Hashable, Sendable {
    case unicode
    case ascii

    package var ellipsis: String { self == .unicode ? "…" : "..." }

    /// The ASCII spelling of a glyph of ours, nil when it has none.
    package static func twin(of scalar: Unicode.Scalar) -> StaticString? {
        switch scalar {
        case "●": "*"
        case "◐": "o"
        case "○": "-"
        case "▲": "!"
        case "✗", "×": "x"
        case "✓": "v"
        case "▸": ">"
        case "▾", "▼": "v"
        case "◂": "<"
        case "→": "->"
        case "←": "<-"
        case "↑": "^"
        case "↓": "v"
        case "⏎": "Enter"
        case "⌫": "Bksp"
        case "⇥": "Tab"
        case "…": "..."
        case "·": "|"
        case "≤": "<="
        case "≥": ">="
        case "≠": "!="
        case "≈": "~"
        case "µ": "u"
        default: linesAndBars(scalar)
        }
    }

    private static func linesAndBars(_ scalar: Unicode.Scalar) -> StaticString? {
        switch scalar {
        case "▁": "_"
        case "▂": "."
        case "▃": ":"
        case "▄": "-"
        case "▅": "="
        case "▆": "+"
        case "▇": "*"
        case "█": "#"
        case "▏", "▎", "▍", "▌": "-"
        case "▋", "▊", "▉": "="
        case "░": "."
        case "─", "–", "—", "╌": "-"
        case "│": "|"
        case "├", "└", "╰", "╭", "╮", "╯", "┌", "┐", "┘", "┼", "┬", "┴", "┤": "+"
        case "“", "”", "„": "\""
        case "‘", "’", "‚": "'"
        case "\u{2009}", "\u{202F}", "\u{A0}", "\u{2007}": " "
        default: nil
        }
    }
}
