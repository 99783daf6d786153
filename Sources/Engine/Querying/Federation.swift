// Multi-hop queries over graph and documents. Rows of the pattern are found depth first in a stable order (start nodes
// by key, edges by the order of the graph), so that paging neither repeats nor skips; every cap is exact and told.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct Federation: Sendable {
    let ports: EnginePorts
    let standpoints: Standpoints
    let provenance: ProvenanceReader

    func answer(_ query: GraphQuery, _ call: CallContext) async throws(EngineError)
        -> GraphAnswer
    {
        let view = try await standpoints.standpoint(
            query.database, branch: query.branch, asOf: query.asOf, call)
        let plan = try await HopPlan(query, view)
        var walk = PatternWalk(query, warnings: plan.warnings)
        var fetch = PatternFetch(
            graph: view.graph, hops: plan.hops, rows: walk.offset + walk.limit + 1)
        var page = PageRequest(limit: 500)
        repeat {
            let starts = try await starts(query, plan, view, page)
            for (index, start) in starts.items.enumerated() where !walk.isFull {
                let next = starts.items[(index + 1)...].lazy.map(\.id)
                try await extend(PatternRow(start), 0, next, &walk, &fetch)
            }
            page.after = starts.next
        } while page.after != nil && !walk.isFull
        return try await assemble(walk, query, view)
    }

    /// Nodes of the start class that pass the filters. Filters that hold the key find their node by it.
    private func starts(
        _ query: GraphQuery, _ plan: HopPlan, _ view: Standpoint, _ page: PageRequest
    ) async throws(EngineError) -> Page<GraphNode> {
        let equals = query.filters.mapValues(\.plainText)
        if page.after == nil, let key = plan.startKey(equals) {
            let id = NodeID(scope: view.scope, className: query.startClass, key: key.text)
            let found = try await EngineError.wrapModel { () async throws(ReadModelError) in
                try await view.graph.nodes([id])
            }.filter { Federation.matches($0.data, equals) }
            if !found.isEmpty { return Page(items: found, next: nil) }
        }
        let selection = NodeSelection(
            scope: view.scope, className: query.startClass, equals: equals)
        return try await EngineError.wrapModel { () async throws(ReadModelError) in
            try await view.graph.nodes(selection, page)
        }
    }

    private static func matches(_ data: JSONObject, _ equals: [String: String]) -> Bool {
        equals.allSatisfy { name, text in
            data[name].map { $0.plainText.utf8.elementsEqual(text.utf8) } ?? false
        }
    }

    /// Completes a row by the hops that are left; every complete row goes to the walk. `next`: the nodes whose turn
    /// at this hop is next.
    private func extend(
        _ row: PatternRow, _ index: Int, _ next: some Sequence<NodeID>,
        _ walk: inout PatternWalk, _ fetch: inout PatternFetch
    ) async throws(EngineError) {
        if Task.isCancelled { throw EngineError(.cancelled, "the query was cancelled") }
        guard index < fetch.hops.count else {
            walk.take(row)
            return
        }
        // Only the last hop may end at a node that is not there.
        guard let node = row.lastNode else { return }
        var edges = try await fetch.page(of: node.id, hop: index, before: next)
        var limit = max(200, edges.items.count)
        while true {
            try await follow(edges.items, row, index, &walk, &fetch)
            guard let after = edges.next, !walk.isFull else { return }
            // Longer and longer pages: a store may have to sort all edges for each.
            limit = min(limit * 2, 4096)
            edges = try await fetch.page(
                of: node.id, hop: index, PageRequest(limit: limit, after: after))
        }
    }

    private func follow(
        _ edges: [GraphEdge], _ row: PatternRow, _ index: Int, _ walk: inout PatternWalk,
        _ fetch: inout PatternFetch
    ) async throws(EngineError) {
        let hop = fetch.hops[index]
        let rows = edges.compactMap { row.following($0, hop, fetch.nodes) }
        for (place, following) in rows.enumerated() where !walk.isFull {
            if walk.query.noCycles, row.visits(following.lastText) {
                walk.warn("cycle_filtered(no_cycles=true)")
                continue
            }
            let next = rows[(place + 1)...].lazy.compactMap { $0.lastNode?.id }
            try await extend(following, index + 1, AnySequence(next), &walk, &fetch)
        }
    }

    func assemble(_ walk: PatternWalk, _ query: GraphQuery, _ view: Standpoint)
        async throws(EngineError) -> GraphAnswer
    {
        let badges = view.badges
        let documents = await badges.documents(
            of: walk.nodes.compactMap(\.node?.id), requested: query.includeDocuments)
        var nodes: [GraphAnswer.Node] = []
        for step in walk.nodes {
            guard let node = step.node else {
                if let edge = step.edge { nodes.append(badges.absent(edge)) }
                continue
            }
            var view = badges.node(node, documents)
            if query.includeProvenance {
                view.provenance = try await provenance.provenance(
                    of: node.id, at: node.sequence)
            }
            nodes.append(view)
        }
        return GraphAnswer(
            nodes: nodes, edges: walk.edges, paths: query.includePaths ? walk.paths : nil,
            warnings: walk.warnings, limit: walk.limit, offset: walk.offset,
            nextOffset: walk.hasMore ? walk.offset + walk.limit : nil, rows: walk.rows,
            asOf: view.past?.view)
    }
}
