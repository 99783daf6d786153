// The distinct values of a column prepared for the detectors: parsed once, with words of its
// header.

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
    var hasGuards: Bool
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
        values.reserveCapacity(column.values.count)
        nullWords = []
        total = 0
        hasGuards = Self.areGuarded(column.values)
        for value in column.values {
            let text = hasGuards ? ColumnReading.unguarded(value.text) : value.text
            var item = Value(text: text, count: value.count, row: value.firstRow)
            if NullWords.isCommon(text) {
                nullWords.append(item)
                continue
            }
            item.number = NumberText(text)
            let hasDigit = text.utf8.contains { (0x30...0x39).contains($0) }
            if hasDigit, !PlainCell.isNoMoment(text) { item.moment = MomentText(text) }
            values.append(item)
            total += value.count
        }
    }

    /// Most texts are written as `="00731"`.
    private static func areGuarded(_ values: [DistinctValue]) -> Bool {
        let sample = values.prefix(100)
        let guarded = sample.count { $0.text.hasPrefix("=\"") && $0.text.hasSuffix("\"") }
        return guarded > 0 && guarded * 2 > sample.count
    }

    /// The share of cells whose value satisfies `test`; 0 without values.
    func share(_ test: (Value) -> Bool) -> Double {
        guard total > 0 else { return 0 }
        return Double(values.reduce(0) { test($1) ? $0 + $1.count : $0 }) / Double(total)
    }

    /// Of at most 400 distinct values, the share that satisfies `test`.
    func textShare(_ test: (String) -> Bool) -> Double {
        guard !values.isEmpty else { return 0 }
        let step = max(1, values.count / 150)
        var hits = 0
        var seen = 0
        for index in stride(from: 0, to: values.count, by: step) {
            seen += 1
            if test(values[index].text) { hits += 1 }
            // Nothing in two dozen values: nothing in the others that would change an answer.
            if seen == 24, hits == 0 { return 0 }
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
    /// Some column proves commas between thousands.
    package var groupsByComma = false
    /// Some column proves day before month, or month before day.
    package var dateOrder: DateOrder?
    /// Lower-case words of columns that hold both words of a pair of yes and no.
    package var flagWords: Set<String> = []
    /// Words for "missing" in columns of numbers and moments.
    package var missingWords: Set<String> = []
    /// Languages that the headers may be in, of those whose flags are doubtful without.
    package var languages: Set<FlagLanguage> = []

    package init() {}
}
