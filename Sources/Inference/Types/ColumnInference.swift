// What inference says about one column: the reading, how sure, why, what speaks against it, and
// figures.

/// Another reading that the cells allow or nearly allow.
package struct AlternativeReading: Hashable, Sendable, Codable {
    package var base: BaseType
    package var semantic: Semantic?
    package var format: String?
    package var confidence: Double
    /// Cells that this reading refuses.
    package var refusedBy: Int
}

/// A cell that does not fit.
package struct Contradiction: Hashable, Sendable, Codable {
    /// The first row (header is 1) with this text.
    package var row: Int
    package var text: String
    /// How many rows have it.
    package var count: Int
}

/// Figures of a column.
package struct ColumnStatistics: Hashable, Sendable, Codable {
    package var rows: Int
    /// Empty cells and words for "missing".
    package var nulls: Int
    package var distinct: Int
    /// False when there were more distinct values than memory was meant for.
    package var distinctIsExact: Bool
    /// Smallest and largest value, as ISO or plain number text; for texts by their bytes.
    package var minimum: String?
    package var maximum: String?
    /// Up to twelve bins from minimum to maximum (numbers, dates) or by frequency (texts).
    package var histogram: [Int]
    package var minLength: Int
    package var maxLength: Int
    /// The most frequent texts.
    package var frequent: [Frequency]

    package struct Frequency: Hashable, Sendable, Codable {
        package var text: String
        package var count: Int
    }
}

/// One column of a table, inferred.
package struct ColumnInference: Hashable, Sendable, Codable {
    package var index: Int
    /// Unique in its table.
    package var name: String
    /// As it stands in the file.
    package var header: String
    package var reading: ColumnReading
    /// Probability that base type and meaning are right: the smaller of the two below.
    package var confidence: Double
    /// Probability of the base type.
    package var baseConfidence: Double
    /// Probability of the meaning; of there being none where none is named.
    package var semanticConfidence: Double
    /// Sentences for people, the strongest first.
    package var evidence: [String]
    package var alternatives: [AlternativeReading]
    /// At most 100 distinct texts that do not fit.
    package var contradictions: [Contradiction]
    /// Rows that do not fit.
    package var contradictionCount: Int
    package var statistics: ColumnStatistics
    /// The members of a closed list, where the values recur enough to propose one.
    package var enumValues: [String]?
    /// Of a column of amounts: which currencies stand with them, the most frequent first.
    package var currencies: [CurrencyCount] = []
    /// Of a column of telephone numbers: the countries that they show.
    package var phoneCountries: [PhoneCountry] = []

    /// No cell was missing. An observation, no constraint.
    package var hasNoNulls: Bool { statistics.nulls == 0 && statistics.rows > 0 }
    /// No two cells were equal and none missing. An observation, no constraint.
    package var isUnique: Bool {
        hasNoNulls && statistics.distinct == statistics.rows
    }
    /// All filled cells are equal: whatever is said rests on one value.
    package var isConstant: Bool { statistics.distinct == 1 }
}
