// Documents in Elasticsearch or OpenSearch: one index behind an alias, the event's sequence as external version,
// tombstones instead of deletions, since servers forget the versions of what they deleted.

package import EventSourcing
internal import JSONText
package import Ontology
internal import Synchronization

package struct ElasticDocumentIndex: DocumentIndex {
    /// Documents a bulk.
    static let bulkSize = 500

    let client: ElasticClient
    let alias: String
    /// What is read and written: the alias, or an index that will have it.
    let target: String
    let bulkBytes: Int
    let habits: ElasticHabits

    /// `bulkBytes`: that go into one request, if it has more than one document.
    package init(_ client: ElasticClient, bulkBytes: Int = 8 << 20) {
        self.client = client
        self.bulkBytes = bulkBytes
        alias = client.settings.prefix + "spice_documents"
        target = alias
        habits = ElasticHabits()
    }

    private init(_ other: ElasticDocumentIndex, target: String) {
        (client, alias, bulkBytes, habits) =
            (other.client, other.alias, other.bulkBytes, other.habits)
        self.target = target
    }

    /// Makes index and alias when they are not there. Any number of processes may do so at once.
    package func prepare() async throws(ReadModelError) {
        try await translating { () async throws(ElasticError) in try await make() }
    }

    private func make() async throws(ElasticError) {
        let found = try await client.call("GET", "/_alias/\(alias)", missing: true)
        if found.object?.isEmpty == false { return }
        try await create(1)
        try await point(to: 1, insteadOf: [])
    }

    package func apply(_ batch: [DocumentChange], upTo: BusPosition?)
        async throws(ReadModelError)
    {
        try await translating { () async throws(ElasticError) in
            do throws(ElasticError) {
                try await write(batch)
            } catch {
                // Somebody removed it. No document is at fault, and none is to be written into an index of the server's
                // own making.
                if error.isIndexMissing { try await make() }
                throw error
            }
        }
    }

    /// The bus commit counts.
    package func checkpoint() async throws(ReadModelError) -> BusPosition? { nil }

    package func documents(_ ids: [DocumentID]) async throws(ReadModelError) -> [Document] {
        try await translating { () async throws(ElasticError) in
            let found = try await sources(ids.map(ElasticDocument.key)).sources
            return ids.compactMap { id in
                found[ElasticDocument.key(id)].flatMap(ElasticDocument.init)?.document
            }
        }
    }

    package func search(_ query: DocumentQuery, _ page: PageRequest) async throws(ReadModelError)
        -> Page<Document>
    {
        guard let terms = Self.terms(query) else { return Page(items: [], next: nil) }
        let limit = min(page.atLeastOne, 5000)
        return try await translating { () async throws(ElasticError) in
            var found: [(item: Document, mark: [String])] = []
            var after = PageMark.texts(page, 5)
            var isAtEnd = false
            // One request, but where documents had to be looked at and were not within.
            while found.count <= limit, !isAtEnd {
                let hits = try await hits(terms, after: after, limit + 1)
                isAtEnd = hits.count <= limit
                after = hits.last?.mark
                found += hits.filter { hit in
                    query.ranges.allSatisfy { $0.holds(for: hit.item.data) }
                }
            }
            return Page(upTo: limit, of: Array(found.prefix(limit + 1)))
        }
    }

    private func hits(_ terms: [JSON], after mark: [String]?, _ count: Int)
        async throws(ElasticError) -> [(item: Document, mark: [String])]
    {
        let order = ["class_id", "instance_id", "db_name", "epoch", "branch"]
        var body: [(String, JSON)] = [
            ("size", .integer(count)), ("query", Self.all(terms)), ("track_total_hits", false),
            ("sort", .array(order.map { JSON.object(JSONObject([($0, JSON.string("asc"))])) })),
        ]
        if let mark {
            // The epoch is a number there.
            let values = mark.enumerated().map { index, text -> JSON in
                index == 3 ? .integer(Int(text) ?? 0) : .string(text)
            }
            body.append(("search_after", .array(values)))
        }
        var found: [(item: Document, mark: [String])] = []
        for source in try await hits(body).sources {
            guard let document = ElasticDocument(source: source)?.document else {
                throw Self.strange("search")
            }
            let (id, scope) = (document.id, document.id.scope)
            found.append(
                (
                    document,
                    [id.className, id.key, scope.database, String(scope.epoch), scope.branch]
                ))
        }
        return found
    }

    /// The sources of what a search finds, and the number of all that match where it was to be counted.
    func hits(_ body: [(String, JSON)]) async throws(ElasticError) -> (
        sources: [JSON], total: Int?
    ) {
        let members = JSON.array(ElasticDocument.readMembers.map(JSON.string))
        let request = JSON.object(JSONObject(body + [("_source", members)]))
        let answer = try await client.call("POST", "/\(target)/_search", request)
        guard answer["timed_out"]?.bool != true,
            (answer["_shards"]?["failed"]?.integer ?? 0) == 0
        else { throw .unavailable("the search did not reach all shards in time") }
        guard let hits = answer["hits"]?["hits"]?.array else { throw Self.strange("search") }
        return (
            hits.compactMap { $0["_source"] }, answer["hits"]?["total"]?["value"]?.integer
        )
    }

    package func count(_ query: DocumentQuery) async throws(ReadModelError) -> Int {
        guard let terms = Self.terms(query) else { return 0 }
        let isCertain = try await translating { () async throws(ElasticError) -> Bool in
            guard !query.ranges.isEmpty else { return true }
            let unsure = Self.isUncertain(query.ranges.map(\.property))
            return try await count(Self.all(terms + [unsure])) == 0
        }
        if isCertain {
            return try await translating { () async throws(ElasticError) in
                try await count(Self.all(terms))
            }
        }
        var (sum, page) = (0, PageRequest(limit: 1000))
        while true {
            let found = try await search(query, page)
            sum += found.items.count
            guard let next = found.next else { return sum }
            page.after = next
        }
    }

    func count(_ query: JSON) async throws(ElasticError) -> Int {
        let answer = try await client.call("POST", "/\(target)/_count", ["query": query])
        guard let count = answer["count"]?.integer else { throw Self.strange("count") }
        return count
    }

    /// A new, empty index takes the alias over in one step; the old ones are removed afterwards.
    package func reset() async throws(ReadModelError) {
        try await translating { () async throws(ElasticError) in
            let (next, old) = try await next()
            try await createEmpty(next)
            try await replace(old, by: next)
        }
    }

    /// Has no alias until it is full.
    package func successor() async throws(ReadModelError) -> DocumentSuccessor? {
        try await translating { () async throws(ElasticError) in
            let (next, _) = try await next()
            try await createEmpty(next)
            return DocumentSuccessor(
                ElasticDocumentIndex(self, target: name(next)),
                takeOver: { () async throws(ReadModelError) in
                    try await translating { () async throws(ElasticError) in
                        let (_, old) = try await self.next()
                        try await replace(old, by: next)
                    }
                })
        }
    }

    /// There may be one that somebody began to fill and gave up.
    private func createEmpty(_ number: Int) async throws(ElasticError) {
        _ = try await client.call("DELETE", "/\(name(number))", missing: true)
        try await create(number)
    }

    private func replace(_ old: [String], by next: Int) async throws(ElasticError) {
        try await point(to: next, insteadOf: old)
        for name in old where name != self.name(next) {
            _ = try await client.call("DELETE", "/\(name)", missing: true)
        }
    }

    /// Removes alias and indices for good.
    package func remove() async throws(ReadModelError) {
        try await translating { () async throws(ElasticError) in
            let (next, old) = try await next()
            for name in old + [name(next)] {
                _ = try await client.call("DELETE", "/\(name)", missing: true)
            }
        }
    }

    // MARK: Indices

    private func name(_ number: Int) -> String { "\(alias)-v\(number)" }

    /// The number of the next index, and those that have the alias now.
    private func next() async throws(ElasticError) -> (Int, [String]) {
        let found = try await client.call("GET", "/_alias/\(alias)", missing: true)
        let old = found.object?.names ?? []
        let last = old.compactMap { $0.split(separator: "v").last.flatMap { Int($0) } }.max()
        return ((last ?? 0) + 1, old)
    }

    private func create(_ number: Int) async throws(ElasticError) {
        let body: JSON = [
            "settings": [
                "number_of_shards": 1, "number_of_replicas": .integer(client.settings.replicas),
                // A text has two, and there are those of every document.
                "index.mapping.total_fields.limit": .integer(
                    client.settings.maximumFields * 2 + 100),
            ],
            "mappings": ElasticDocument.mapping,
        ]
        habits.fields[name(number)] = nil
        do throws(ElasticError) {
            _ = try await client.call("PUT", "/\(name(number))", body)
        } catch {
            guard case .failed(_, "resource_already_exists_exception", _) = error else {
                throw error
            }
        }
    }

    private func point(to number: Int, insteadOf old: [String]) async throws(ElasticError) {
        let removals = old.map { name -> JSON in
            ["remove": ["index": .string(name), "alias": .string(alias)]]
        }
        let addition: JSON = [
            "add": [
                "index": .string(name(number)), "alias": .string(alias),
                "is_write_index": true,
            ]
        ]
        _ = try await client.call(
            "POST", "/_aliases", ["actions": .array(removals + [addition])])
    }

    // MARK: Reading

    /// The sources of those that are there, by key, and the name of the index they stand in. Sees what was written a
    /// moment ago.
    func sources(_ keys: [String]) async throws(ElasticError) -> Found {
        var found = Found()
        var rest = keys[...]
        while !rest.isEmpty {
            let part = rest.prefix(Self.bulkSize)
            rest = rest.dropFirst(Self.bulkSize)
            let members = ElasticDocument.readMembers.joined(separator: ",")
            let answer = try await client.call(
                "POST", "/\(target)/_mget?_source_includes=\(members)",
                ["ids": .array(part.map(JSON.string))])
            guard let documents = answer["docs"]?.array, documents.count == part.count
            else { throw Self.strange("look-up") }
            for document in documents {
                if let error = document["error"] {
                    let failed = ElasticClient.error(404, error)
                    throw failed.isIndexMissing ? failed : ElasticClient.error(503, error)
                }
                found.index = document["_index"]?.string ?? found.index
                guard document["found"]?.bool == true, let key = document["_id"]?.string
                else { continue }
                found.sources[key] = document["_source"]
            }
        }
        return found
    }

    struct Found {
        var sources: [String: JSON] = [:]
        /// Its own name, not the alias.
        var index: String?
    }

    /// Half an answer must not pass for one that found less.
    static func strange(_ question: String) -> ElasticError {
        .unavailable("the search server answers a \(question) with something else")
    }

    /// Nil when nothing can match.
    static func terms(_ query: DocumentQuery) -> [JSON]? {
        var terms: [(String, JSON)] = [("kind", .string(query.kind.rawValue)), ("deleted", false)]
        if let scope = query.scope {
            terms += [
                ("db_name", .string(scope.database)), ("epoch", .integer(scope.epoch)),
                ("branch", .string(scope.branch)),
            ]
        }
        if let name = query.className { terms.append(("class_id", .string(name))) }
        for word in query.words where !word.allSatisfy(\.isWhitespace) {
            let parts = ElasticDocument.words(of: word)
            guard !parts.isEmpty else { return nil }
            terms += parts.map { ("words", .string($0)) }
        }
        for (name, text) in query.equals {
            terms.append(("equals", .string(ElasticDocument.pair(name, text))))
        }
        return terms.map { name, value -> JSON in
            ["term": .object(JSONObject([(name, value)]))]
        } + query.ranges.map(condition)
    }

    func translating<Answer>(
        _ body: () async throws(ElasticError) -> Answer
    ) async throws(ReadModelError) -> Answer {
        do throws(ElasticError) {
            return try await body()
        } catch {
            switch error {
            case .storageFull: throw .storageFull
            case .failed where error.isIndexMissing:
                throw .unavailable(
                    "the search index is gone; it is made anew, and spice rebuild documents fills it"
                )
            case .failed: throw .corrupt("the search server refuses: \(error.message)")
            case .rejected: throw .rejected("the search server refuses \(error.message)")
            case .unavailable, .refused: throw .unavailable(error.message)
            }
        }
    }
}

/// What was learned of a server while it was asked.
final class ElasticHabits: Sendable {
    let fields = ElasticFieldBook()
    private let state = Mutex(true)

    /// False of servers that take every alias for missing when they are told to write to nothing else.
    var knowsRequiredAliases: Bool {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}
