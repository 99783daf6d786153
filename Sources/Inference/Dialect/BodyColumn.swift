// What the cells of one column have in common, and how foreign another cell looks among them.

/// One column of a body model.
struct BodyColumn: Sendable {
    /// The kind of nearly all filled cells, when it is numbers or moments.
    private(set) var dominant: CellKind?
    /// All but the odd cell are of that kind.
    private(set) var isPure = false
    private(set) var lengths: ClosedRange<Int> = 0...0
    private var values: [String: Int] = [:]
    private var distinctShare = 1.0
    private var digitShare = 0.0
    /// How many cells have each shape.
    private var shapes: [String: Int] = [:]
    private var filledCount = 0

    init(_ rows: [[String]], _ index: Int, _ delimiter: String) {
        var counts: [CellKind: Int] = [:]
        var filled = 0
        var withDigits = 0
        var seen: [Int] = []
        for row in rows where index < row.count {
            let cell = row[index]
            let kind = CellKind(cell, delimiter: delimiter)
            counts[kind, default: 0] += 1
            guard kind != .empty else { continue }
            filled += 1
            seen.append(cell.count)
            values[cell, default: 0] += 1
            shapes[TextPattern.text(cell), default: 0] += 1
            if Self.hasDigit(cell) { withDigits += 1 }
        }
        filledCount = filled
        guard filled > 0 else { return }
        distinctShare = Double(values.count) / Double(filled)
        digitShare = Double(withDigits) / Double(filled)
        seen.sort()
        lengths = seen[0]...seen[seen.count - 1]
        for kind in [CellKind.number, .moment] {
            let share = Double(counts[kind] ?? 0) / Double(filled)
            if share >= 0.8 { dominant = kind }
            if share >= 0.95 { isPure = true }
        }
    }

    /// Whether a good part of the cells has this shape.
    func hasUsual(shape: String) -> Bool {
        filledCount > 0 && (shapes[shape] ?? 0) * 5 >= filledCount
    }

    func holds(_ cell: String) -> Bool { values[cell] != nil }

    /// Above 0: `cell` does not look like the others.
    func foreignness(_ cell: String, _ kind: CellKind, isOwn: Bool) -> Double {
        if let dominant { return Self.typed(kind, dominant) }
        guard kind != .empty, !values.isEmpty else { return 0 }
        let others = (values[cell] ?? 0) - (isOwn ? 1 : 0)
        if others > 0 { return distinctShare < 0.5 ? -1.5 : -1 }
        return untyped(cell, kind)
    }

    private static func typed(_ kind: CellKind, _ dominant: CellKind) -> Double {
        switch kind {
        case .empty: 0
        case dominant: -2
        case .number: dominant == .moment ? -0.3 : 0
        case .moment: -1
        default: 2
        }
    }

    private func untyped(_ cell: String, _ kind: CellKind) -> Double {
        var score = distinctShare < 0.5 ? 0.6 : 0
        let hasDigits = Self.hasDigit(cell)
        if digitShare > 0.8, !hasDigits { score += 1 }
        if digitShare < 0.05, hasDigits { score += kind == .number ? 0.5 : 0.2 }
        if !lengths.contains(cell.count) { score += lengths.count < 4 ? 1.2 : 0.5 }
        if HeaderWords.isName(cell) { score += 0.9 }
        if cell.contains("_") { score += 0.4 }
        return score
    }

    private static func hasDigit(_ cell: String) -> Bool {
        cell.utf8.contains { (0x30...0x39).contains($0) }
    }
}
