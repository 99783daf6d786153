// Pages of instances in an order, or those that satisfy conditions, of classes of any size. Every page looks at all
// that may belong to it and keeps the best, so memory is a page and time is O(instances of the class). Pages join on
// exactly, also where many have the same value: a page begins after the value and the key that the one before ended
// with.

internal import EventSourcing
internal import Ontology

struct OrderedInstances: Sendable {
    private static let readSize = 1000

    let reader: InstanceReader

    func page(_ request: ListInstances, _ view: Standpoint) async throws(EngineError)
        -> PageView<InstanceView>
    {
        guard let className = request.className else {
            throw EngineError(.invalidRequest, "an order or conditions need a class")
        }
        let conditions = request.conditions ?? []
        let query = QueryInstances(
            database: request.database, className: className, conditions: conditions,
            search: request.search,
            order: request.order?.property.map { .property($0) } ?? .key)
        let asking = InstanceQuery(reader: reader)
        let definition = try await asking.check(query, view)
        var documents = asking.documents(query, definition, view.scope)
        documents.equals.merge(request.equals) { $1 }
        let limit = min(max(request.limit, 1), 1000)
        let (items, next) =
            if let order = request.order {
                try await sorted(order, request.after, limit, conditions, documents, view)
            } else {
                try await filtered(request.after, limit, conditions, documents, view)
            }
        return PageView(
            items: await InstanceReader.views(of: items, view), next: next, asOf: view.past?.view)
    }

    // MARK: In an order

    private func sorted(
        _ order: InstanceOrdering, _ after: String?, _ limit: Int, _ conditions: [Condition],
        _ query: DocumentQuery, _ view: Standpoint
    ) async throws(EngineError) -> ([Document], String?) {
        var start: InstancePlace?
        if let after { start = try order.place(ofMark: after) }
        var best = BestInstances(order, room: limit + 1)
        var cursor: PageCursor?
        repeat {
            let answer = try await read(query, cursor, view)
            for document in answer.items where Self.holds(conditions, document) {
                let place = order.place(of: document)
                if let start, !order.precedes(start, place) { continue }
                best.offer(document, at: place)
            }
            cursor = answer.next
        } while cursor != nil
        let found = best.sorted
        let last = found.count > limit ? found[limit - 1].place : nil
        return (found.prefix(limit).map { $0.document }, last.map(order.mark))
    }

    // MARK: By key

    /// The page of the index in which the last one ended is read once more, and goes on after that key.
    private func filtered(
        _ after: String?, _ limit: Int, _ conditions: [Condition], _ query: DocumentQuery,
        _ view: Standpoint
    ) async throws(EngineError) -> ([Document], String?) {
        var mark = try after.map { text throws(EngineError) in try FilterMark(text) }
        var cursor = mark?.page.map { PageCursor($0) }
        var found: [Document] = []
        while true {
            let answer = try await read(query, cursor, view)
            for document in answer.items {
                if let last = mark?.key, !Self.isBehind(document.id.key, last) { continue }
                guard Self.holds(conditions, document) else { continue }
                guard found.count < limit else {
                    let last = FilterMark(page: cursor?.text, key: found[limit - 1].id.key)
                    return (found, last.text)
                }
                found.append(document)
            }
            // The last of the page that is full may stand in an earlier page of the index: every later key is behind
            // it.
            if found.count == limit, let next = answer.next, let key = found.last?.id.key {
                return (found, FilterMark(page: next.text, key: key).text)
            }
            guard let next = answer.next else { return (found, nil) }
            (cursor, mark) = (next, nil)
        }
    }

    private static func isBehind(_ key: String, _ last: String) -> Bool {
        last.utf8.lexicographicallyPrecedes(key.utf8)
    }

    private static func holds(_ conditions: [Condition], _ document: Document) -> Bool {
        conditions.allSatisfy { $0.holds(for: document.data) }
    }

    private func read(
        _ query: DocumentQuery, _ cursor: PageCursor?, _ view: Standpoint
    ) async throws(EngineError) -> Page<Document> {
        if Task.isCancelled { throw EngineError(.cancelled, "the list was cancelled") }
        return try await EngineError.wrapModel { () async throws(ReadModelError) in
            try await view.documents.search(
                query, PageRequest(limit: Self.readSize, after: cursor))
        }
    }
}
