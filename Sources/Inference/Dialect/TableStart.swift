// Finds where the rows of a table begin and which lines above them are its header. Lines are judged
// by a model of the later rows; the threshold comes from how foreign those rows look among
// themselves.

/// The upper edge of a table.
struct TableStart {
    /// Index of the first body line.
    private(set) var body = 0
    /// Indices of the header lines, top first.
    private(set) var headers: [Int] = []

    private let lines: [SampleLine]
    private let model: BodyModel
    private let width: Int
    private static let reach = 16

    /// Lines before `first` are no part of the table (a `sep=` line).
    init(_ lines: [SampleLine], _ model: BodyModel, width: Int, first: Int) {
        self.lines = lines
        self.model = model
        self.width = width
        body = findBody(from: first)
        headers = findHeaders(from: first)
        takeFullRows(from: first)
        closeGap(from: first)
        takeRule()
    }

    /// Puts the edge where a person says that it is.
    mutating func follow(_ choices: ReadingChoices, _ lines: [SampleLine]) {
        guard choices.headerRows != nil || choices.preambleRows != nil else { return }
        var top = headers.first ?? body
        if let rows = choices.preambleRows {
            top = lines.firstIndex { $0.line > rows && !$0.isBlank } ?? lines.count
        }
        let wanted = choices.headerRows ?? (headers.isEmpty ? 0 : headers.count)
        headers = Array(lines.indices[top...].filter { !lines[$0].isBlank }.prefix(wanted))
        body = headers.last.map { $0 + 1 } ?? top
    }

    /// Structural signs of a note: blank, a remark, narrow, or padded to the width with nothing in
    /// it.
    static func isNote(_ line: SampleLine, _ model: BodyModel, width: Int) -> Bool {
        if line.isBlank || line.filled == 0 || line.isComment || line.isRule { return true }
        guard width > 1, !line.hasQuotes else { return false }
        if line.filled == 1, model.usualFilled > 1 { return !model.mayBeRow(line.cells) }
        return line.cells.count < width && line.filled * 2 <= width && !model.mayBeRow(line.cells)
    }

    private enum Verdict {
        case note
        case foreign
        case row
    }

    private func verdict(_ index: Int, isFirst: Bool) -> Verdict {
        let line = lines[index]
        if line.isDamaged || Self.isNote(line, model, width: width) { return .note }
        // Too many cells: which belongs where is unknown, so it says nothing.
        if line.cells.count > width + 1
            || width > 1 && line.cells.count == width + 1 && line.cells.last != ""
        {
            return .note
        }
        if model.refuses(line.cells) { return .foreign }
        if isFirst, Self.hasYearsInARow(line.cells) { return .foreign }
        if model.hasShapesOfRows(line.cells, isFirst: isFirst) { return .row }
        let limit = isFirst ? model.usualForeignness : model.highForeignness
        return model.foreignness(line.cells) > limit ? .foreign : .row
    }

    /// Beside names nothing but years that follow each other, three at least: the header of a table
    /// with a column a year, though its rows may hold numbers as long.
    private static func hasYearsInARow(_ cells: [String]) -> Bool {
        let filled = cells.filter { !$0.isEmpty }
        let numbers = filled.filter { NumberText($0) != nil }
        let years = numbers.compactMap { Int($0) }
        guard years.count > 2, years.count == numbers.count, years.count < filled.count,
            years.allSatisfy((1500...2199).contains)
        else { return false }
        let steps = Set(zip(years, years.dropFirst()).map { $1 - $0 })
        return steps.count == 1 && steps != [0]
    }

    /// The first line from which body rows follow each other.
    private func findBody(from first: Int) -> Int {
        let end = min(lines.count, first + Self.reach)
        var verdicts: [Verdict] = []
        var sawFull = false
        for index in first..<max(first, end) {
            let verdict = verdict(index, isFirst: !sawFull)
            if verdict != .note { sawFull = true }
            verdicts.append(verdict)
        }
        for start in verdicts.indices where verdicts[start] == .row {
            let following = verdicts[(start + 1)...].filter { $0 != .note }.prefix(2)
            let hasForeignSoon = following.contains(.foreign)
            if !hasForeignSoon || model.isWeak && start > 0 { return first + start }
        }
        // Nothing but foreign lines: the table begins after the first full one.
        guard let full = verdicts.firstIndex(where: { $0 != .note }) else { return first }
        return min(lines.count, first + full + 1)
    }

    /// Full rows right above the header that was found, or above the first proper row, belong to the table: the topmost
    /// is the header, and what was taken for it a row. Among few rows, or rows with many slips, the model of the body is
    /// too narrow to know its own.
    private mutating func takeFullRows(from first: Int) {
        guard width > 1, headers.count <= 1 else { return }
        let lower = headers.first ?? body
        var top = lower
        while top > first, isFull(lines[top - 1]) || hasGapInside(top - 1, from: first) {
            top -= 1
        }
        guard top < lower else { return }
        if isHeader(lines[top], isNearest: false) {
            headers = [top]
            body = top + 1
        } else if headers.isEmpty {
            body = top
        }
    }

