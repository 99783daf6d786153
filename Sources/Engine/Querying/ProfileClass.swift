// Use case: what the instances of a class hold, property by property: how many lack it, how many different values, from
// where to where. Stands on the first instances by key; says how many were looked at.

internal import EventSourcing
internal import JSONText
internal import Ontology

package struct ProfileClass: UseCase, Hashable {
    package static let name = "profile-class"
    /// Instances looked at, at most.
    package static let maximumInstances = 20_000

    package var database: String
    /// Nil: main.
    package var branch: String?
    package var className: String
    /// Looks at so many, and never at more than `maximumInstances`.
    package var limit: Int

    package init(
        database: String, branch: String? = nil, className: String,
        limit: Int = ProfileClass.maximumInstances
    ) {
        self.database = database
        self.branch = branch
        self.className = className
        self.limit = limit
    }

    package var reach: Reach { .database(database) }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> ClassProfileView
    {
        try await ClassProfiler(engine: engine).profile(self)
    }
}

package struct ClassProfileView: Codable, Hashable, Sendable {
    package struct Property: Codable, Hashable, Sendable {
        package var name: String
        /// Instances without a value of it.
        package var nulls: Int
        package var distinct: Int
        /// As text; nil without a value.
        package var minimum: String?
        package var maximum: String?

        package init(
            name: String, nulls: Int, distinct: Int, minimum: String? = nil, maximum: String? = nil
        ) {
            self.name = name
            self.nulls = nulls
            self.distinct = distinct
            self.minimum = minimum
            self.maximum = maximum
        }
    }

    package var className: String
    /// Instances that were looked at.
    package var instances: Int
    /// There are more than were looked at.
    package var isCut: Bool
    package var properties: [Property]

    package init(className: String, instances: Int, isCut: Bool, properties: [Property]) {
        self.className = className
        self.instances = instances
        self.isCut = isCut
        self.properties = properties
    }

    package func property(_ name: String) -> Property? { properties.first { $0.name == name } }
}

struct ClassProfiler: Sendable {
    let engine: Engine

    /// O(instances looked at × properties).
    func profile(_ request: ProfileClass) async throws(EngineError) -> ClassProfileView {
        let scope = try await engine.reader.directory.scope(
            request.database, branch: request.branch)
        await engine.reader.freshness.wait(for: request.database)
        let definition = try await engine.reader.directory.definition(
            request.className, in: scope)
        let limit = min(max(request.limit, 1), ProfileClass.maximumInstances)
        var tallies = definition.properties.map { PropertyTally($0.name) }
        let query = DocumentQuery(kind: .instance, scope: scope, className: request.className)
        let extent = try await InstancePages(documents: engine.ports.documents, query: query).read(
            limit: limit
        ) { document in
            for index in tallies.indices { tallies[index].add(document.data) }
        }
        return ClassProfileView(
            className: definition.id.text, instances: extent.count, isCut: extent.isCut,
            properties: tallies.map(\.view))
    }
}

/// One property, counted.
private struct PropertyTally {
    private let name: String
    private var nulls = 0
    private var values: Set<Int> = []
    private var least: JSON?
    private var most: JSON?

    init(_ name: String) { self.name = name }

    mutating func add(_ data: JSONObject) {
        guard let value = data[name], !value.isNull else {
            nulls += 1
            return
        }
        guard values.insert(value.hashValue).inserted else { return }
        if least.map({ Self.precedes(value, $0) }) ?? true { least = value }
        if most.map({ Self.precedes($0, value) }) ?? true { most = value }
    }

    var view: ClassProfileView.Property {
        ClassProfileView.Property(
            name: name, nulls: nulls, distinct: values.count, minimum: least?.plainText,
            maximum: most?.plainText)
    }

    /// Numbers by value, everything else by its text.
    private static func precedes(_ left: JSON, _ right: JSON) -> Bool {
        if let a = DecimalText(left), let b = DecimalText(right) { return a.compared(to: b) < 0 }
        return left.plainText < right.plainText
    }
}
