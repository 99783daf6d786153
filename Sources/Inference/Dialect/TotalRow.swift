// Tells a row that adds up a table from a row of it that merely begins with such a word: `Total` the company stands
// among vendors with cells filled as theirs, and its numbers add up nothing.

/// What the columns of a table add up to.
struct TotalRow {
    private struct Column {
        var sum = 0.0
        var greatest = -Double.infinity
        var numbers = 0
        var filled = 0

        mutating func take(_ value: Double) {
            numbers += 1
            sum += value
            greatest = max(greatest, value)
        }
    }

    /// Under each reading of `1.234`: a group of thousands, or decimals.
    private struct Reading {
        var groups: Bool
        var columns: [Column]
    }

    private let readings: [Reading]
    private let width: Int
    private let rowCount: Int
    /// The lines are all there are; else the end of the table only.
    private let isWhole: Bool

    init(_ lines: [SampleLine], width: Int, isWhole: Bool) {
        let rows = lines.filter { line in
            guard line.cells.count == width, !line.isComment else { return false }
            return !HeaderWords.isTotal(line.cells.first { !$0.isEmpty } ?? "")
        }.map(\.cells)
        readings = [true, false].map { groups in
            var columns = Array(repeating: Column(), count: width)
            for row in rows {
                for (index, cell) in row.enumerated() where !cell.isEmpty {
                    columns[index].filled += 1
                    if let value = Self.value(cell, groups) { columns[index].take(value) }
                }
            }
            return Reading(groups: groups, columns: columns)
        }
        rowCount = rows.count
        self.width = width
        self.isWhole = isWhole
    }

    /// Whether `cells`, the first of which begins with a word for a total, add up the rows.
    func isTotal(_ cells: [String]) -> Bool {
        guard let label = cells.firstIndex(where: { !$0.isEmpty }) else { return false }
        return readings.contains { isTotal(cells, (label + 1)..<width, $0) }
    }

    private func isTotal(_ cells: [String], _ others: Range<Int>, _ reading: Reading) -> Bool {
        let columns = reading.columns
        let value = { (index: Int) in Self.value(cells[index], reading.groups) }
        let hasGap = others.contains {
            cells[$0].isEmpty && columns[$0].filled * 10 >= rowCount * 9
        }
        if hasGap { return true }
        let addsUp = others.contains { index in
            value(index).map { self.addsUp($0, columns[index]) } ?? false
        }
        if addsUp { return true }
        // `Total Nord` adds up a group, which is not known here; names of firms are longer, or stand beside words.
        guard let label = cells.first(where: { !$0.isEmpty }),
            label.split(separator: " ").count <= 3,
            others.allSatisfy({ cells[$0].isEmpty || value($0) != nil })
        else { return false }
        return others.contains { index in
            value(index).map { $0 >= columns[index].greatest } ?? false
        }
    }

    private func addsUp(_ value: Double, _ column: Column) -> Bool {
        guard column.numbers > 1 else { return false }
        if !isWhole { return column.sum > 0 && value >= column.sum }
        return abs(value - column.sum) <= max(abs(column.sum) * 0.005, 1e-9)
    }

    /// Close enough for a comparison within one column: the last mark is the decimal one, unless groups of three follow.
    private static func value(_ cell: String, _ groups: Bool) -> Double? {
        guard let number = NumberText(cell) else { return nil }
        let written = cell.filter { $0.isNumber || $0 == "." || $0 == "," }
        var digits = written.filter(\.isNumber)
        if let mark = written.lastIndex(where: { $0 == "." || $0 == "," }) {
            let after = written[written.index(after: mark)...].count
            let marks = written.filter { !$0.isNumber }
            let isGroup = after == 3 && (marks.count == 1 ? groups : Set(marks).count == 1)
            if !isGroup { digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -after)) }
        }
        return Double(digits).map { number.isNegative ? -$0 : $0 }
    }
}
