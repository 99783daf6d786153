// Graph queries under a name (the contract calls them projections). The question is kept, not its answer: asking it runs
// it on the graph as it stands.

internal import EventSourcing
internal import JSONText
internal import Ontology

package struct SavedQuery: Codable, Hashable, Sendable {
    package var name: String
    package var query: GraphQuery
    /// As it was given; nothing is cached, so nothing is refreshed.
    package var refreshSeconds: Int
    package var savedAt: String
    package var savedBy: String?
}

/// Use case: keeps a query under a name; an older one of that name is replaced.
package struct SaveQuery: UseCase, Hashable {
    package static let name = "save-query"
    package static let requiredRole = Principal.Role.writer
    package var name: String
    package var query: GraphQuery
    package var refreshSeconds: Int

    package init(name: String, query: GraphQuery, refreshSeconds: Int) {
        self.name = name
        self.query = query
        self.refreshSeconds = refreshSeconds
    }

    package var reach: Reach { .database(query.database) }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> SavedQuery
    {
        try await QueryShelf(engine: engine).save(self, call)
    }
}

package struct ListSavedQueries: DatabaseUseCase, Hashable {
    package static let name = "list-saved-queries"
    package var database: String

    package init(database: String) { self.database = database }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> PageView<SavedQuery>
    {
        PageView(items: try await QueryShelf(engine: engine).list(database), next: nil)
    }
}

struct QueryShelf: Sendable {
    private static let saved = "QUERY_SAVED"

    let engine: Engine

    func save(_ request: SaveQuery, _ call: CallContext) async throws(EngineError)
        -> SavedQuery
    {
        let isPlain = request.name.unicodeScalars.allSatisfy { $0.value >= 0x20 }
        guard (1...100).contains(request.name.utf8.count), isPlain else {
            throw EngineError(.invalidRequest, "a view's name has 1 to 100 bytes")
        }
        // A query that cannot be run is refused now, not when it is asked for.
        let view = try await engine.reader.standpoints.standpoint(
            request.query.database, branch: request.query.branch, asOf: nil)
        _ = try await HopPlan(request.query, view)
        let query: JSON
        do throws(JSONShapeError) {
            query = try JSONEncoding.encode(request.query)
        } catch {
            throw EngineError(.internal, "the query cannot be written down: \(error)")
        }
        let data = JSONObject([
            ("name", .string(request.name)), ("query", query),
            ("refresh_seconds", .integer(request.refreshSeconds)),
        ])
        let fact = try await engine.registry.book.append(
            QueryShelf.saved, data, to: RecordBook.stream("SavedQuery", of: view.scope),
            actor: call.principal.actor, id: call.id(of: QueryShelf.saved))
        return SavedQuery(
            name: request.name, query: request.query, refreshSeconds: request.refreshSeconds,
            savedAt: fact.event.occurredAt.description, savedBy: call.principal.actor)
    }

    /// By name.
    func list(_ database: String) async throws(EngineError) -> [SavedQuery] {
        let scope = try await engine.reader.directory.scope(database, branch: nil)
        let facts = try await engine.registry.book.read(
            RecordBook.stream("SavedQuery", of: scope))
        var queries: [String: SavedQuery] = [:]
        for fact in facts where fact.event.type == QueryShelf.saved {
            let data = fact.event.data
            guard let name = data["name"]?.string, let json = data["query"],
                let query = try? JSONDecoding.decode(GraphQuery.self, from: json)
            else { continue }
            queries[name] = SavedQuery(
                name: name, query: query,
                refreshSeconds: data["refresh_seconds"]?.integer ?? 0,
                savedAt: fact.event.occurredAt.description, savedBy: fact.event.actor)
        }
        return queries.values.sorted { $0.name < $1.name }
    }
}
