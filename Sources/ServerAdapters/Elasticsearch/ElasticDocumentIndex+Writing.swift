// How changes get into the index: decided by what it holds, then written in bulks of bounded size, each document with its
// event's sequence as version. Writes go to an alias only: a server would make an index of its own for a missing one.

internal import EventSourcing
internal import JSONText
internal import Ontology

extension ElasticDocumentIndex {
    func write(_ batch: [DocumentChange]) async throws(ElasticError) {
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

    /// Decides each change by what the index holds, then writes each document once.
    private func write(_ changes: ArraySlice<DocumentChange>) async throws(ElasticError) {
        var entries: [DocumentID: ElasticDocument] = [:]
        var changed: [DocumentID] = []
        var ids: Set<DocumentID> = []
        for change in changes { if let id = Self.id(change) { ids.insert(id) } }
        let marks = Set(ids.map { Self.mark($0.scope.database, $0.scope.epoch) })
        let seen = try await sources(ids.map(ElasticDocument.key) + Array(marks))
        let found = seen.sources
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
        try await bulk(try await items(changed.compactMap { entries[$0] }, in: seen.index))
    }

    /// With the typed fields that they need and the index has or takes.
    private func items(_ documents: [ElasticDocument], in index: String?)
        async throws(ElasticError) -> [BulkItem]
    {
        let typed = documents.map { index == nil ? [] : $0.typedValues }
        var needed: Set<ElasticField> = []
        for document in documents { needed.formUnion(document.declaredFields) }
        for values in typed { for (field, _) in values { needed.insert(field) } }
        let fields = try await fields(needed, in: index)
        return zip(documents, typed).map { document, values in
            BulkItem(
                ElasticDocument.key(document.id), document.sequence.value,
                document.source(values, fields), bare: fields.known == nil ? nil : document)
        }
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

    private struct BulkItem {
        let key: String
        let bytes: [UInt8]
        private let document: ElasticDocument?

        /// The same without typed fields; nil where it has none.
        var bare: BulkItem? {
            document.map { BulkItem(key, $0.sequence.value, $0.source) }
        }

        init(_ key: String, _ version: Int, _ source: JSON, bare: ElasticDocument? = nil) {
            self.key = key
            document = bare
            bytes = ElasticClient.bytes(of: [
                [
                    "index": [
                        "_id": .string(key), "version": .integer(version),
                        "version_type": "external",
                    ]
                ], source,
            ])
        }
    }

    /// In requests of bounded size.
    private func bulk(_ items: [BulkItem]) async throws(ElasticError) {
        var part: [BulkItem] = []
        var size = 0
        for item in items {
            if !part.isEmpty, size + item.bytes.count > bulkBytes {
                try await send(part)
                (part, size) = ([], 0)
            }
            part.append(item)
            size += item.bytes.count
        }
        if !part.isEmpty { try await send(part) }
    }

    /// Items that the server has no room for are sent again by themselves; a conflict means that they are there; what is
    /// too large for it goes in halves. A document is never lost for a typed field: it goes without.
    private func send(_ items: [BulkItem]) async throws(ElasticError) {
        var rest = items
        for attempt in 1...max(1, client.settings.attempts) where !rest.isEmpty {
            if attempt > 1 { try? await Task.sleep(for: .milliseconds(100 << min(attempt, 6))) }
            let answer: JSON
            do throws(ElasticError) {
                answer = try await ask(rest)
            } catch {
                guard case .failed(413, _, _) = error else { throw error }
                guard rest.count > 1 else { throw .rejected(name(rest[0]), error.message) }
                try await send(Array(rest[..<(rest.count / 2)]))
                return try await send(Array(rest[(rest.count / 2)...]))
            }
            let left = try left(of: rest, answer)
            rest = left.again
            if !left.bare.isEmpty {
                // The next ones are written by what the index has now.
                habits.fields.forget()
                try await send(left.bare)
            }
        }
        if !rest.isEmpty { throw .unavailable("the search server has no room for \(rest.count)") }
    }

    private func ask(_ items: [BulkItem]) async throws(ElasticError) -> JSON {
        let (lines, path) = (items.flatMap(\.bytes), "/\(target)/_bulk?refresh=true")
        guard target == alias, habits.knowsRequiredAliases else {
            return try await client.call(lines: lines, path)
        }
        let answer = try await client.call(lines: lines, path + "&require_alias=true")
        let first = answer["items"]?.array?.first?["index"]
        guard let first, ElasticClient.error(404, first).isIndexMissing,
            try await client.call("GET", "/_alias/\(alias)", missing: true).object?.isEmpty == false
        else { return answer }
        habits.knowsRequiredAliases = false
        return try await client.call(lines: lines, path)
    }

    /// Those that are to be sent again, and those without what the server refused of them.
    private func left(of items: [BulkItem], _ answer: JSON) throws(ElasticError) -> (
        again: [BulkItem], bare: [BulkItem]
    ) {
        let results = answer["items"]?.array ?? []
        guard results.count == items.count else {
            throw .unavailable("a bulk of \(items.count) got \(results.count) answers")
        }
        var (again, bare): ([BulkItem], [BulkItem]) = ([], [])
        for (item, result) in zip(items, results) {
            let status = result["index"]?["status"]?.integer ?? 500
            if (200...299).contains(status) || status == 409 { continue }
            let error = ElasticClient.error(status, result["index"] ?? .null)
            switch error {
            case .unavailable: again.append(item)
            case .failed where !error.isIndexMissing:
                guard let rest = item.bare else { throw .rejected(name(item), error.message) }
                bare.append(rest)
            default: throw error
            }
        }
        return (again, bare)
    }

    private func name(_ item: BulkItem) -> String { "\(item.key) in \(alias)" }

    /// Leaves a mark, so that late events of the database do not bring its documents back.
    private func drop(_ name: String, _ epoch: Int) async throws(ElasticError) {
        let mark: JSON = [
            "kind": "dropped", "db_name": .string(name), "epoch": .integer(epoch),
            "deleted": true,
        ]
        try await bulk([BulkItem(Self.mark(name, epoch), 1, mark)])
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
            "POST", "/\(target)/_delete_by_query?conflicts=proceed&refresh=true", query)
        guard (answer["failures"]?.array ?? []).isEmpty,
            (answer["version_conflicts"]?.integer ?? 0) == 0
        else { throw .unavailable("not all documents of \(name) could be removed yet") }
    }

    private static func mark(_ name: String, _ epoch: Int) -> String {
        "dropped " + ContentHash.sha256Hex(Array("\(epoch) \(name)".utf8))
    }
}
