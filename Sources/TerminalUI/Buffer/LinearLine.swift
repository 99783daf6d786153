// A row of the screen as a plain line of `--linear`: the selected one has its mark at the front.

package enum LinearLine {
    /// The mark takes the place of the blanks that most rows begin with. Where a row has none, blanks between its columns
    /// make room, so that the line is no wider than the terminal.
    package static func marked(_ text: String, width: Int, glyphs: GlyphSet = .unicode) -> String {
        let hasRoom = text.prefix(2).allSatisfy { " ▸>".contains($0) }
        var line = "> " + (hasRoom ? String(text.dropFirst(2)) : text)
        var over = CellWidth.of(line, glyphs: glyphs) - width
        while over > 0, let gap = widestGap(line) {
            let spare = min(over, line.distance(from: gap.lowerBound, to: gap.upperBound) - 1)
            line.removeSubrange(gap.lowerBound..<line.index(gap.lowerBound, offsetBy: spare))
            over -= spare
        }
        return over > 0 ? Clipping.text(line, to: width, glyphs: glyphs) : line
    }

    /// Two blanks or more, behind the mark.
    private static func widestGap(_ line: String) -> Range<String.Index>? {
        var best: (range: Range<String.Index>, count: Int)?
        var index = line.index(line.startIndex, offsetBy: min(2, line.count))
        while index < line.endIndex {
            guard line[index] == " " else {
                index = line.index(after: index)
                continue
            }
            let end = line[index...].firstIndex { $0 != " " } ?? line.endIndex
            let count = line.distance(from: index, to: end)
            if count > max(1, best?.count ?? 1) { best = (index..<end, count) }
            index = end
        }
        return best?.range
    }
}
