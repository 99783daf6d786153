// Where the table stands in the text: body first, then what is above (notes, header) and below
// (totals, notes).

import Tables

/// The regions of a sample under one dialect.
struct TableBody {
    private(set) var width = 1
    private(set) var preambleLines = 0
    private(set) var headerTexts: [[String]] = []
    /// With the lines drawn below them.
    private(set) var headerRows = 0
    private(set) var footerLines = 0
    private(set) var hasComments = false
    private(set) var dropsLastColumn = false
    private(set) var firstColumn = 0

    private static let rowLimit = 1500
    /// Of the end of a large file.
    private static let tailLimit = 200
    /// So many rows tell what a column holds; looking at each cell costs most of the time here.
    private static let modelLimit = 500

    init(probe: SourceProbe, dialect: Dialect, _ choices: ReadingChoices = ReadingChoices()) {
        let head = SampleLine.first(Self.rowLimit, of: probe.head, dialect)
        width = Self.usualWidth(head)
        let isWhole = probe.isComplete && head.count < Self.rowLimit
        let model = BodyModel(
            rows: Self.spread(Self.modelRows(head, width: width)), width: width,
            delimiter: dialect.delimiter)
        let declared = DialectDetector.declaredDelimiter(probe.head) != nil ? 1 : 0
        var start = TableStart(head, model, width: width, first: declared)
        start.follow(choices, head)
        headerRows = start.headers.count
        headerTexts = start.headers.filter { !head[$0].isRule }.map { head[$0].cells }
        let top = start.headers.first ?? start.body
        preambleLines = top < head.count ? head[top].line - 1 : declared
        let tail =
            isWhole
            ? Array(head.dropFirst(start.body))
            : SampleLine.last(
                Self.tailLimit, of: probe.isComplete ? probe.head : probe.tail, dialect)
        findFooter(tail, model, isWhole: isWhole)
        let end = head.last.map { $0.line + $0.lineCount - (isWhole ? footerLines : 0) } ?? 0
        let inside = head.dropFirst(start.body).filter { $0.line < end }
        hasComments = inside.contains { $0.isComment && $0.cells.count != width }
        trimColumns(inside.filter { !$0.isBlank && !$0.isComment && !$0.isRule }.map(\.cells))
    }

    /// Rows evenly spread over all of them.
    private static func spread(_ rows: [[String]]) -> [[String]] {
        guard rows.count > modelLimit else { return rows }
        let step = (rows.count + modelLimit - 1) / modelLimit
        return stride(from: 0, to: rows.count, by: step).map { rows[$0] }
    }

    private static func usualWidth(_ lines: [SampleLine]) -> Int {
        var counts: [Int: Int] = [:]
        for line in lines where !line.isBlank && !line.isComment && !line.isRule {
            counts[line.cells.count, default: 0] += 1
        }
        let wide = counts.filter { $0.key > 1 }
        guard let best = wide.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { return 1 }
        // A single column whose prose holds a comma here and there.
        let single = counts[1] ?? 0
        return single > best.value * 2 ? 1 : best.key
    }

    /// Rows that surely belong to the body: the later ones of the usual width.
    private static func modelRows(_ lines: [SampleLine], width: Int) -> [[String]] {
        var body = lines[...]
        // What follows a blank line near the end may be notes.
        if let blank = lines.lastIndex(where: \.isBlank), blank * 2 > lines.count,
            lines.count - blank < 12
        {
            body = lines[..<blank]
        }
        let full = body.filter {
            $0.cells.count == width && !$0.isBlank && !$0.isComment && !$0.isRule
                && $0.filled > 0
        }
        let rows = withoutRepeatedHeader(full.dropFirst(paddedNotes(full)).map(\.cells))
        let least = rowsThroughUnits(rows) ?? 1
        guard rows.count > 4 else { return Array(rows.dropFirst(least)) }
        return Array(
            rows.dropFirst(min(12, max(least, rows.count / 3))).dropLast(rows.count > 8 ? 2 : 0))
    }

