// Tables and columns as the key search sees them: names cut into words, values as hashes.

/// One column.
struct KeyColumn {
    var index: Int
    var name: String
    /// Words of the name without a prefix that all columns of the table share.
    var words: [String]
    /// Words without `id`, `key` and the like at the end.
    var core: [String]
    /// The name ends like a reference: `id`, `key`, `code`, `no`.
    var hasKeySuffix: Bool
    var base: BaseType
    var semantic: Semantic?
    /// Hashes of the distinct values; `12.0` counts as `12`.
    var values: HashSample
    /// `values` holds only hashes whose lowest bits, so many, are zero.
    var sampleBits: Int
    var rowCount: Int
    var emptyCount: Int
    var maxLength: Int
    /// Filled cells never recur.
    var isUniqueWhereFilled: Bool
    /// The first values stand in rising order, as in a table that rows are added to.
    var isRising: Bool
    /// The numeric range, for integers.
    var range: ClosedRange<Double>?
    /// One number a row, -1 for empty cells.
    var codes: [Int32]
    /// Hashes of the texts by code.
    var texts: [Int]
    /// Every code has its text.
    var hasAllTexts: Bool
    /// Behind each of `texts`: its cells (none for a word that means "missing") and its first row. Empty for columns that
    /// name nothing.
    var counts: [Int32] = []
    var firstRows: [Int32] = []
    /// What keeps it from telling every row apart, where that is little.
    var defects: KeyDefects?

    /// The rows whose values `target` lacks, by the texts that are kept, with the first row of each such value.
    func dangling(in target: KeyColumn) -> (rows: Int, isExact: Bool, firstRows: [Int]) {
        let isSampled = target.sampleBits > 0
        let mask = isSampled ? 1 << target.sampleBits - 1 : 0
        var rows = 0
        var first: [Int] = []
        for (place, text) in texts.enumerated() where counts.indices.contains(place) {
            guard counts[place] > 0, text & mask == 0, !target.values.contains(text) else {
                continue
            }
            rows += Int(counts[place])
            first.append(Int(firstRows[place]))
        }
        return (rows, hasAllTexts && !isSampled, first.sorted())
    }

    /// How many distinct values there are, about.
    var distinct: Int { values.count << sampleBits }

    /// Of the values that both columns have kept alike, how many there are, and how many of them `target` lacks. Nil as soon
    /// as it lacks more than `most`.
    func missing(in target: KeyColumn, atMost most: Int) -> (compared: Int, missing: Int)? {
        let bits = target.sampleBits > sampleBits ? target.sampleBits : 0
        let mask = 1 << bits - 1
        var compared = 0
        var missing = 0
        for value in values where value & mask == 0 {
            compared += 1
            guard !target.values.contains(value) else { continue }
            missing += 1
            if missing > most { return nil }
        }
        return (compared, missing)
    }

    /// `target` has every value, as far as both have kept them alike.
    func lies(in target: KeyColumn) -> Bool { missing(in: target, atMost: 0) != nil }

    var isUnique: Bool { isUniqueWhereFilled && emptyCount == 0 && rowCount > 0 }

    /// The value is of a kind that names things.
    var canBeKey: Bool {
        switch semantic {
        case .postalCode, .phone, .email, .url, .money, .percent, .age, .year, .latitude,
            .longitude,
            .streetAddress, .freeText, .color, .measurement, .duration:
            guard hasKeySuffix else { return false }
        default: break
        }
        return switch base {
        case .integer: true
        case .string: maxLength <= 80
        default: false
        }
    }
}

/// One table.
struct KeyTable {
    var name: String
    /// Words of the name, the last one in the singular.
    var words: [String]
    var columns: [KeyColumn]
    var rowCount: Int
    /// People are what its rows stand for, by its name or its columns.
    var isAboutPeople: Bool
    /// Column indices.
    var primaryKey: [Int] = []
    var primaryConfidence = 0.0

