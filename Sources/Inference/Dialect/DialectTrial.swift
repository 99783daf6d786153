// One candidate dialect applied to a sample, and how well it fits.

import Tables

/// The rows that a dialect makes of a sample, judged.
struct DialectTrial {
    private let dialect: Dialect
    private var rows: [[String]] = []
    private var strays = 0
    private var unclosed = 0
    /// Cells begin with a blank and a quote: the blank belongs to the delimiter.
    private(set) var blankAfterDelimiter = false

    init(_ bytes: [UInt8], _ dialect: Dialect, rowLimit: Int) {
        self.dialect = dialect
        var scanner = RecordScanner(bytes, dialect)
        var blankStarts = 0
        var blankQuotes = 0
        var cells = 0
        while rows.count < rowLimit, var record = (try? scanner.next()) ?? nil {
            if record.isBlank { continue }
            if record.faults.contains(.strayQuote) { strays += 1 }
            if record.faults.contains(.unclosedQuote) { unclosed += 1 }
            let row = record.takeCells()
            if RuleLine.isRule(row, dialect.delimiter) { continue }
            for cell in row.dropFirst() where !cell.isEmpty {
                cells += 1
                guard cell.utf8.first == 0x20, cell.first == " " else { continue }
                blankStarts += 1
                let second = cell.dropFirst().first
                if second == "\"" || second.map(String.init) == dialect.quote { blankQuotes += 1 }
            }
            if dialect.quote == nil, Self.splitsQuoted(row) { unclosed += 1 }
            rows.append(row)
        }
        // Rows cut short by the end of the sample would look ragged.
        if rows.count > 3, rows.count < rowLimit, bytes.count == 1 << 18 { rows.removeLast() }
        blankAfterDelimiter =
            cells > 0 && (blankStarts * 10 > cells * 9 || blankQuotes * 20 > cells)
            && blankStarts > 1
    }

    /// A cell opens a quote that a later one closes: without quotes, the text between falls apart.
    private static func splitsQuoted(_ row: [String]) -> Bool {
        let mark = { (cell: String, isStart: Bool) in
            (isStart ? cell.utf8.first : cell.utf8.last) == 0x22
        }
        guard let open = row.firstIndex(where: { mark($0, true) && !mark($0, false) }) else {
            return false
        }
        return row[(open + 1)...].contains { mark($0, false) && !mark($0, true) }
    }

    /// What a reading as one column is worth: little, unless every line is a plain value.
    static func singleColumnScore(_ bytes: [UInt8]) -> Double {
        let trial = DialectTrial(bytes, Dialect(delimiter: "\u{1F}"), rowLimit: 200)
        guard !trial.rows.isEmpty, trial.rows.allSatisfy({ $0.count == 1 }) else { return 0.1 }
        if PlainColumn.isOne(trial.rows.map { $0[0] }) { return 1 }
        let kinds = trial.rows.map { CellKind($0[0], delimiter: "") }
        let plain = kinds.count { [.number, .moment, .address, .token].contains($0) }
        let share = Double(plain) / Double(kinds.count)
        return share > 0.8 ? 0.35 * share : 0.12
    }

    /// Roughly 0…1.
    var score: Double {
        guard !rows.isEmpty else { return 0 }
        let (width, share) = usualWidth()
        guard width > 1 else { return 0 }
        let consistency = share * share
        let structure = 1 - 1 / (2 * Double(width))
        let types = columnTypes(width)
        let oddity = Double(strays + 3 * unclosed) / Double(rows.count)
        let economy = 1 - min(0.6, oddity)
        return consistency * structure * types * types * economy * prior
    }

    private var half: UInt8? { dialect.delimiter.utf8.first }

    /// The delimiter is one character twice: single ones in the cells speak against it.
    private var isDoubled: Bool {
        dialect.delimiter.utf8.count == 2 && dialect.delimiter.utf8.last == half
    }

    private var prior: Double {
        switch dialect.delimiter {
        case ",", ";", "\t", "|": 1
        case "^", "~", "\u{1F}", "::", "||", "¦", "§", "\u{1E}", "\u{1}": 0.97
        case ":": 0.8
        case " ": 0.75
        default: 0.5
        }
    }

    /// The width of most rows in the best stretch: notes above and below the table do not vote.
    private func usualWidth() -> (width: Int, share: Double) {
        var counts: [Int: Int] = [:]
        for row in rows { counts[row.count, default: 0] += 1 }
        counts[1] = nil
        guard let best = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else {
            return (1, 1)
        }
        let fits = rows.map { $0.count == best.key }
        guard let first = fits.firstIndex(of: true), let last = fits.lastIndex(of: true) else {
            return (1, 1)
        }
        let window = Double(last - first + 1)
        let inside = Double(best.value) / window
        let all = Double(rows.count)
        // A dozen lines of notes around the table are usual; a window that leaves out more is
        // doubtful, as is one that covers less than half of the rows.
        let coverage = min(1, (window + 14) / all) * min(1, 1.6 * Double(best.value) / all)
        return (best.key, inside * coverage)
    }

    /// The mean over the columns of how alike and how well-formed their cells are.
    private func columnTypes(_ width: Int) -> Double {
        let body = rows.filter { $0.count == width }
        let columns = min(width, 60)
        var sum = 0.0
        for column in 0..<columns {
            var weights = 0.0
            var kinds = InlineArray<7, Int>(repeating: 0)
            for row in body {
                var kind = CellKind(row[column], delimiter: dialect.delimiter)
                if isDoubled, let half, row[column].utf8.contains(half) { kind = .junk }
                weights += kind.weight
                kinds[Int(kind.rawValue)] += 1
            }
            let filled = body.count - kinds[Int(CellKind.empty.rawValue)]
            if filled <= 1, body.count > 3 {
                sum += 0.15
                continue
            }
            var top = 0
            for kind in CellKind.proper { top = max(top, kinds[Int(kind.rawValue)]) }
            let purity = filled == 0 ? 0 : Double(top) / Double(filled)
            sum += weights / Double(body.count) * (0.7 + 0.3 * purity)
        }
        return sum / Double(columns)
    }
}
