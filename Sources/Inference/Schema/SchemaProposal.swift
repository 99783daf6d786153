// Classes, properties and links that a set of tables amounts to, ready to become an ontology.

/// A property of a proposed class.
package struct ProposedProperty: Hashable, Sendable, Codable {
    /// Unique in its class; letters, digits, `_`, `:`, `-`.
    package var name: String
    /// The column that it comes from.
    package var column: String
    package var label: String
    package var base: BaseType
    package var semantic: Semantic?
    /// No cell was missing in the file: an observation that a person may make a rule.
    package var required: Bool
    /// Part of the primary key.
    package var isKey: Bool
    package var confidence: Double
}

/// A link between proposed classes.
package struct ProposedLink: Hashable, Sendable, Codable {
    /// Unique in its class.
    package var predicate: String
    package var label: String
    package var sourceColumns: [String]
    package var targetClass: String
    package var targetTable: String
    /// Columns of the target table; not always its primary key.
    package var targetColumns: [String]
    package var cardinality: Cardinality
    package var isOptional: Bool
    package var danglingValues: Int
    package var confidence: Double
    package var reasons: [String]
}

/// A proposed class.
package struct ProposedClass: Hashable, Sendable, Codable {
    /// `[A-Za-z][A-Za-z0-9_:-]*`, at most 100 characters, unique.
    package var id: String
    package var label: String
    package var table: String
    package var properties: [ProposedProperty]
    /// Property names; empty when no key was found.
    package var primaryKey: [String]
    package var links: [ProposedLink]
    package var rowCount: Int

    /// The property that a column became.
    package func property(forColumn column: String) -> ProposedProperty? {
        properties.first { $0.column == column }
    }
}

/// The proposal for a set of tables.
package struct SchemaProposal: Hashable, Sendable, Codable {
    package var classes: [ProposedClass]
}
