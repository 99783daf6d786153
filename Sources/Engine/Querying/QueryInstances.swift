// Use case: the instances of a class that satisfy conditions, sorted, cut to a page. The order is total: equal values go
// by key. What need not be sorted or counted is read only as far as the page goes.

internal import EventSourcing
internal import JSONText
internal import Ontology

package struct QueryInstances: DatabaseUseCase, Hashable {
    package static let name = "query-instances"
    /// Instances sorted or counted for one answer; beyond it the answer says so.
    package static let maximumScanned = 200_000
    package static let maximumLimit = 1000

    package enum Order: Codable, Hashable, Sendable {
        case key
        /// By the time of the last change.
        case changed
        case property(String)
    }

    package var database: String
    package var branch: String?
    package var className: String
    package var conditions: [Condition]
    /// Words that must occur.
    package var search: String?
    /// Nil: all members.
    package var select: [String]?
    package var order: Order
    package var isDescending: Bool
    package var limit: Int
    package var offset: Int
    /// A time or a position of the log: what there was then. Nil: now.
    package var asOf: String?

    package init(
        database: String, branch: String? = nil, className: String,
        conditions: [Condition] = [], search: String? = nil, select: [String]? = nil,
        order: Order = .key, isDescending: Bool = false, limit: Int = 100, offset: Int = 0,
        asOf: String? = nil
    ) {
        self.asOf = asOf
        self.database = database
        self.branch = branch
        self.className = className
        self.conditions = conditions
        self.search = search
        self.select = select
        self.order = order
        self.isDescending = isDescending
        self.limit = limit
        self.offset = offset
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> InstanceRows
    {
        try await InstanceQuery(reader: engine.reader).answer(self, call)
    }
}

package struct InstanceRows: Codable, Hashable, Sendable {
    package var items: [InstanceView]
    /// Of all that satisfy the conditions.
    package var total: Int
    /// There were more instances than are looked at: `total` is at least this.
    package var isCut: Bool
    /// Of what moment it is; nil: now.
    package var asOf: AsOfView?

    package init(items: [InstanceView], total: Int, isCut: Bool, asOf: AsOfView? = nil) {
        self.asOf = asOf
        self.items = items
        self.total = total
        self.isCut = isCut
    }
}

struct InstanceQuery: Sendable {
    let reader: InstanceReader

    func answer(_ query: QueryInstances, _ call: CallContext) async throws(EngineError)
        -> InstanceRows
    {
        let view = try await reader.standpoints.standpoint(
            query.database, branch: query.branch, asOf: query.asOf, call)
        let definition = try await check(query, view)
        let documents = self.documents(query, definition, view.scope)
        if let rows = try await kept(query, documents, view) { return rows }
        var found: [Document] = []
        var scanned = 0
        var page = PageRequest(limit: 1000)
        var isCut = false
        repeat {
            if Task.isCancelled { throw EngineError(.cancelled, "the query was cancelled") }
            let request = page
            let answer = try await EngineError.wrapModel { () async throws(ReadModelError) in
                try await view.documents.search(documents, request)
            }
            found += answer.items.filter { document in
                query.conditions.allSatisfy { $0.holds(for: document.data) }
            }
            scanned += answer.items.count
            page.after = answer.next
            isCut = scanned >= QueryInstances.maximumScanned && answer.next != nil
        } while page.after != nil && !isCut
        let shown = query.documentOrder.sorted(found).dropFirst(max(query.offset, 0))
            .prefix(max(query.limit, 0))
        return await rows(Array(shown), of: found.count, query, view, isCut: isCut)
    }

    /// From an index that keeps the order; without conditions it also knows how many there are.
    private func kept(_ query: QueryInstances, _ documents: DocumentQuery, _ view: Standpoint)
        async throws(EngineError) -> InstanceRows?
    {
        guard query.conditions.isEmpty else { return nil }
        let first = max(query.offset, 0)
        // Nobody's index keeps an order so far; and what is added to it must not overflow.
        guard first <= QueryInstances.maximumScanned else { return nil }
        let places = first..<(first + min(max(query.limit, 0), QueryInstances.maximumScanned))
        return try await EngineError.wrapModel { () async throws(ReadModelError) in
            guard
                let found = try await view.documents.sorted(
                    documents, by: query.documentOrder, places)
            else { return nil }
            return await rows(
                found, of: try await view.documents.count(documents), query, view, isCut: false)
        }
    }

    private func rows(
        _ documents: [Document], of total: Int, _ query: QueryInstances, _ view: Standpoint,
        isCut: Bool
    ) async -> InstanceRows {
        let selected = documents.map { InstanceQuery.selected($0, query.select) }
        return InstanceRows(
            items: await InstanceReader.views(of: selected, view), total: total,
            isCut: isCut, asOf: view.past?.view)
    }

    /// What the index can answer of the conditions; it narrows what is looked at.
    func documents(
        _ query: QueryInstances, _ definition: ClassDefinition, _ scope: GraphScope
    ) -> DocumentQuery {
        let words = (query.search ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
        var equals: [String: String] = [:]
        for condition in query.conditions where condition.comparison == .eq {
            guard let text = condition.value.string, DecimalText(text) == nil else { continue }
            equals[condition.field] = text
        }
        return DocumentQuery(
            kind: .instance, scope: scope, className: query.className, words: words,
            equals: equals, ranges: query.conditions.compactMap { $0.range(in: definition) })
    }

    func check(_ query: QueryInstances, _ view: Standpoint) async throws(EngineError)
        -> ClassDefinition
    {
        let definition = try await view.definition(query.className)
        let known = Set(
            definition.properties.map(\.name) + definition.links.map(\.predicate))
        var named = query.conditions.map(\.field) + (query.select ?? [])
        if case .property(let name) = query.order { named.append(name) }
        for name in named where !known.contains(name) {
            throw EngineError(
                .invalidRequest,
                "\(definition.id) has no property \(EngineError.quoted(name))",
                details: JSONObject([("path", .string(name))]))
        }
        for condition in query.conditions {
            guard let misfit = condition.misfit(in: definition) else { continue }
            throw EngineError(
                .invalidRequest, misfit, details: JSONObject([("path", .string(condition.field))]))
        }
        return definition
    }

    private static func selected(_ document: Document, _ select: [String]?) -> Document {
        guard let select else { return document }
        var selected = document
        selected.data = JSONObject(select.map { ($0, document.data[$0] ?? .null) })
        return selected
    }
}

extension QueryInstances {
    fileprivate var documentOrder: DocumentOrder {
        let criterion: DocumentOrder.Criterion =
            switch order {
            case .key: .key
            case .changed: .changed
            case .property(let name): .property(name)
            }
        return DocumentOrder(criterion, isDescending: isDescending)
    }
}