    /// How many rows at the top are headers because the last of them holds units; above it stand one or two of words.
    private static func rowsThroughUnits(_ rows: [[String]]) -> Int? {
        guard rows.count > 1 else { return nil }
        if HeaderWords.areUnits(rows[1]) { return 2 }
        let areWords = rows.prefix(2).allSatisfy { $0.allSatisfy { NumberText($0) == nil } }
        return rows.count > 3 && areWords && HeaderWords.areUnits(rows[2]) ? 3 : nil
    }

    /// The first row stays, those that say the same again do not: files that were put behind each other bring
    /// their header along, and a header that recurs would look like a row. Only rows of names, each once, are meant.
    private static func withoutRepeatedHeader(_ rows: [[String]]) -> [[String]] {
        guard let first = rows.first.map(withoutMark), first.count > 2,
            Set(first).count == first.count,
            first.allSatisfy({ $0.contains(where: \.isLetter) && NumberText($0) == nil })
        else { return rows }
        return rows.prefix(1) + rows.dropFirst().filter { withoutMark($0) != first }
    }

    private static func withoutMark(_ cells: [String]) -> [String] {
        guard let first = cells.first, first.unicodeScalars.first == "\u{FEFF}" else {
            return cells
        }
        return [String(first.unicodeScalars.dropFirst())] + cells.dropFirst()
    }

    /// How many lines at the top hold one cell, while most rows hold three and more: notes that a spreadsheet filled up
    /// to the width of its table. They must not push the header down among the rows that the model is made of.
    private static func paddedNotes(_ lines: [SampleLine]) -> Int {
        let filled = lines.map(\.filled).sorted()
        guard let usual = filled.isEmpty ? nil : filled[filled.count / 2], usual > 2 else {
            return 0
        }
        return lines.prefix { $0.filled == 1 }.count
    }

    private mutating func findFooter(
        _ lines: [SampleLine], _ model: BodyModel, isWhole: Bool
    ) {
        let totals = TotalRow(lines, width: width, isWhole: isWhole)
        var index = lines.count
        var cut: Int?
        var doubtful = false
        while index > 0, lines.count - index < 12 {
            let line = lines[index - 1]
            if line.isBlank {
                // Doubtful lines below a blank one are notes after all.
                if doubtful { cut = index }
                doubtful = false
                index -= 1
                continue
            }
            if isFooter(line, model, totals) {
                if !doubtful { cut = index - 1 }
            } else if line.cells.count == width, model.refuses(line.cells) {
                doubtful = true
            } else {
                break
            }
            index -= 1
        }
        guard var cut, let last = lines.last else { return }
        while cut > 0, lines[cut - 1].isBlank { cut -= 1 }
        guard cut > 0, cut < lines.count else { return }
        footerLines = last.line + last.lineCount - lines[cut].line
    }

    private func isFooter(_ line: SampleLine, _ model: BodyModel, _ totals: TotalRow) -> Bool {
        if line.isRule { return true }
        let first = line.cells.first { !$0.isEmpty } ?? ""
        if line.cells.count < width || line.filled <= 1 && width > 1 && model.usualFilled > 1 {
            return !model.mayBeRow(line.cells)
        }
        if width == 1 { return !model.mayBeRow(line.cells) }
        return line.cells.count == width && HeaderWords.isTotal(first)
            && totals.isTotal(line.cells)
    }

    private mutating func trimColumns(_ rows: [[String]]) {
        guard !rows.isEmpty, width > 1 else { return }
        let isUnnamed = { (index: Int, texts: [[String]]) in
            texts.allSatisfy { index >= $0.count || $0[index].allSatisfy(\.isWhitespace) }
        }
        let isEmpty = { (index: Int) in
            rows.allSatisfy { index >= $0.count || $0[index].isEmpty }
        }
        if isUnnamed(width - 1, headerTexts), isEmpty(width - 1),
            rows.contains(where: { $0.count == width })
        {
            dropsLastColumn = true
            width -= 1
        }
        if width > 1, isUnnamed(0, headerTexts), isEmpty(0), !headerTexts.isEmpty {
            firstColumn = 1
        }
    }
}
