// What the key search finds: primary keys, other unique sets, references between tables.

/// A column of a table, both by name.
package struct PrimaryKey: Hashable, Sendable, Codable {
    package var table: String
    /// In column order.
    package var columns: [String]
    /// From 0 to 1.
    package var confidence: Double
    package var evidence: [String]
}

/// A minimal set of columns whose values never recur together.
package struct UniqueSet: Hashable, Sendable, Codable {
    package var table: String
    package var columns: [String]
}

/// How many rows stand on either side of a reference.
package enum Cardinality: String, Hashable, Sendable, Codable {
    case oneToOne = "1:1"
    case manyToOne = "n:1"
    /// The values recur on both sides.
    case manyToMany = "n:m"
}

/// Columns that name a row of another table, or of their own.
package struct ForeignKey: Hashable, Sendable, Codable {
    package var table: String
    package var columns: [String]
    package var target: String
    /// As many as `columns`, in the same order; unique in `target` unless the cardinality is many to many, not always its
    /// primary key.
    package var targetColumns: [String]
    package var cardinality: Cardinality
    /// Some rows name nothing.
    package var isOptional: Bool
    /// Distinct values that the target does not have.
    package var danglingValues: Int
    /// From 0 to 1.
    package var confidence: Double
    package var evidence: [String]
}

/// The keys of a set of tables.
package struct KeyFindings: Hashable, Sendable, Codable {
    package var primaryKeys: [PrimaryKey] = []
    package var uniqueSets: [UniqueSet] = []
    package var foreignKeys: [ForeignKey] = []

    package init() {}
}
