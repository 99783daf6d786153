// What the rows of a table have in common, learned from rows that surely belong to it.

/// A model of each column, for telling body rows from headers and notes.
struct BodyModel {
    private struct Column {
        var kinds: [CellKind: Double] = [:]
        var values: Set<String> = []
        var lengths: ClosedRange<Int> = 0...0
        var distinctShare = 1.0
        var digitShare = 0.0
        var dominant: CellKind?
    }

    private var columns: [Column] = []
    private let width: Int
    private let delimiter: String
    private let rowCount: Int

    init(rows: [[String]], width: Int, delimiter: String) {
        self.width = width
        self.delimiter = delimiter
        rowCount = rows.count
        for index in 0..<min(width, 400) { columns.append(Self.column(rows, index, delimiter)) }
    }

    private static func column(_ rows: [[String]], _ index: Int, _ delimiter: String) -> Column {
        var column = Column()
        var counts: [CellKind: Int] = [:]
        var filled = 0
        var withDigits = 0
        var lengths: [Int] = []
        for row in rows where index < row.count {
            let cell = row[index]
            let kind = CellKind(cell, delimiter: delimiter)
            counts[kind, default: 0] += 1
            guard kind != .empty else { continue }
            filled += 1
            lengths.append(cell.count)
            column.values.insert(cell)
            if cell.utf8.contains(where: { (0x30...0x39).contains($0) }) { withDigits += 1 }
        }
        guard filled > 0 else { return column }
        for (kind, count) in counts { column.kinds[kind] = Double(count) / Double(rows.count) }
        column.distinctShare = Double(column.values.count) / Double(filled)
        column.digitShare = Double(withDigits) / Double(filled)
        lengths.sort()
        column.lengths = lengths[0]...lengths[lengths.count - 1]
        for kind in [CellKind.number, .moment] {
            if Double(counts[kind] ?? 0) >= 0.8 * Double(filled) { column.dominant = kind }
        }
        return column
    }

    /// The row does not belong to the body: it is a header or a note.
    func rejects(_ cells: [String]) -> Bool { foreignness(cells) > 0 }

    /// Evidence that the row is no body row; above 0 it speaks against.
    func foreignness(_ cells: [String]) -> Double {
        var score = 0.0
        var repeats = 0
        for (index, column) in columns.enumerated() {
            let cell = index < cells.count ? cells[index] : ""
            let kind = CellKind(cell, delimiter: delimiter)
            if let dominant = column.dominant {
                score += Self.typed(kind, dominant)
                continue
            }
            guard kind != .empty, !column.values.isEmpty else { continue }
            if column.values.contains(cell) {
                repeats += 1
                score -= column.distinctShare < 0.5 ? 2 : 1.2
                continue
            }
            score += untyped(cell, kind, column)
        }
        // Headers name columns once; a header's own repetition speaks a little against it.
        let filled = cells.filter { !$0.isEmpty }
        if filled.count > 1, Set(filled).count == filled.count { score += 0.15 }
        if rowCount == 0 {
            return filled.contains { NumberText($0) != nil || MomentText($0) != nil } ? -1 : 1
        }
        return score
    }

    private static func typed(_ kind: CellKind, _ dominant: CellKind) -> Double {
        switch kind {
        case .empty: 0
        case dominant: -2.5
        case .number: dominant == .moment ? -0.3 : 0
        case .moment: -1
        default: 2
        }
    }

    private func untyped(_ cell: String, _ kind: CellKind, _ column: Column) -> Double {
        var score = 0.0
        if column.distinctShare < 0.5 { score += 0.6 }
        let hasDigits = cell.utf8.contains { (0x30...0x39).contains($0) }
        if column.digitShare > 0.8, !hasDigits { score += 1 }
        if column.digitShare < 0.2, hasDigits { score -= 0.6 }
        if kind == .number || kind == .moment { score -= 1.2 }
        if !column.lengths.contains(cell.count) { score += column.lengths.count < 4 ? 1.2 : 0.4 }
        if HeaderWords.isName(cell) { score += 0.9 }
        if cell.contains("_") || cell.contains(where: \.isLowercase) == false, cell.count > 1,
            !hasDigits, kind == .token
        {
            score += cell.contains("_") ? 0.4 : 0
        }
        return score
    }

    /// A short row that may still be data: what it has fits the columns, and its first cell is of their kind.
    func mayBeRow(_ cells: [String]) -> Bool {
        guard let first = columns.first else { return true }
        if width == 1 { return !looksLikeNote(cells[0]) }
        var fits = 0
        for (index, cell) in cells.enumerated() where index < columns.count && !cell.isEmpty {
            let kind = CellKind(cell, delimiter: delimiter)
            let column = columns[index]
            if let dominant = column.dominant {
                guard kind == dominant else { return false }
                fits += 1
            } else if column.values.contains(cell) {
                fits += 2
            } else if looksLikeNote(cell) {
                return false
            }
        }
        if fits > 0 { return true }
        let cell = cells.first ?? ""
        guard first.dominant == nil, cells.count * 2 > width else { return false }
        return first.lengths.contains(cell.count)
    }

    private func looksLikeNote(_ cell: String) -> Bool {
        if HeaderWords.isTotal(cell) { return true }
        return cell.hasPrefix("*") || cell.hasPrefix("#") || cell.hasPrefix("--")
            || cell.contains(": ")
            || cell.hasPrefix("==")
    }
}
