// Use cases that show databases and classes.

package import JSONText

package struct DatabaseView: Codable, Hashable, Sendable {
    package var name: String
    package var description: String
    package var createdAt: String
    package var sequence: Int
    package var classes: Int
    package var instances: Int
    /// `live`, or `creating` while its command is in flight.
    package var state: String
}

package struct ListDatabases: UseCase, Hashable {
    package static let name = "list-databases"

    package init() {}

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> PageView<DatabaseView>
    {
        var page = try await engine.catalogue.databases()
        page.items.removeAll { !call.principal.mayTouch($0.name) }
        return page
    }
}

/// A class with what is known about its instances.
package struct ClassView: Codable, Hashable, Sendable {
    package struct Property: Codable, Hashable, Sendable {
        package var name: String
        package var type: String
        package var label: String
        package var isRequired: Bool
        package var isKey: Bool
        /// The property only carries the value of this link.
        package var linkedBy: String?
    }

    package struct Link: Codable, Hashable, Sendable {
        package var predicate: String
        package var target: String
        package var cardinality: String
        package var label: String
        package var sourceProperties: [String]
        package var targetProperties: [String]
        package var edges: Int
        /// Edges whose target is absent or not unique.
        package var unresolved: Int
    }

    /// A link of another class that points here.
    package struct Incoming: Codable, Hashable, Sendable {
        package var className: String
        package var predicate: String
        package var cardinality: String
    }

    package var id: String
    package var label: String
    package var description: String?
    package var sequence: Int
    /// `live`, or `creating`, `updating`, `deleting` while a command is in flight.
    package var state: String
    package var instances: Int
    package var key: [String]
    package var properties: [Property]
    package var links: [Link]
    package var incoming: [Incoming]
    /// The contract's class object.
    package var definition: JSON
    package var metadata: JSON
    /// Nil while its first command is in flight.
    package var createdAt: String?
    package var updatedAt: String?
}

package struct ListClasses: UseCase, Hashable {
    package static let name = "list-classes"
    package var database: String
    package var branch: String?

    package init(database: String, branch: String? = nil) {
        self.database = database
        self.branch = branch
    }

    /// By id, all of them: a database has at most some thousands.
    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> PageView<ClassView>
    {
        try await engine.catalogue.classes(database, branch)
    }
}

package struct GetClass: UseCase, Hashable {
    package static let name = "get-class"
    package var database: String
    package var className: String
    package var branch: String?

    package init(database: String, className: String, branch: String? = nil) {
        self.database = database
        self.className = className
        self.branch = branch
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> ClassView
    {
        try await engine.catalogue.classView(database, className, branch)
    }
}
