// What the rows of a table have in common, learned from rows that surely belong to it.

/// A model of each column, for telling body rows from headers and notes.
struct BodyModel {
    /// No column is of one unmistakable kind: only texts.
    var isWeak: Bool { !columns.contains { $0.dominant != nil } }
    /// How foreign the middle one of the model's own rows looks to the others.
    private(set) var usualForeignness = 0.0
    /// How foreign its strangest rows look.
    private(set) var highForeignness = 0.0
    /// Filled cells of nearly every row.
    private(set) var usualFilled = 1

    private var columns: [BodyColumn] = []
    private let width: Int
    private let delimiter: String
    private let rowCount: Int

    init(rows: [[String]], width: Int, delimiter: String) {
        self.width = width
        self.delimiter = delimiter
        rowCount = rows.count
        columns = sharedOut(min(width, 400)) { BodyColumn(rows, $0, delimiter) }
        guard !rows.isEmpty else { return }
        let filled = rows.map { row in row.count { !$0.isEmpty } }.sorted()
        usualFilled = filled[filled.count / 20]
        let step = max(1, rows.count / 80)
        let own = stride(from: 0, to: rows.count, by: step).map {
            foreignness(rows[$0], isOwn: true)
        }
        .sorted()
        usualForeignness = max(0, own[own.count / 2])
        highForeignness = max(0.1, own[min(own.count - 1, own.count * 19 / 20)])
    }

    /// A word stands where the column holds nothing but numbers or dates, or a number where it
    /// holds only words.
    func refuses(_ cells: [String]) -> Bool {
        for (column, cell) in zip(columns, cells) where column.isPure {
            switch CellKind(cell, delimiter: delimiter) {
            case .text, .token, .junk, .address: return true
            default: continue
            }
        }
        return false
    }

    /// Evidence that the row is no body row. `isOwn` rows are part of the model: what only they
    /// hold counts as new.
    func foreignness(_ cells: [String], isOwn: Bool = false) -> Double {
        let filled = cells.filter { !$0.isEmpty }
        if rowCount == 0 {
            return filled.contains { NumberText($0) != nil || MomentText($0) != nil } ? -1 : 1
        }
        var score = 0.0
        for (index, column) in columns.enumerated() {
            let cell = index < cells.count ? cells[index] : ""
            score += column.foreignness(cell, CellKind(cell, delimiter: delimiter), isOwn: isOwn)
        }
        // Headers name every column once.
        if filled.count > 1, Set(filled).count == filled.count { score += 0.1 }
        return score
    }

    /// Whether every cell has a usual shape of its column, and some of them hold digits: a row, however long its cells
    /// are. The first full line may be a header of years above numbers, so there some shape must be a mixed one.
    func hasShapesOfRows(_ cells: [String], isFirst: Bool) -> Bool {
        guard cells.count == columns.count, rowCount > 2 else { return false }
        var isTelling = false
        for (column, cell) in zip(columns, cells) where !cell.isEmpty {
            let shape = TextPattern.text(cell)
            guard column.hasUsual(shape: shape) else { return false }
            let tells = isFirst ? TextPattern.isMixed(shape) : TextPattern.hasDigit(shape)
            isTelling = isTelling || tells
        }
        return isTelling
    }

    /// A short row that may still be data: what it has fits the columns, and its first cell is of
    /// their kind.
    func mayBeRow(_ cells: [String]) -> Bool {
        guard let first = columns.first else { return true }
        if width == 1 { return !looksLikeNote(cells[0]) }
        var fits = 0
        for (index, cell) in cells.enumerated() where index < columns.count && !cell.isEmpty {
            let column = columns[index]
            if let dominant = column.dominant {
                guard CellKind(cell, delimiter: delimiter) == dominant else { return false }
                fits += 1
            } else if column.holds(cell) {
                fits += 2
            } else if looksLikeNote(cell) {
                return false
            }
        }
        if fits > 0 || beginsWithCode(cells) { return true }
        guard first.dominant == nil, cells.count * 2 > width,
            cells.count(where: { !$0.isEmpty }) > 1
        else {
            return false
        }
        return first.lengths.contains(cells.first?.count ?? 0)
    }

    /// The first cell has letters and digits in the way that the first column has them: `B-2024-0006`.
    private func beginsWithCode(_ cells: [String]) -> Bool {
        guard rowCount > 1, let code = cells.first, !code.isEmpty else { return false }
        let shape = TextPattern.text(code)
        return TextPattern.isMixed(shape) && columns[0].hasUsual(shape: shape)
    }

    private func looksLikeNote(_ cell: String) -> Bool {
        if HeaderWords.isTotal(cell) { return true }
        return cell.hasPrefix("*") || cell.hasPrefix("#") || cell.hasPrefix("--")
            || cell.contains(": ") || cell.hasPrefix("==")
    }
}