    init(name: String, columns: [ColumnInference], values: [ColumnValues]) {
        self.name = name
        let stem = name.split(separator: "/").last.map(String.init) ?? name
        let bare = stem.split(separator: ".").first.map(String.init) ?? stem
        words = KeyNames.tableWords(bare)
        rowCount = values.first?.rowCount ?? 0
        let split = KeyNames.withoutSharedPrefix(columns.map { NameTokens.split($0.name) })
        self.columns = zip(columns, values).enumerated().map { index, pair in
            Self.column(index, pair.0, pair.1, words: split[index])
        }
        let allWords = Set(split.flatMap { $0 })
        isAboutPeople =
            words.contains { KeyNames.people.contains($0) }
            || !allWords.isDisjoint(with: KeyNames.personAttributes)
    }

    /// `column` is called after the table, and most of its values occur once: its key, but for rows that came twice.
    func isNamedFor(_ column: KeyColumn) -> Bool {
        column.hasKeySuffix && column.emptyCount == 0 && column.distinct * 2 > rowCount
            && NameAffinity.owner(column.core, words) >= 0.75
    }

    /// The chosen key is `column` alone; it may have a few defects.
    func isKey(_ column: KeyColumn) -> Bool { primaryKey == [column.index] }

    private static func isRising(_ values: ColumnValues) -> Bool {
        let first = values.values.prefix(200)
        let numbers = first.compactMap { Int($0.text) }
        return numbers.count == first.count
            && zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }
    }

    private static func column(
        _ index: Int, _ column: ColumnInference, _ values: ColumnValues, words: [String]
    ) -> KeyColumn {
        let (core, hasSuffix) = KeyNames.core(words)
        var hashes = values.hashes
        if values.isComplete, column.reading.base == .decimal || column.reading.dropsZeroFraction {
            hashes = HashSample(values.values.map { TextHash.of(KeyNames.plainNumber($0.text)) })
        }
        let nulls = values.values.reduce(0) {
            column.reading.nullWords.contains($1.text) ? $0 + $1.count : $0
        }
        if nulls > 0 {
            for word in column.reading.nullWords { hashes.remove(TextHash.of(word)) }
        }
        let isWhole =
            column.reading.base == .decimal
            && values.isComplete && values.values.allSatisfy { $0.text.hasSuffix(".0") }
        let low = column.statistics.minimum.flatMap(Double.init)
        let high = column.statistics.maximum.flatMap(Double.init)
        let empty = values.emptyCount + nulls
        var result = KeyColumn(
            index: index, name: column.name, words: words, core: core, hasKeySuffix: hasSuffix,
            base: isWhole ? .integer : column.reading.base, semantic: column.reading.semantic,
            values: hashes, sampleBits: values.isComplete ? 0 : values.sampleBits,
            rowCount: values.rowCount, emptyCount: empty,
            maxLength: values.maxLength,
            isUniqueWhereFilled: values.sampleBits == 0
                ? hashes.count == values.rowCount - empty && !hashes.isEmpty
                : !values.hasRecurring,
            isRising: isRising(values),
            range: low.flatMap { low in high.flatMap { low <= $0 ? low...$0 : nil } },
            codes: values.codes,
            texts: values.values.map { TextHash.of(KeyNames.plainNumber($0.text)) },
            hasAllTexts: values.isComplete)
        if result.canBeKey { result.noteRows(values, nullWords: column.reading.nullWords) }
        return result
    }
}

extension KeyColumn {
    fileprivate mutating func noteRows(_ values: ColumnValues, nullWords: [String]) {
        counts = values.values.map {
            nullWords.contains($0.text) ? 0 : Int32(clamping: $0.count)
        }
        firstRows = values.values.map { Int32(clamping: $0.firstRow) }
        defects = KeyDefects(
            values, nullWords: nullWords, emptyCount: emptyCount,
            repeated: rowCount - emptyCount - distinct)
    }
}
