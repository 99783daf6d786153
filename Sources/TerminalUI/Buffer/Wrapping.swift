// Breaking text into lines at spaces; words longer than a line are broken inside.

package enum Wrapping {
    package static func lines(
        of text: String, width: Int, glyphs: GlyphSet = .unicode
    ) -> [String] {
        guard width > 0 else { return [] }
        return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
            paragraph($0, width: width, glyphs: glyphs)
        }
    }

    private static func paragraph(
        _ text: Substring, width: Int, glyphs: GlyphSet
    ) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in text.split(separator: " ") {
            let columns = CellWidth.of(word, glyphs: glyphs)
            if !line.isEmpty && used + 1 + columns <= width {
                line += " " + word
                used += 1 + columns
                continue
            }
            if !line.isEmpty { lines.append(line) }
            (line, used) = ("", 0)
            for piece in CellText.pieces(of: word, glyphs: glyphs) {
                if used + piece.width > width {
                    lines.append(line)
                    (line, used) = ("", 0)
                }
                line += piece.text
                used += piece.width
            }
        }
        lines.append(line)
        return lines
    }
}
