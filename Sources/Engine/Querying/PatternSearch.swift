// Answers queries with conditions on any hop, optional hops, hops of variable length, and pages by cursor. The order is
// that of all queries: starts by key, edges by the order of the graph. A cursor names the start node and how many of
// its rows were given, so that pages neither repeat nor skip while other nodes come and go.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct PatternSearch: Sendable {
    private let federation: Federation

    init(_ federation: Federation) { self.federation = federation }

    func answer(_ query: GraphQuery, _ call: CallContext) async throws(EngineError)
        -> GraphAnswer
    {
        let view = try await federation.standpoints.standpoint(
            query.database, branch: query.branch, asOf: query.asOf, call)
        let graph = view.graph
        let plan = try await PatternPlan(query, view)
        let cursor = try query.cursor.flatMap { (text) throws(EngineError) in
            text.isEmpty ? nil : try SearchCursor(text)
        }
        var run = SearchRun(query, cursor, graph)
        for warning in plan.warnings { run.walk.warn(warning) }
        let selection = NodeSelection(
            scope: view.scope, className: query.startClass, equals: equals(plan))
        var page = PageRequest(limit: 500, after: cursor?.page.map { PageCursor($0) })
        repeat {
            let request = page
            let starts = try await EngineError.wrapModel { () async throws(ReadModelError) in
                try await graph.nodes(selection, request)
            }
            for start in starts.items where !run.walk.isFull {
                guard run.begin(start.id.key, page: request.after?.text),
                    plan.start.allSatisfy({ $0.holds(for: start.data) })
                else { continue }
                try await extend(PatternRow(start), plan.hops[...], &run)
            }
            page.after = starts.next
        } while page.after != nil && !run.walk.isFull
        var answer = try await federation.assemble(run.walk, query, view)
        if query.cursor != nil {
            answer.nextOffset = nil
            answer.nextCursor = run.walk.isFull ? run.resume?.text : nil
        }
        if let fields = query.fields { answer.keep(fields) }
        return answer
    }

    /// Texts that are no numbers go to the store; the rest is looked at here.
    private func equals(_ plan: PatternPlan) -> [String: String] {
        var equals: [String: String] = [:]
        for condition in plan.start where condition.comparison == .eq {
            guard let text = condition.value.string, DecimalText(text) == nil else { continue }
            equals[condition.field] = text
        }
        return equals
    }

    private func extend(
        _ row: PatternRow, _ hops: ArraySlice<PatternPlan.Hop>, _ run: inout SearchRun
    ) async throws(EngineError) {
        if Task.isCancelled { throw EngineError(.cancelled, "the query was cancelled") }
        guard let hop = hops.first else {
            run.take(row)
            return
        }
        var found = false
        if row.lastNode != nil {
            found = try await follow(row, hop, 0, hops.dropFirst(), &run)
        }
        if !found, hop.isOptional, !run.walk.isFull { run.take(row) }
    }

    /// Goes along a hop for the `depth`-th time; whether a node was reached that satisfies it.
    private func follow(
        _ row: PatternRow, _ hop: PatternPlan.Hop, _ depth: Int,
        _ rest: ArraySlice<PatternPlan.Hop>, _ run: inout SearchRun
    ) async throws(EngineError) -> Bool {
        var found = false
        if depth >= hop.range.lowerBound, isMatch(row, hop, depth) {
            found = true
            try await extend(row, rest, &run)
        }
        guard depth < hop.range.upperBound, let node = row.lastNode else { return found }
        let planned = PlannedHop(
            predicate: hop.predicate, selection: hop.selection, classes: hop.classes)
        let graph = run.graph
        var page = PageRequest(limit: 200)
        repeat {
            let request = page
            let edges = try await EngineError.wrapModel { () async throws(ReadModelError) in
                try await graph.edges(of: node.id, hop.selection, request)
            }
            let ends = try await nodes(at: edges.items, hop.selection.direction, graph)
            for edge in edges.items where !run.walk.isFull {
                guard let next = row.following(edge, planned, ends) else { continue }
                let isRepeated = row.visits(next.lastText)
                // A hop of variable length never goes round.
                if isRepeated, hop.range.upperBound > 1 || run.walk.query.noCycles {
                    if run.walk.query.noCycles { run.walk.warn("cycle_filtered(no_cycles=true)") }
                    continue
                }
                if try await follow(next, hop, depth + 1, rest, &run) { found = true }
            }
            page.after = edges.next
        } while page.after != nil && !run.walk.isFull
        return found
    }

    private func isMatch(_ row: PatternRow, _ hop: PatternPlan.Hop, _ depth: Int) -> Bool {
        guard let node = row.lastNode else {
            // A target that is not there satisfies a hop without conditions.
            return hop.conditions.isEmpty && depth > 0
        }
        return hop.targets.contains(node.id.className)
            && hop.conditions.allSatisfy { $0.holds(for: node.data) }
    }

    private func nodes(
        at edges: [GraphEdge], _ direction: LinkDirection, _ graph: any GraphStore
    ) async throws(EngineError) -> [NodeID: GraphNode] {
        let ids = edges.compactMap { edge -> NodeID? in
            if direction == .in { return edge.from }
            if case .resolved(let id) = edge.resolution { return id }
            return nil
        }
        let found = try await EngineError.wrapModel { () async throws(ReadModelError) in
            try await graph.nodes(ids)
        }
        return Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

/// Where a page goes on: the page of start nodes, the start node, and how many of its rows were given.
struct SearchCursor: Hashable, Sendable {
    var page: String?
    var key: String
    var rows: Int

    init(page: String?, key: String, rows: Int) {
        self.page = page
        self.key = key
        self.rows = rows
    }

    init(_ text: String) throws(EngineError) {
        guard let bytes = Base64.decode(text),
            let parts = (try? JSON(parsing: bytes))?.array, parts.count == 3,
            let key = parts[1].string, let rows = parts[2].integer, rows >= 0
        else {
            throw EngineError(.invalidRequest, "this is no cursor of an earlier page")
        }
        self.init(page: parts[0].string, key: key, rows: rows)
    }

    var text: String {
        let parts: [JSON] = [page.map(JSON.string) ?? .null, .string(key), .integer(rows)]
        return Base64.encode(JSON.array(parts).bytes)
    }
}

/// A walk with the place that it has come to.
struct SearchRun: Sendable {
    var walk: PatternWalk
    private(set) var resume: SearchCursor?
    let graph: any GraphStore
    private let from: SearchCursor?
    private var page: String?
    private var key = ""
    private var given = 0

    init(_ query: GraphQuery, _ cursor: SearchCursor?, _ graph: any GraphStore) {
        var query = query
        self.graph = graph
        if query.cursor != nil { query.offset = 0 }
        walk = PatternWalk(query)
        from = cursor
        resume = cursor
    }

    /// Whether the start node is at or behind the cursor.
    mutating func begin(_ key: String, page: String?) -> Bool {
        self.page = page
        self.key = key
        given = 0
        guard let from else { return true }
        return !key.utf8.lexicographicallyPrecedes(from.key.utf8)
    }

    mutating func take(_ row: PatternRow) {
        if let from, key.utf8.elementsEqual(from.key.utf8), given < from.rows {
            given += 1
            return
        }
        let before = walk.rows
        walk.take(row)
        guard walk.rows > before else { return }
        given += 1
        resume = SearchCursor(page: page, key: key, rows: given)
    }
}

extension GraphAnswer {
    /// Only these members of what nodes have.
    fileprivate mutating func keep(_ fields: [String]) {
        for index in nodes.indices {
            guard let data = nodes[index].data?.object else { continue }
            nodes[index].data = .object(
                JSONObject(
                    data.members.filter { fields.contains($0.name) }.map { ($0.name, $0.value) }))
        }
    }
}
