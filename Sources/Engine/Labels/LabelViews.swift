// Use cases about labels: what people call classes, properties and links, in several languages. They belong to the
// ontology of a database and stand in the log.

/// One label of one thing in one language.
package struct LabelRow: Codable, Hashable, Sendable {
    package enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        case ontologyClass = "class"
        case property, relationship
    }

    package var kind: Kind
    /// Of a class or property; of a property, nil: of any class.
    package var className: String?
    /// The property or predicate; nil for a class.
    package var name: String?
    package var label: String
    package var language: String
    package var description: String?

    package init(
        kind: Kind, className: String?, name: String?, label: String, language: String,
        description: String? = nil
    ) {
        self.kind = kind
        self.className = className
        self.name = name
        self.label = label
        self.language = language
        self.description = description
    }

    /// Rows with one place replace each other.
    var place: [String?] { [kind.rawValue, className, name, language] }
}

/// Use case: all labels of a database, sorted.
package struct ListLabels: DatabaseUseCase, Hashable {
    package static let name = "list-labels"
    package var database: String

    package init(database: String) { self.database = database }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> LabelList
    {
        try await LabelBook(engine: engine).list(database)
    }
}

package struct LabelList: Codable, Hashable, Sendable {
    package var rows: [LabelRow]
    /// When labels were last listed for export; nil: never.
    package var changedAt: String?
}

/// Use case: labels are taken in, each in the place of an older one. All or nothing.
package struct ImportLabels: DatabaseUseCase, Hashable {
    package static let name = "import-labels"
    package static let requiredRole = Principal.Role.writer
    package var database: String
    /// Whose classes the rows are held against; nil: main. The labels are those of the database, on every branch.
    package var branch: String?
    package var rows: [LabelRow]
    package var isDryRun: Bool

    package init(
        database: String, branch: String? = nil, rows: [LabelRow], isDryRun: Bool = false
    ) {
        self.database = database
        self.branch = branch
        self.rows = rows
        self.isDryRun = isDryRun
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> LabelReport
    {
        try await LabelBook(engine: engine).take(self, call)
    }
}

/// What an import of labels does, or did.
package struct LabelReport: Codable, Hashable, Sendable {
    package struct Finding: Codable, Hashable, Sendable {
        /// `unknown_class`, `unknown_property`, `unknown_relationship`, `conflict`, `duplicate`.
        package var code: String
        package var row: LabelRow
        package var message: String
        /// Of a conflict: what has the label already.
        package var existing: String?
    }

    package var accepted: Int
    package var findings: [Finding]
}

/// Use case: all labels of a database are forgotten; answers those that there were.
package struct ClearLabels: DatabaseUseCase, Hashable {
    package static let name = "clear-labels"
    package static let requiredRole = Principal.Role.writer
    package var database: String

    package init(database: String) { self.database = database }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> LabelList
    {
        try await LabelBook(engine: engine).clear(database, call)
    }
}
