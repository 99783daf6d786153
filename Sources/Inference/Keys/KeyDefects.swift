// What keeps a column that looks like the key from being one: values that came more than once, cells without any.
// Only few make it a key with defects; more, and it is no key.

/// The rows that a key does not tell apart.
package struct KeyDefects: Hashable, Sendable, Codable {
    /// A value that came more than once.
    package struct Repeat: Hashable, Sendable, Codable {
        package var text: String
        package var count: Int
        /// Where it came first (header is 1).
        package var firstRow: Int
    }

    /// Rows whose value an earlier row has.
    package var repeatedRows: Int
    /// They were counted, not estimated.
    package var isExact: Bool
    /// Rows without a value.
    package var emptyRows: Int
    /// The first of the values that recur.
    package var examples: [Repeat]

    /// At most one row in so many may be wrong, or a single one in a small table.
    private static let rowsPerDefect = 20
    private static let fewestRows = 5
    private static let keptExamples = 5

    /// Nil: none, or more than a key may have.
    init?(_ values: ColumnValues, nullWords: [String], emptyCount: Int, repeated: Int) {
        let wrong = repeated + emptyCount
        guard values.rowCount >= Self.fewestRows, values.hasRecurring || emptyCount > 0,
            wrong <= max(1, values.rowCount / Self.rowsPerDefect)
        else { return nil }
        repeatedRows = max(repeated, values.hasRecurring ? 1 : 0)
        isExact = values.isDistinctExact
        emptyRows = emptyCount
        examples = values.values.lazy.filter { $0.count > 1 && !nullWords.contains($0.text) }
            .prefix(Self.keptExamples)
            .map { Repeat(text: $0.text, count: $0.count, firstRow: $0.firstRow) }
    }

    /// `2 rows repeat a value: 10003 (first in row 4), …; 1 row has none`.
    package var text: String {
        var parts: [String] = []
        if repeatedRows > 0 {
            let about = isExact ? "" : "about "
            var part =
                about
                + (repeatedRows == 1
                    ? "1 row repeats the value of an earlier one"
                    : "\(repeatedRows) rows repeat the value of an earlier one")
            let named = examples.map {
                "\($0.text) (\($0.count) times, first in row \($0.firstRow))"
            }
            if !named.isEmpty { part += ": " + named.joined(separator: ", ") }
            let kept = examples.reduce(0) { $0 + $1.count - 1 }
            if !named.isEmpty, kept < repeatedRows { part += " …" }
            parts.append(part)
        }
        if emptyRows > 0 {
            parts.append(emptyRows == 1 ? "1 row has none" : "\(emptyRows) rows have none")
        }
        return parts.joined(separator: "; ")
    }
}
