// The distinct values of a column prepared for the detectors: parsed once, with words of its header.

/// What detectors look at.
struct ColumnSketch {
    struct Value {
        var text: String
        var count: Int
        var row: Int
        var number: NumberText?
        var moment: MomentText?
    }

    /// Words of the header.
    var words: [String]
    var header: String
    /// Distinct filled values that are no null words.
    var values: [Value]
    /// Distinct texts that were taken for null words.
    var nullWords: [Value]
    /// Cells behind `values`.
    var total: Int
    var rowCount: Int
    var emptyCount: Int
    var isUnique: Bool
    /// Conventions that the rest of the file proves.
    var context: FileContext

    init(_ column: ColumnValues, header: String, context: FileContext) {
        self.header = header
        self.context = context
        words = NameTokens.split(header)
        rowCount = column.rowCount
        emptyCount = column.emptyCount
        isUnique = column.isUnique
        values = []
        nullWords = []
        total = 0
        for value in column.values {
            var item = Value(text: value.text, count: value.count, row: value.firstRow)
            if NullWords.isCommon(value.text) {
                nullWords.append(item)
                continue
            }
            item.number = NumberText(value.text)
            let hasDigit = value.text.utf8.contains { (0x30...0x39).contains($0) }
            if hasDigit { item.moment = MomentText(value.text) }
            values.append(item)
            total += value.count
        }
    }

    /// The share of cells whose value satisfies `test`; 0 without values.
    func share(_ test: (Value) -> Bool) -> Double {
        guard total > 0 else { return 0 }
        return Double(values.reduce(0) { test($1) ? $0 + $1.count : $0 }) / Double(total)
    }

    /// Of at most 400 distinct values, the share that satisfies `test`.
    func textShare(_ test: (String) -> Bool) -> Double {
        guard !values.isEmpty else { return 0 }
        let step = max(1, values.count / 400)
        var hits = 0
        var seen = 0
        for index in stride(from: 0, to: values.count, by: step) {
            seen += 1
            if test(values[index].text) { hits += 1 }
        }
        return Double(hits) / Double(seen)
    }

    /// The header has one of `names` as a word.
    func headerHas(_ names: Set<String>) -> Bool {
        words.contains { names.contains($0) } || names.contains(words.joined())
            || names.contains(words.joined(separator: "_"))
    }
}

/// What the whole file shows about conventions.
package struct FileContext: Hashable, Sendable, Codable {
    /// Some column proves decimal commas.
    package var usesDecimalComma = false
    /// Some column proves day before month, or month before day.
    package var dateOrder: DateOrder?

    package init() {}
}
