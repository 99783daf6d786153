// Use case: make the classes of a database what a document says. New classes are created, others updated where they
// differ; classes that the document does not name stay.

internal import EventSourcing
package import JSONText
internal import Ontology

package struct ApplyOntology: UseCase, Hashable {
    package static let name = "apply-ontology"
    package static let requiredRole = Principal.Role.writer
    package var database: String
    package var branch: String?
    /// Class objects of the contract.
    package var classes: [JSON]
    /// Creates the database when it is not there.
    package var createsDatabase: Bool
    /// Only tells what would happen.
    package var isDryRun: Bool

    package init(
        database: String, branch: String? = nil, classes: [JSON], createsDatabase: Bool = true,
        isDryRun: Bool = false
    ) {
        self.database = database
        self.branch = branch
        self.classes = classes
        self.createsDatabase = createsDatabase
        self.isDryRun = isDryRun
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> OntologyChanges
    {
        try await engine.importer.apply(self, call)
    }
}

package struct OntologyChanges: Codable, Hashable, Sendable {
    package var created: [String]
    package var updated: [String]
    package var unchanged: [String]
}

extension Importer {
    func apply(_ request: ApplyOntology, _ call: CallContext) async throws(EngineError)
        -> OntologyChanges
    {
        let wanted = try EngineError.wrapSchema { () throws(SchemaError) in
            var all: [ClassDefinition] = []
            for json in request.classes { all.append(try ClassDefinition(json: json)) }
            return all
        }
        let scope = try await scope(request, call)
        var changes = OntologyChanges(created: [], updated: [], unchanged: [])
        for definition in wanted {
            let id = definition.id.text
            guard let scope, let known = try await known(id, scope) else {
                changes.created.append(id)
                try await submit(.createClass, definition.json, id, request, call)
                continue
            }
            let differences = Self.differences(of: definition, from: known)
            guard !differences.isEmpty else {
                changes.unchanged.append(id)
                continue
            }
            changes.updated.append(id)
            try await submit(.updateClass, .object(differences), id, request, call)
        }
        return changes
    }

    private func scope(_ request: ApplyOntology, _ call: CallContext) async throws(EngineError)
        -> GraphScope?
    {
        do throws(EngineError) {
            return try await directory.scope(request.database, branch: request.branch)
        } catch  where error.code == .databaseNotFound && request.createsDatabase {
            guard !request.isDryRun else { return nil }
            _ = try await acceptor.accept(
                SubmitCommand(type: .createDatabase, database: request.database), call.principal)
            return try await directory.scope(request.database, branch: request.branch)
        }
    }

    private func known(_ id: String, _ scope: GraphScope) async throws(EngineError)
        -> ClassDefinition?
    {
        do throws(EngineError) {
            return try await directory.definition(id, in: scope)
        } catch  where error.code == .classNotFound {
            return nil
        }
    }

    /// The members that are to change; what the class remembers of imports is its own.
    private static func differences(of wanted: ClassDefinition, from known: ClassDefinition)
        -> JSONObject
    {
        let old = known.json.object ?? JSONObject()
        var changes = JSONObject()
        for member in wanted.json.object?.members ?? [] where member.name != "metadata" {
            let text = member.value.canonicalText
            if old[member.name]?.canonicalText != text { changes[member.name] = member.value }
        }
        return changes
    }

    private func submit(
        _ type: CommandType, _ payload: JSON, _ id: String, _ request: ApplyOntology,
        _ call: CallContext
    ) async throws(EngineError) {
        guard !request.isDryRun else { return }
        _ = try await acceptor.accept(
            SubmitCommand(
                type: type, database: request.database, branch: request.branch, className: id,
                payload: payload),
            call.principal)
    }
}
