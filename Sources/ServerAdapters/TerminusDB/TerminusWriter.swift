// Writes to TerminusDB: for each database one request at a time, since several at once only get in each other's way
// there. Every node's sequence is a condition inside the transaction that replaces it, so a writer that was overtaken
// writes nothing at all and looks again.

internal import EventSourcing
internal import JSONText
internal import Ontology

actor TerminusWriter {
    private enum Standing { case ready, dropped }

    /// How often a transaction may find itself overtaken before it counts as a server that is too busy.
    private static let rounds = 8
    private static let droppedComment = "dropped"

    private let client: TerminusClient
    private var standings: [String: Standing] = [:]
    private var commits: [String: Int] = [:]
    private var tails: [String: Task<Void, Never>] = [:]

    init(_ client: TerminusClient) { self.client = client }

    /// The newest change of each node, in one transaction or a few.
    func write(_ documents: [TerminusDocument], to database: String) async throws(TerminusError) {
        try await inTurn(database) { (self) async throws(TerminusError) in
            var rest = documents[...]
            while !rest.isEmpty {
                let part = rest.prefix(self.client.settings.nodesPerCommit)
                rest = rest.dropFirst(part.count)
                try await self.replace(Array(part), in: database)
            }
        }
    }

    /// Empties the database and remembers that nothing may come back into it. Harmless when repeated.
    func drop(_ database: String) async throws(TerminusError) {
        try await inTurn(database) { (self) async throws(TerminusError) in
            if try await self.look(database) == .dropped { return }
            try await self.remove(database)
            try await self.create(database, comment: Self.droppedComment)
            await self.note(database, .dropped)
        }
    }

    /// Removes all databases of ours.
    func reset() async throws(TerminusError) {
        let list = try await client.list("/api/")
        for name in list.compactMap({ $0["name"]?.string })
        where name.hasPrefix(client.settings.prefix) {
            try await inTurn(name) { (self) async throws(TerminusError) in
                try await self.remove(name)
                await self.note(name, nil)
            }
        }
        standings = [:]
    }

    private func note(_ database: String, _ standing: Standing?) {
        standings[database] = standing
    }

    /// After everything that was begun for this database before.
    private func inTurn(
        _ database: String,
        _ body: @escaping @Sendable (TerminusWriter) async throws(TerminusError) -> Void
    ) async throws(TerminusError) {
        let before = tails[database]
        let work = Task { () -> Result<Void, TerminusError> in
            await before?.value
            do throws(TerminusError) {
                return .success(try await body(self))
            } catch {
                return .failure(error)
            }
        }
        tails[database] = Task { _ = await work.value }
        try await work.value.get()
    }

    private func replace(_ documents: [TerminusDocument], in database: String)
        async throws(TerminusError)
    {
        for round in 0..<Self.rounds {
            guard try await prepare(database) == .ready else { return }
            do throws(TerminusError) {
                let known = try await sequences(documents, database)
                let newer = documents.filter {
                    $0.sequence.value > known[TerminusNames.document($0.id)] ?? -1
                }
                if newer.isEmpty { return }
                let terms = Self.terms(newer, known)
                if try await client.commit(
                    database, terms, message: "\(newer.count) nodes")
                {
                    return await count(database)
                }
            } catch {
                // The database may have been dropped, or made anew, by another process.
                switch error {
                case .missing, .failed: standings[database] = nil
                case .unavailable, .refused: throw error
                }
                if round > 1 { throw error }
            }
        }
        throw .unavailable("other writers are always faster in \(database)")
    }

    /// All conditions first: where one does not hold, nothing is written.
    private static func terms(_ documents: [TerminusDocument], _ known: [String: Int]) -> JSON {
        var conditions: [JSON] = []
        var writes: [JSON] = []
        for (index, document) in documents.enumerated() {
            let id = TerminusNames.document(document.id)
            if let sequence = known[id] {
                conditions.append(
                    WOQL.triple(WOQL.node(id), "ver", WOQL.value(WOQL.integer(sequence))))
                writes.append(WOQL.update(id, document.fields))
            } else {
                conditions.append(
                    WOQL.not(
                        WOQL.triple(WOQL.node(id), "rdf:type", WOQL.value(node: "@schema:Node"))))
                writes.append(WOQL.insert(document.fields, as: "i\(index)"))
            }
        }
        return WOQL.and(conditions + writes)
    }

    /// By document id; nodes that were never there are left out.
    private func sequences(_ documents: [TerminusDocument], _ database: String)
        async throws(TerminusError) -> [String: Int]
    {
        let ids = documents.map { WOQL.value(node: TerminusNames.document($0.id)) }
        let rows = try await client.query(
            database,
            WOQL.select(
                ["n", "v"],
                WOQL.and([
                    WOQL.member("n", of: ids),
                    WOQL.triple(WOQL.node(variable: "n"), "ver", WOQL.value(variable: "v")),
                ])))
        var known: [String: Int] = [:]
        for row in rows {
            guard let id = row["n"]?.string, let number = row["v"]?["@value"]?.integer
            else { continue }
            known[id] = number
        }
        return known
    }

    /// Makes the database and its schema where they are missing.
    private func prepare(_ database: String) async throws(TerminusError) -> Standing {
        if let known = standings[database] { return known }
        var standing = try await look(database)
        if standing == nil {
            try await create(database, comment: "")
            standing = try await look(database)
        }
        if standing == .ready { try await prepareSchema(database) }
        standings[database] = standing
        return standing ?? .dropped
    }

    /// Nil: there is none.
    private func look(_ database: String) async throws(TerminusError) -> Standing? {
        do throws(TerminusError) {
            let path = "/api/db/\(client.place(database))?verbose=true"
            let found = try await client.ask(path).json
            guard found["comment"]?.string != nil else { throw TerminusClient.strange(path) }
            return found["comment"]?.string == Self.droppedComment ? .dropped : .ready
        } catch {
            guard case .missing = error else { throw error }
            return nil
        }
    }

    private func create(_ database: String, comment: String) async throws(TerminusError) {
        let body: JSON = [
            "label": .string(database), "comment": .string(comment), "schema": true,
            "public": false,
        ]
        do throws(TerminusError) {
            _ = try await client.send("POST", "/api/db/\(client.place(database))", body)
        } catch {
            guard case .failed(_, "api:DatabaseAlreadyExists", _) = error else { throw error }
        }
    }

    private func prepareSchema(_ database: String) async throws(TerminusError) {
        _ = try await client.send(
            "PUT",
            "/api/document/\(client.place(database))?author=spice&message=schema"
                + "&graph_type=schema&create=true", .array(TerminusDocument.schema))
    }

    private func remove(_ database: String) async throws(TerminusError) {
        do throws(TerminusError) {
            _ = try await client.send("DELETE", "/api/db/\(client.place(database))")
        } catch {
            guard case .missing = error else { throw error }
        }
    }

    /// Many small commits make each later one slower until the database is optimized. A failure does no harm.
    private func count(_ database: String) async {
        let count = commits[database, default: 0] + 1
        commits[database] = count
        guard count % client.settings.commitsPerOptimization == 0 else { return }
        _ = try? await client.send("POST", "/api/optimize/\(client.place(database))")
    }
}
