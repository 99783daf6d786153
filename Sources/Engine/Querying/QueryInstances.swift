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
        try await check(query, view)
        var found: [Document] = []
        var scanned = 0
        let documents = self.documents(query, view.scope)
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
        sort(&found, query)
        let shown = found.dropFirst(max(query.offset, 0)).prefix(max(query.limit, 0))
        let selected = shown.map { InstanceQuery.selected($0, query.select) }
        return InstanceRows(
            items: await InstanceReader.views(of: selected, view), total: found.count,
            isCut: isCut, asOf: view.past?.view)
    }

    /// Equality of texts goes to the index; it narrows what is looked at.
    private func documents(_ query: QueryInstances, _ scope: GraphScope) -> DocumentQuery {
        let words = (query.search ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
        var equals: [String: String] = [:]
        for condition in query.conditions where condition.comparison == .eq {
            guard let text = condition.value.string, DecimalText(text) == nil else { continue }
            equals[condition.field] = text
        }
        return DocumentQuery(
            kind: .instance, scope: scope, className: query.className, words: words,
            equals: equals)
    }

    private func check(_ query: QueryInstances, _ view: Standpoint) async throws(EngineError) {
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
    }

    private func sort(_ documents: inout [Document], _ query: QueryInstances) {
        let sign = query.isDescending ? -1 : 1
        switch query.order {
        case .key: if query.isDescending { documents.reverse() }
        case .changed:
            documents.sort { left, right in
                left.eventAt == right.eventAt
                    ? InstanceQuery.precedes(left, right)
                    : (left.eventAt < right.eventAt) == (sign > 0)
            }
        case .property(let name):
            documents.sort { left, right in
                let values = (left.data[name] ?? .null, right.data[name] ?? .null)
                // What is not there comes last either way.
                if values.0.isNull != values.1.isNull { return values.1.isNull }
                let order = (Condition.order(values.0, values.1) ?? 0) * sign
                return order == 0 ? InstanceQuery.precedes(left, right) : order < 0
            }
        }
    }

    private static func precedes(_ left: Document, _ right: Document) -> Bool {
        left.id.key.utf8.lexicographicallyPrecedes(right.id.key.utf8)
    }

    private static func selected(_ document: Document, _ select: [String]?) -> Document {
        guard let select else { return document }
        var selected = document
        selected.data = JSONObject(select.map { ($0, document.data[$0] ?? .null) })
        return selected
    }
}
