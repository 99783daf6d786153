// The graph on TerminusDB: one database there for each database and epoch here. Links are kept as written and resolved
// when they are read, by what their targets are found by, so either order of arrival ends equal. Walks cost a few
// requests a level, however many nodes are in it. The edges of one node are put in order here: a page of a node with very
// many incoming ones reads all of them. A dropped epoch stays dropped until `reset`. The bus commit counts as checkpoint.

package import EventSourcing
package import HTTPClient
internal import JSONText
package import Ontology

package struct TerminusGraphStore: GraphStore {
    package let client: TerminusClient
    let names: TerminusNames
    private let writer: TerminusWriter
    private let counter = TerminusCounter()

    package init(_ settings: TerminusSettings, http: HTTPClient) {
        client = TerminusClient(settings, http: http)
        names = TerminusNames(prefix: settings.prefix)
        writer = TerminusWriter(client)
    }

    package func apply(_ batch: [GraphChange], upTo: BusPosition?) async throws(ReadModelError) {
        try await translating(isWrite: true) { () async throws(TerminusError) in
            var newest: [NodeID: TerminusDocument] = [:]
            for change in batch {
                if case .dropDatabase(let name, let epoch) = change {
                    try await write(newest.values)
                    newest = [:]
                    try await writer.drop(names.database(name, epoch))
                } else if let document = TerminusDocument(change) {
                    let known = newest[document.id]?.sequence.value ?? -1
                    if document.sequence.value > known { newest[document.id] = document }
                }
            }
            try await write(newest.values)
        }
    }

    private func write(_ documents: some Sequence<TerminusDocument>) async throws(TerminusError) {
        let byDatabase = Dictionary(grouping: documents) { names.database($0.id.scope) }
        for database in byDatabase.keys.sorted() {
            try await writer.write(byDatabase[database] ?? [], to: database)
        }
    }

    package func checkpoint() async throws(ReadModelError) -> BusPosition? { nil }

    package func nodes(_ ids: [NodeID]) async throws(ReadModelError) -> [GraphNode] {
        try await translating { () async throws(TerminusError) in
            let found = try await documents(ids)
            return ids.compactMap { found[$0]?.node }
        }
    }

    package func nodes(_ selection: NodeSelection, _ page: PageRequest)
        async throws(ReadModelError) -> Page<GraphNode>
    {
        try await translating { () async throws(TerminusError) in
            let limit = page.atLeastOne
            let scope = selection.scope
            let node = WOQL.node(variable: "n")
            var terms = selection.equals.map { name, text in
                let mark = TerminusNames.mark(scope, selection.className, name, text)
                return WOQL.triple(node, "mark", WOQL.value(WOQL.string(mark)))
            }
            let home = TerminusNames.home(scope, selection.className)
            terms += [
                WOQL.triple(node, "home", WOQL.value(WOQL.string(home))),
                WOQL.triple(node, "alive", WOQL.value(["@type": "xsd:boolean", "@value": true])),
                WOQL.triple(node, "sort", WOQL.value(variable: "k")),
            ]
            if let mark = PageMark.texts(page, 1)?.first {
                terms.append(WOQL.greater("k", than: mark))
            }
            let query = WOQL.ordered(by: "k", WOQL.select(["n", "k"], WOQL.and(terms)))
            let rows = try await rows(scope, WOQL.limit(limit + 1, query))
            let found = try await documents(
                rows.compactMap { $0["n"]?.string }, scope.database, scope.epoch)
            // A node may go between the two requests: the rows say whether there are more.
            let shown = rows.prefix(limit)
            return Page(
                items: shown.compactMap { $0["n"]?.string }.compactMap { found[$0]?.node },
                next: rows.count > limit
                    ? shown.last.flatMap { WOQL.text($0["k"]) }.map { PageMark.cursor([$0]) } : nil)
        }
    }

    package func edges(of node: NodeID, _ selection: EdgeSelection, _ page: PageRequest)
        async throws(ReadModelError) -> Page<GraphEdge>
    {
        try await translating { () async throws(TerminusError) in
            let edges = try await TerminusEdges(store: self).all(of: [node], selection)
            return TerminusEdges.page(edges[node] ?? [], selection.direction, page)
        }
    }

    package func edges(of nodes: [NodeID], _ selection: EdgeSelection, limit: Int)
        async throws(ReadModelError) -> [Page<GraphEdge>]
    {
        try await translating { () async throws(TerminusError) in
            let part = nodes.prefix(500)
            let edges = try await TerminusEdges(store: self).all(of: Array(part), selection)
            var pages: [Page<GraphEdge>] = []
            var rest = max(1, limit)
            for node in part where rest > 0 {
                let page = TerminusEdges.page(
                    edges[node] ?? [], selection.direction, PageRequest(limit: rest))
                if page.next != nil, !pages.isEmpty { break }
                pages.append(page)
                rest -= page.items.count
            }
            return pages
        }
    }

    /// O(nodes and links of the scope), once for each state of the database.
    package func counts(_ scope: GraphScope) async throws(ReadModelError) -> [GraphCount] {
        try await translating { () async throws(TerminusError) in
            try await counter.counts(scope, self)
        }
    }

    package func reset() async throws(ReadModelError) {
        try await translating { () async throws(TerminusError) in try await writer.reset() }
    }

    /// The documents of these nodes, also of deleted ones.
    func documents(_ ids: [NodeID]) async throws(TerminusError) -> [NodeID: TerminusDocument] {
        var found: [NodeID: TerminusDocument] = [:]
        for (scope, ids) in Dictionary(grouping: ids, by: \.scope) {
            let known = try await documents(
                Array(Set(ids)).map(TerminusNames.document), scope.database, scope.epoch)
            for document in known.values { found[document.id] = document }
        }
        return found
    }

    func documents(_ ids: [String], _ database: String, _ epoch: Int) async throws(TerminusError)
        -> [String: TerminusDocument]
    {
        var found: [String: TerminusDocument] = [:]
        let path = "/api/document/" + client.place(names.database(database, epoch))
        var rest = ids[...]
        while !rest.isEmpty {
            let part = rest.prefix(200)
            rest = rest.dropFirst(part.count)
            let body: JSON = [
                "graph_type": "instance", "as_list": true,
                "ids": .array(part.map(JSON.string)),
            ]
            guard
                let list = try await unlessMissing({ () async throws(TerminusError) in
                    try await client.list(path, body)
                })
            else { return [:] }
            for json in list {
                guard let id = json["@id"]?.string else { continue }
                found[id] = TerminusDocument(json, database: database, epoch: epoch)
            }
        }
        return found
    }

    /// Rows of a query; none where the database is not there.
    func rows(_ scope: GraphScope, _ query: JSON) async throws(TerminusError) -> [JSON] {
        try await unlessMissing { () async throws(TerminusError) in
            try await client.query(names.database(scope), query)
        } ?? []
    }

    func unlessMissing<Answer>(_ body: () async throws(TerminusError) -> Answer)
        async throws(TerminusError) -> Answer?
    {
        do throws(TerminusError) {
            return try await body()
        } catch {
            guard case .missing = error else { throw error }
            return nil
        }
    }

    private func translating<Answer>(
        isWrite: Bool = false, _ body: () async throws(TerminusError) -> Answer
    ) async throws(ReadModelError) -> Answer {
        do throws(TerminusError) {
            return try await body()
        } catch {
            switch error {
            case .unavailable, .refused: throw .unavailable(error.message)
            case .failed where isWrite && error.isAboutContent: throw .rejected(error.message)
            case .missing, .failed: throw .corrupt("TerminusDB refuses: \(error.message)")
            }
        }
    }
}
