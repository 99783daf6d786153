// Use case: which stored values would not fit a property, were its class defined otherwise. For whoever is about to change
// a rule: stored values stay as they are, and are refused at their next change.

internal import EventSourcing
package import JSONText
internal import Ontology

package struct CheckDefinition: UseCase, Hashable {
    package static let name = "check-definition"
    /// Instances looked at, at most.
    package static let maximumInstances = 200_000
    static let examples = 3

    package var database: String
    package var branch: String?
    package var className: String
    /// The class as it would be.
    package var definition: JSON
    /// The property whose values are held against it.
    package var property: String

    package init(
        database: String, branch: String? = nil, className: String, definition: JSON,
        property: String
    ) {
        self.database = database
        self.branch = branch
        self.className = className
        self.definition = definition
        self.property = property
    }

    package var reach: Reach { .database(database) }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> DefinitionFit
    {
        let scope = try await engine.reader.directory.scope(database, branch: branch)
        let known = try await engine.reader.directory.definition(className, in: scope)
        let wanted: ClassDefinition
        do throws(SchemaError) { wanted = try ClassDefinition(json: definition) } catch {
            throw EngineError(.invalidRequest, error.message)
        }
        await engine.reader.freshness.wait(for: database)
        let query = DocumentQuery(
            kind: .instance, scope: scope, className: known.id.text)
        var fit = DefinitionFit(looked: 0, isCut: false, misfits: 0, examples: [])
        let extent = try await InstancePages(documents: engine.ports.documents, query: query).read(
            limit: Self.maximumInstances
        ) { fit.take($0, wanted, property) }
        fit.isCut = extent.isCut
        return fit
    }
}

package struct DefinitionFit: Codable, Hashable, Sendable {
    package struct Example: Codable, Hashable, Sendable {
        package var key: String
        package var reason: String

        package init(key: String, reason: String) {
            self.key = key
            self.reason = reason
        }
    }

    /// Instances that were looked at.
    package var looked: Int
    /// There are more than were looked at.
    package var isCut: Bool
    /// Instances whose value does not fit.
    package var misfits: Int
    /// The first of them.
    package var examples: [Example]

    package init(looked: Int, isCut: Bool, misfits: Int, examples: [Example]) {
        self.looked = looked
        self.isCut = isCut
        self.misfits = misfits
        self.examples = examples
    }

    fileprivate mutating func take(
        _ document: Document, _ wanted: ClassDefinition, _ property: String
    ) {
        looked += 1
        guard let value = document.data[property], !value.isNull else { return }
        do throws(SchemaError) {
            try wanted.check(JSONObject([(property, value)]), isComplete: false)
        } catch {
            misfits += 1
            guard examples.count < CheckDefinition.examples else { return }
            examples.append(Example(key: document.id.key, reason: error.message))
        }
    }
}
