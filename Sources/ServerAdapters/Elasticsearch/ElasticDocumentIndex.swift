// Documents in Elasticsearch or OpenSearch: one index behind an alias, the event's sequence as external version,
// tombstones instead of deletions, since servers forget the versions of what they deleted.

package import EventSourcing
internal import JSONText
package import Ontology

package struct ElasticDocumentIndex: DocumentIndex {
    /// Documents a bulk.
    private static let bulkSize = 500

    private let client: ElasticClient
    private let alias: String

    package init(_ client: ElasticClient) {
        self.client = client
        alias = client.settings.prefix + "spice_documents"
    }

    /// Makes index and alias when they are not there. Any number of processes may do so at once.
    package func prepare() async throws(ReadModelError) {
        try await translating { () async throws(ElasticError) in
            let found = try await client.call("GET", "/_alias/\(alias)", missing: true)
            if found.object?.isEmpty == false { return }
            try await create(1)
            try await point(to: 1, insteadOf: [])
        }
    }

    package func apply(_ batch: [DocumentChange], upTo: BusPosition?)
        async throws(ReadModelError)
    {
        try await translating { () async throws(ElasticError) in
            var rest = batch[...]
            while !rest.isEmpty {
                if case .dropDatabase(let name, let epoch)? = rest.first {
                    try await drop(name, epoch)
                    rest = rest.dropFirst()
                    continue
                }
                let part = rest.prefix(Self.bulkSize).prefix {
                    if case .dropDatabase = $0 { false } else { true }
                }
                try await write(part)
                rest = rest.dropFirst(part.count)
            }
        }
    }

    /// The bus commit counts.
    package func checkpoint() async throws(ReadModelError) -> BusPosition? { nil }

    package func documents(_ ids: [DocumentID]) async throws(ReadModelError) -> [Document] {
        try await translating { () async throws(ElasticError) in
            let found = try await sources(ids.map(ElasticDocument.key))
            return ids.compactMap { id in
                found[ElasticDocument.key(id)].flatMap(ElasticDocument.init)?.document
            }
        }
    }

    package func search(_ query: DocumentQuery, _ page: PageRequest) async throws(ReadModelError)
        -> Page<Document>
    {
        guard let filter = Self.filter(query) else { return Page(items: [], next: nil) }
        let limit = min(page.atLeastOne, 5000)
        var body: [(String, JSON)] = [
            ("size", .integer(limit + 1)), ("query", filter), ("track_total_hits", false),
            (
                "sort",
                .array(
                    ["class_id", "instance_id", "db_name", "epoch", "branch"].map {
                        .object(JSONObject([($0, "asc")]))
                    })
            ),
        ]
        if let mark = PageMark.texts(page, 5) {
            // The epoch is a number there.
            let values = mark.enumerated().map { index, text -> JSON in
                index == 3 ? .integer(Int(text) ?? 0) : .string(text)
            }
            body.append(("search_after", .array(values)))
        }
        let request = JSON.object(JSONObject(body))
        let hits = try await translating { () async throws(ElasticError) in
            let answer = try await client.call("POST", "/\(alias)/_search", request)
            guard answer["timed_out"]?.bool != true,
                (answer["_shards"]?["failed"]?.integer ?? 0) == 0
            else { throw .unavailable("the search did not reach all shards in time") }
            guard let hits = answer["hits"]?["hits"]?.array else { throw Self.strange("search") }
            return hits
        }
        let items = hits.compactMap { hit -> (item: Document, mark: [String])? in
            guard let source = hit["_source"], let entry = ElasticDocument(source: source),
                let document = entry.document
            else { return nil }
            let id = document.id
            return (
                document,
                [
                    id.className, id.key, id.scope.database, String(id.scope.epoch),
                    id.scope.branch,
                ]
            )
        }
        return Page(upTo: limit, of: items)
    }

    package func count(_ query: DocumentQuery) async throws(ReadModelError) -> Int {
        guard let filter = Self.filter(query) else { return 0 }
        return try await translating { () async throws(ElasticError) in
            let answer = try await client.call("POST", "/\(alias)/_count", ["query": filter])
            guard let count = answer["count"]?.integer else { throw Self.strange("count") }
            return count
        }
    }

    /// A new, empty index takes the alias over in one step; the old ones are removed afterwards.
    package func reset() async throws(ReadModelError) {
        try await translating { () async throws(ElasticError) in
            let found = try await client.call("GET", "/_alias/\(alias)", missing: true)
            let old = found.object?.names ?? []
            let last = old.compactMap { $0.split(separator: "v").last.flatMap { Int($0) } }.max()
            try await create((last ?? 0) + 1)
            try await point(to: (last ?? 0) + 1, insteadOf: old)
            for name in old { _ = try await client.call("DELETE", "/\(name)", missing: true) }
        }
    }

    /// Removes alias and indices for good.
    package func remove() async throws(ReadModelError) {
        try await translating { () async throws(ElasticError) in
            let found = try await client.call("GET", "/_alias/\(alias)", missing: true)
            for name in found.object?.names ?? [] {
                _ = try await client.call("DELETE", "/\(name)", missing: true)
            }
        }
    }

    // MARK: Indices

    private func create(_ number: Int) async throws(ElasticError) {
        let body: JSON = [
            "settings": [
                "number_of_shards": 1, "number_of_replicas": .integer(client.settings.replicas),
            ],
            "mappings": ElasticDocument.mapping,
        ]
        do throws(ElasticError) {
            _ = try await client.call("PUT", "/\(alias)-v\(number)", body)
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
                "index": .string("\(alias)-v\(number)"), "alias": .string(alias),
                "is_write_index": true,
            ]
        ]
        _ = try await client.call(
            "POST", "/_aliases", ["actions": .array(removals + [addition])])
    }

    // MARK: Writing

    /// Decides each change by what the index holds, then writes each document once.
    private func write(_ changes: ArraySlice<DocumentChange>) async throws(ElasticError) {
        var entries: [DocumentID: ElasticDocument] = [:]
        var changed: [DocumentID] = []
        var ids: Set<DocumentID> = []
        for change in changes { if let id = Self.id(change) { ids.insert(id) } }
        let marks = Set(ids.map { Self.mark($0.scope.database, $0.scope.epoch) })
        let found = try await sources(ids.map(ElasticDocument.key) + Array(marks))
        for id in ids {
            entries[id] = found[ElasticDocument.key(id)].flatMap(ElasticDocument.init)
        }
        for change in changes {
            guard let id = Self.id(change), let new = Self.result(change, after: entries[id])
            else { continue }
            let isGone = found[Self.mark(id.scope.database, id.scope.epoch)] != nil
            if isGone, id.kind != .database { continue }
            entries[id] = new
            if !changed.contains(id) { changed.append(id) }
        }
        let items = changed.compactMap { id in
            entries[id].map { (ElasticDocument.key(id), $0.sequence.value, $0.source) }
        }
        try await bulk(items)
    }

    private static func id(_ change: DocumentChange) -> DocumentID? {
        switch change {
        case .upsert(let document): document.id
        case .delete(let id, _): id
        case .dropDatabase: nil
        }
    }

    /// Nil when the change comes too late.
    private static func result(_ change: DocumentChange, after before: ElasticDocument?)
        -> ElasticDocument?
    {
        switch change {
        case .upsert(var document):
            guard document.sequence > before?.sequence ?? .none else { return nil }
            document.createdAt = before?.document?.createdAt ?? document.createdAt
            return ElasticDocument(document)
        case .delete(let id, let sequence):
            guard sequence > before?.sequence ?? .none else { return nil }
            return ElasticDocument(deleted: id, sequence)
        case .dropDatabase: return nil
        }
    }

    /// Items that the server has no room for are sent again by themselves; a conflict means that they are there.
    private func bulk(_ items: [(key: String, version: Int, source: JSON)])
        async throws(ElasticError)
    {
        var rest = items
        for attempt in 1...max(1, client.settings.attempts) where !rest.isEmpty {
            if attempt > 1 { try? await Task.sleep(for: .milliseconds(100 << min(attempt, 6))) }
            let lines = rest.flatMap { item -> [JSON] in
                [
                    [
                        "index": [
                            "_id": .string(item.key), "version": .integer(item.version),
                            "version_type": "external",
                        ]
                    ], item.source,
                ]
            }
            let answer = try await client.call(lines: lines, "/\(alias)/_bulk?refresh=true")
            let results = answer["items"]?.array ?? []
            guard results.count == rest.count else {
                throw .unavailable("a bulk of \(rest.count) got \(results.count) answers")
            }
            var again: [(key: String, version: Int, source: JSON)] = []
            for (item, result) in zip(rest, results) {
                let status = result["index"]?["status"]?.integer ?? 500
                if (200...299).contains(status) || status == 409 { continue }
                let error = ElasticClient.error(status, result["index"] ?? .null)
                switch error {
                case .unavailable: again.append(item)
                case .failed: throw .rejected("\(item.key) in \(alias)", error.message)
                default: throw error
                }
            }
            rest = again
        }
        if !rest.isEmpty { throw .unavailable("the search server has no room for \(rest.count)") }
    }

    /// Leaves a mark, so that late events of the database do not bring its documents back.
    private func drop(_ name: String, _ epoch: Int) async throws(ElasticError) {
        let mark: JSON = [
            "kind": "dropped", "db_name": .string(name), "epoch": .integer(epoch),
            "deleted": true,
        ]
        try await bulk([(Self.mark(name, epoch), 1, mark)])
        let query: JSON = [
            "query": [
                "bool": [
                    "filter": [
                        ["term": ["db_name": .string(name)]], ["term": ["epoch": .integer(epoch)]],
                        ["terms": ["kind": ["instance", "ontologyClass"]]],
                    ]
                ]
            ]
        ]
        let answer = try await client.call(
            "POST", "/\(alias)/_delete_by_query?conflicts=proceed&refresh=true", query)
        guard (answer["failures"]?.array ?? []).isEmpty,
            (answer["version_conflicts"]?.integer ?? 0) == 0
        else { throw .unavailable("not all documents of \(name) could be removed yet") }
    }

    private static func mark(_ name: String, _ epoch: Int) -> String {
        "dropped " + ContentHash.sha256Hex(Array("\(epoch) \(name)".utf8))
    }

    // MARK: Reading

    /// The sources of those that are there, by key. Sees what was written a moment ago.
    private func sources(_ keys: [String]) async throws(ElasticError) -> [String: JSON] {
        var found: [String: JSON] = [:]
        var rest = keys[...]
        while !rest.isEmpty {
            let part = rest.prefix(Self.bulkSize)
            rest = rest.dropFirst(Self.bulkSize)
            let answer = try await client.call(
                "POST", "/\(alias)/_mget", ["ids": .array(part.map(JSON.string))])
            guard let documents = answer["docs"]?.array, documents.count == part.count
            else { throw Self.strange("look-up") }
            for document in documents {
                if let error = document["error"] { throw ElasticClient.error(503, error) }
                guard document["found"]?.bool == true, let key = document["_id"]?.string
                else { continue }
                found[key] = document["_source"]
            }
        }
        return found
    }

    /// Half an answer must not pass for one that found less.
    private static func strange(_ question: String) -> ElasticError {
        .unavailable("the search server answers a \(question) with something else")
    }

    /// Nil when nothing can match.
    private static func filter(_ query: DocumentQuery) -> JSON? {
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
        let list = terms.map { name, value -> JSON in
            ["term": .object(JSONObject([(name, value)]))]
        }
        return ["bool": ["filter": .array(list)]]
    }

    private func translating<Answer>(
        _ body: () async throws(ElasticError) -> Answer
    ) async throws(ReadModelError) -> Answer {
        do throws(ElasticError) {
            return try await body()
        } catch {
            switch error {
            case .storageFull: throw .storageFull
            case .failed: throw .corrupt("the search server refuses: \(error.message)")
            case .rejected: throw .rejected("the search server refuses \(error.message)")
            case .unavailable, .refused: throw .unavailable(error.message)
            }
        }
    }
}
