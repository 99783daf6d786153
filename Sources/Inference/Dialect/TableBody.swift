// Where the table stands in the text: body first, then what is above (notes, header) and below (totals, notes).

import Tables

/// The regions of a sample under one dialect.
struct TableBody {
    private struct Line {
        var cells: [String]
        var line: Int
        var lineCount: Int
        var isBlank: Bool
        var isComment: Bool

        var filled: Int { cells.count { !$0.allSatisfy(\.isWhitespace) } }
    }

    private(set) var width = 1
    private(set) var preambleLines = 0
    private(set) var headerTexts: [[String]] = []
    private(set) var footerLines = 0
    private(set) var hasComments = false
    private(set) var dropsLastColumn = false
    private(set) var firstColumn = 0
    private let delimiter: String

    private static let rowLimit = 1500

    init(probe: SourceProbe, dialect: Dialect) {
        delimiter = dialect.delimiter
        let head = Self.lines(probe.head, dialect, limit: Self.rowLimit)
        let usual = Self.usualWidth(head)
        width = usual
        let isWhole = probe.isComplete && head.count < Self.rowLimit
        var model = BodyModel(
            rows: Self.modelRows(head, width: usual), width: usual, delimiter: dialect.delimiter)
        let start = findStart(head, &model, probe.head)
        let tail =
            isWhole
            ? head : Self.lines(probe.isComplete ? probe.head : probe.tail, dialect, limit: nil)
        findFooter(isWhole ? Array(tail.dropFirst(start)) : tail, model)
        findComments(head, from: start)
        trimColumns(Array(head.dropFirst(start)))
    }

    private static func lines(_ bytes: [UInt8], _ dialect: Dialect, limit: Int?) -> [Line] {
        var scanner = RecordScanner(bytes, dialect)
        var result: [Line] = []
        while result.count < limit ?? .max, var record = (try? scanner.next()) ?? nil {
            let isBlank = record.isBlank
            let cells = record.takeCells()
            result.append(
                Line(
                    cells: cells, line: record.line, lineCount: record.lineCount,
                    isBlank: isBlank,
                    isComment: !record.hasQuotes
                        && (cells[0].hasPrefix("# ") || cells[0].hasPrefix("#") && cells.count == 1)
                ))
        }
        return result
    }

    private static func usualWidth(_ lines: [Line]) -> Int {
        var counts: [Int: Int] = [:]
        for line in lines where !line.isBlank && !line.isComment {
            counts[line.cells.count, default: 0] += 1
        }
        let wide = counts.filter { $0.key > 1 }
        guard let best = wide.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { return 1 }
        // A single column whose prose holds a comma here and there.
        let single = counts[1] ?? 0
        return single > best.value * 2 ? 1 : best.key
    }

    /// Rows that surely belong to the body: the later ones of the usual width.
    private static func modelRows(_ lines: [Line], width: Int) -> [[String]] {
        let rows = lines.filter {
            $0.cells.count == width && !$0.isBlank && !$0.isComment && $0.filled > 0
        }
        .map(\.cells)
        guard rows.count > 4 else { return Array(rows.dropFirst(rows.count > 1 ? 1 : 0)) }
        return Array(rows.dropFirst(min(12, rows.count / 3)).dropLast(rows.count > 8 ? 2 : 0))
    }

    /// Finds preamble and header; returns the index of the first body line.
    private mutating func findStart(
        _ lines: [Line], _ model: inout BodyModel, _ text: [UInt8]
    ) -> Int {
        let declared = DialectDetector.declaredDelimiter(text) != nil ? 1 : 0
        var first = declared
        // Notes: blank, remark, padded or narrow lines before the first full one.
        while first < lines.count, isNote(lines[first], model) { first += 1 }
        guard first < lines.count else {
            preambleLines = declared
            return declared
        }
        var body = first
        var best: Int?
        // A row of the usual width that does not fit the body is a header or a note above it.
        while body < min(lines.count, first + 14) {
            let line = lines[body]
            if isNote(line, model) || model.rejects(line.cells) {
                body += 1
                best = body
                continue
            }
            break
        }
        let end = best ?? first
        takeHeader(lines, from: first, to: end, model)
        let begin = end - headerCount(lines, from: first, to: end)
        preambleLines = begin < lines.count ? lines[begin].line - 1 : declared
        return end
    }

