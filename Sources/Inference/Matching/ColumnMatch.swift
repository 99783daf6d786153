// Which column of a file goes into which property of a class that exists already.

/// A property that columns may go into.
package struct MatchTarget: Hashable, Sendable, Codable {
    package var name: String
    package var label: String?
    package var base: BaseType
    package var semantic: Semantic?
    /// Values that instances have today, as texts; empty when unknown.
    package var sample: [String]
    /// Lower-case names of columns that people have led here before.
    package var acceptedNames: [String]

    package init(
        name: String, label: String? = nil, base: BaseType, semantic: Semantic? = nil,
        acceptedNames: [String] = [], sample: [String] = []
    ) {
        self.name = name
        self.label = label
        self.base = base
        self.semantic = semantic
        self.acceptedNames = acceptedNames
        self.sample = sample
    }
}

/// A property with its score for one column.
package struct MatchCandidate: Hashable, Sendable, Codable {
    package var property: String
    /// From 0 to 1.
    package var score: Double
    package var reasons: [String]
}

/// The answer for one column.
package struct ColumnMatch: Hashable, Sendable, Codable {
    package var column: String
    /// The chosen property; nil for "no match".
    package var choice: MatchCandidate?
    /// The best candidates, chosen or not, the best first.
    package var candidates: [MatchCandidate]
    /// Why there is no choice; empty when there is one.
    package var refusals: [String]
}
