// What the key search finds: primary keys, other unique sets, references between tables.

/// A column of a table, both by name.
package struct PrimaryKey: Hashable, Sendable, Codable {
    package var table: String
    /// In column order.
    package var columns: [String]
    /// From 0 to 1.
    package var confidence: Double
    package var evidence: [String]
    /// Other sets of columns that tell the rows apart, the likeliest first.
    package var alternatives: [OtherKey] = []
    /// Rows that it does not tell apart; an import refuses them.
    package var defects: KeyDefects?
}

/// Columns that could be the key as well.
package struct OtherKey: Hashable, Sendable, Codable {
    package var columns: [String]
    package var confidence: Double
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

/// What a reference makes of its two tables.
package enum ReferenceKind: String, Hashable, Sendable, Codable {
    case foreignKey = "foreign_key"
    /// Rows of a table name other rows of it.
    case hierarchy
    /// One of the references that a table is there to join.
    case junction
    /// One thing in two tables: the key is the reference.
    case split = "one_to_one"
    /// The values recur on both sides: no single row is meant, so no link is made of it.
    case shared = "shared_values"
}

/// A row whose reference leads nowhere.
package struct DanglingRow: Hashable, Sendable, Codable {
    package var row: Int
    package var text: String
}

/// What a reference could lead to as well.
package struct OtherTarget: Hashable, Sendable, Codable {
    package var table: String
    package var columns: [String]
    package var confidence: Double
    package var reason: String
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
    package var kind = ReferenceKind.foreignKey
    /// Rows that name something.
    package var filledRows = 0
    /// Those of them whose value the target does not have; at least so many unless exact.
    package var danglingRows = 0
    package var danglingIsExact = true
    /// The first of them, in the order of the file.
    package var danglingExamples: [DanglingRow] = []
    /// The likeliest first.
    package var alternatives: [OtherTarget] = []
}

/// The keys of a set of tables.
package struct KeyFindings: Hashable, Sendable, Codable {
    package var primaryKeys: [PrimaryKey] = []
    package var uniqueSets: [UniqueSet] = []
    package var foreignKeys: [ForeignKey] = []

    package init() {}
}