    private var headerIndices: [Int] = []

    private func headerCount(_ lines: [Line], from first: Int, to end: Int) -> Int {
        guard let top = headerIndices.first else { return 0 }
        return end - top
    }

    private func isNote(_ line: Line, _ model: BodyModel) -> Bool {
        if line.isBlank || line.filled == 0 { return true }
        if line.isComment { return true }
        guard width > 1 else { return false }
        if line.cells.count == width || line.cells.count == width - 1, line.filled > 1 {
            return false
        }
        if line.filled == 1 {
            return width > 2 || line.cells.count < width || !model.mayBeRow(line.cells)
        }
        return line.filled * 2 <= width && line.cells.count != width
    }

    /// Of the lines between notes and body, the last one or two may be the header.
    private mutating func takeHeader(
        _ lines: [Line], from first: Int, to end: Int, _ model: BodyModel
    ) {
        var candidates: [Int] = []
        var index = end - 1
        while index >= first, candidates.count < 2 {
            let line = lines[index]
            if line.isBlank || line.isComment {
                if candidates.isEmpty {
                    index -= 1
                    continue
                }
                break
            }
            guard isHeaderLike(line, model) else { break }
            candidates.insert(index, at: 0)
            index -= 1
        }
        if candidates.count == 2, !arePair(lines[candidates[0]].cells, lines[candidates[1]].cells) {
            candidates.removeFirst()
        }
        headerIndices = candidates
        headerTexts = candidates.map { lines[$0].cells }
    }

    private func isHeaderLike(_ line: Line, _ model: BodyModel) -> Bool {
        line.cells.count + 1 >= width && line.cells.count <= width + 1 && line.filled > 0
    }

    /// Two header rows: units below names, or groups above names.
    private func arePair(_ upper: [String], _ lower: [String]) -> Bool {
        let filledUpper = upper.count { !$0.isEmpty }
        guard upper.count >= width - 1 else { return false }
        if HeaderWords.areUnits(lower) { return true }
        let hasGaps =
            filledUpper * 3 < upper.count * 2
            || Set(upper.filter { !$0.isEmpty }).count * 2 <= upper.count
        let lowerFull = lower.count { !$0.isEmpty } * 10 >= lower.count * 9
        return width >= 3 && hasGaps && lowerFull && filledUpper >= 2
            && !lower.contains { NumberText($0) != nil }
    }

    private mutating func findFooter(_ lines: [Line], _ model: BodyModel) {
        var index = lines.count
        var cut: Int?
        while index > 0, lines.count - index < 12 {
            let line = lines[index - 1]
            if line.isBlank {
                index -= 1
                continue
            }
            guard isFooter(line, model) else { break }
            index -= 1
            cut = index
        }
        guard var cut, cut > 0, let last = lines.last else { return }
        while cut > 0, lines[cut - 1].isBlank { cut -= 1 }
        guard cut > 0 else { return }
        footerLines = last.line + last.lineCount - lines[cut].line
    }

    private func isFooter(_ line: Line, _ model: BodyModel) -> Bool {
        let first = line.cells.first { !$0.isEmpty } ?? ""
        if line.cells.count < width || line.filled <= 1 && width > 1 {
            return !model.mayBeRow(line.cells)
        }
        if line.cells.count == width, HeaderWords.isTotal(first), width > 1 { return true }
        return line.cells.count == width && width <= 2 && model.rejects(line.cells)
            && !model.mayBeRow(line.cells)
    }

    private mutating func findComments(_ lines: [Line], from start: Int) {
        let inside = lines.dropFirst(start)
        hasComments =
            inside.contains { $0.isComment && $0.cells.count != width }
            || width == 1 && false
    }

    private mutating func trimColumns(_ lines: [Line]) {
        let rows = lines.filter { !$0.isBlank && !$0.isComment }.map(\.cells)
        guard rows.count > 0, width > 1 else { return }
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