    /// A row of the table's width with a cell or two missing, right below a full one: the root of a hierarchy, say,
    /// above which there is nothing.
    private func hasGapInside(_ index: Int, from first: Int) -> Bool {
        let line = lines[index]
        return line.cells.count == width && line.filled * 2 > width && !line.isComment
            && !line.isDamaged && index > first && isFull(lines[index - 1])
    }

    private func isFull(_ line: SampleLine) -> Bool {
        line.cells.count == width && line.filled * 10 >= width * 8 && !line.isComment
            && !line.isDamaged
    }

    /// Lines between the header and the first proper row are rows, however odd: they are read and reported as such,
    /// while what stands above a table is left out. So are damaged lines at the top of a table without a header.
    private mutating func closeGap(from first: Int) {
        if headers.isEmpty { headers = higherHeader(from: first).map { [$0] } ?? [] }
        let top = headers.last.map { $0 + 1 } ?? first
        guard top < body else { return }
        let gap = lines[top..<body]
        if headers.isEmpty {
            body = gap.firstIndex(where: \.isDamaged) ?? body
        } else if gap.contains(where: { !$0.isBlank && !$0.isComment }) {
            body = top
        }
    }

    /// A line drawn below the header goes with it; what stands above one is the header, however it looks.
    private mutating func takeRule() {
        if headers.isEmpty, body > 1, body <= lines.count, lines[body - 1].isRule,
            isFull(lines[body - 2]), !lines[body - 2].isRule
        {
            headers = [body - 2]
        }
        guard let next = headers.last.map({ $0 + 1 }), next < lines.count, lines[next].isRule
        else { return }
        headers.append(next)
        body = next + 1
    }

    /// A row of names above a note or two that stand right below it.
    private func higherHeader(from first: Int) -> Int? {
        guard width > 2 else { return nil }
        for index in stride(from: body - 1, through: max(first, body - 3), by: -1) {
            let line = lines[index]
            if line.filled == width, line.cells.count == width, Set(line.cells).count == width,
                isHeader(line, isNearest: false)
            {
                return index
            }
            guard !line.isBlank, Self.isNote(line, model, width: width) else { return nil }
        }
        return nil
    }

    private func findHeaders(from first: Int) -> [Int] {
        var found: [Int] = []
        var index = body - 1
        while index >= first, found.count < 3 {
            let line = lines[index]
            if line.isBlank || line.isComment || line.isRule || line.isDamaged {
                guard found.isEmpty else { break }
                index -= 1
                continue
            }
            guard isHeader(line, isNearest: found.isEmpty) else { break }
            found.insert(index, at: 0)
            index -= 1
        }
        // Groups, names and units: three rows, where the last can be nothing else.
        if found.count == 3,
            !HeaderWords.areUnits(lines[found[2]].cells)
                || HeaderWords.areUnits(lines[found[1]].cells)
                || !arePair(lines[found[0]].cells, lines[found[1]].cells)
        {
            found.removeFirst()
        }
        if found.count == 2, !arePair(lines[found[0]].cells, lines[found[1]].cells) {
            found.removeFirst()
        }
        return found
    }

    private func isHeader(_ line: SampleLine, isNearest: Bool) -> Bool {
        let count = line.cells.count
        guard count == width || width > 2 && abs(count - width) == 1, line.filled > 0 else {
            return false
        }
        if line.filled == 1, width > 1 {
            let text = line.cells.first { !$0.isEmpty } ?? ""
            let isTitle = text.contains(": ") || text.contains(where: \.isNumber)
            return isNearest && (line.hasQuotes || width == 2 && !isTitle)
        }
        let filled = line.cells.filter { !$0.isEmpty }
        // A name may end with a year or a date: `Wards (as of 16 October 2017)`.
        let numbers = filled.filter { text in
            text.count(where: \.isLetter) <= max(3, text.count(where: \.isNumber))
                && NumberText(text) != nil
        }
        if numbers.isEmpty {
            // `Printed: 3 May 2024` is a note; among many names one may look so.
            let notes = filled.count { $0.contains(": ") && $0.contains(where: \.isNumber) }
            return notes == 0 || filled.count >= 4 && notes * 4 < filled.count
                || filled.count > 8 && filled.count == width && notes * 2 < filled.count
        }
        // Years and numbered columns may stand in a header, beside names.
        return width > 3 && numbers.count < filled.count
            && numbers.allSatisfy { Int($0) != nil && $0.utf8.count <= 4 }
    }

    /// Two header rows: units below names, or groups above names.
    private func arePair(_ upper: [String], _ lower: [String]) -> Bool {
        guard upper.count == lower.count else { return false }
        if HeaderWords.areUnits(lower) { return true }
        let filled = upper.filter { !$0.isEmpty }
        let hasGaps =
            filled.count * 3 <= upper.count * 2 || Set(filled).count * 2 <= upper.count
        // A name that spans both rows stands in the upper one only.
        let named = zip(upper, lower).count { !$0.isEmpty || !$1.isEmpty }
        let isFull = named * 10 >= lower.count * 9 && lower.count { !$0.isEmpty } * 2 > lower.count
        return width >= 3 && hasGaps && isFull && filled.count >= 2
    }
}
