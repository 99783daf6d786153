// Counts nodes and links of a scope, and keeps the answer as long as the server says that the database is the same.

internal import EventSourcing
internal import JSONText
internal import Ontology

actor TerminusCounter {
    private var known: [GraphScope: (version: String, counts: [GraphCount])] = [:]

    func counts(_ scope: GraphScope, _ store: TerminusGraphStore) async throws(TerminusError)
        -> [GraphCount]
    {
        let version = try await version(scope, store)
        guard let version else { return [] }
        if let known = known[scope], known.version == version { return known.counts }
        let counts = try await count(scope, store)
        known[scope] = (version, counts)
        return counts
    }

    /// Nil: there is no such database. Read first: what comes meanwhile makes the kept answer old at once.
    private func version(_ scope: GraphScope, _ store: TerminusGraphStore)
        async throws(TerminusError) -> String?
    {
        let path = "/api/document/" + store.client.place(store.names.database(scope))
        return try await store.unlessMissing { () async throws(TerminusError) in
            let body: JSON = ["graph_type": "instance", "as_list": true, "count": 0]
            let answer = try await store.client.ask(path, body)
            guard answer.json.array != nil else { throw TerminusClient.strange(path) }
            return answer.version ?? ""
        }
    }

    private func count(_ scope: GraphScope, _ store: TerminusGraphStore) async throws(TerminusError)
        -> [GraphCount]
    {
        let node = WOQL.node(variable: "n")
        let here = [
            WOQL.triple(node, "branch", WOQL.value(WOQL.string(scope.branch))),
            WOQL.triple(node, "alive", WOQL.value(["@type": "xsd:boolean", "@value": true])),
        ]
        let kind = WOQL.triple(node, "kind", WOQL.value(variable: "c"))
        let nodes = try await store.rows(scope, WOQL.select(["n", "c"], WOQL.and(here + [kind])))
        let link = WOQL.triple(node, "link", WOQL.value(variable: "l"))
        let links = try await store.rows(
            scope, WOQL.select(["n", "c", "l"], WOQL.and(here + [kind, link])))
        var counts: [String: GraphCount] = [:]
        for className in nodes.compactMap({ WOQL.text($0["c"]) }) {
            counts[className, default: GraphCount(className: className, nodes: 0, links: [:])]
                .nodes += 1
        }
        let values = links.compactMap { row -> (String, LinkValue)? in
            guard let className = WOQL.text(row["c"]), let text = WOQL.text(row["l"]),
                let json = try? JSON(parsing: text), let value = try? LinkValue(json: json)
            else { return nil }
            return (className, value)
        }
        let finder = try await TargetFinder(values.map(\.1.target), scope, store)
        for (className, link) in values {
            let isResolved = if case .resolved = finder.resolve(link.target) { true } else { false }
            counts[className]?.links[
                link.predicate, default: GraphCount.LinkCount(total: 0, unresolved: 0)
            ].total += 1
            if !isResolved { counts[className]?.links[link.predicate]?.unresolved += 1 }
        }
        return counts.values.sorted {
            $0.className.utf8.lexicographicallyPrecedes($1.className.utf8)
        }
    }
}
