// Multi-hop queries over graph and documents. Rows of the pattern are found depth first in a stable order (start nodes
// by key, edges by the order of the graph), so that paging neither repeats nor skips; every cap is exact and told.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct Federation: Sendable {
    let ports: EnginePorts
    let directory: Directory
    let freshness: Freshness
    let badges: BadgeMaker
    let provenance: ProvenanceReader

    func answer(_ query: GraphQuery) async throws(EngineError) -> GraphAnswer {
        let scope = try await directory.scope(query.database, branch: query.branch)
        let hops = try await HopPlan(query, scope, directory).hops
        await freshness.wait(for: query.database)
        var walk = PatternWalk(query)
        let selection = NodeSelection(
            scope: scope, className: query.startClass,
            equals: query.filters.mapValues(\.plainText))
        var page = PageRequest(limit: 500)
        repeat {
            let request = page
            let starts = try await EngineError.wrapModel { () async throws(ReadModelError) in
                try await ports.graph.nodes(selection, request)
            }
            for start in starts.items where !walk.isFull {
                try await extend(PatternRow(start), hops[...], &walk)
            }
            page.after = starts.next
        } while page.after != nil && !walk.isFull
        return try await assemble(walk, query)
    }

    /// Completes a row by the hops that are left; every complete row goes to the walk.
    private func extend(
        _ row: PatternRow, _ hops: ArraySlice<PlannedHop>, _ walk: inout PatternWalk
    )
        async throws(EngineError)
    {
        if Task.isCancelled { throw EngineError(.cancelled, "the query was cancelled") }
        guard let hop = hops.first else {
            walk.take(row)
            return
        }
        // Only the last hop may end at a node that is not there.
        guard let node = row.lastNode else { return }
        var page = PageRequest(limit: 200)
        repeat {
            let request = page
            let edges = try await EngineError.wrapModel { () async throws(ReadModelError) in
                try await ports.graph.edges(of: node.id, hop.selection, request)
            }
            let ends = try await nodes(at: edges.items, hop)
            for edge in edges.items where !walk.isFull {
                guard let next = row.following(edge, hop, ends) else { continue }
                if walk.query.noCycles, row.visits(next.lastText) {
                    walk.warn("cycle_filtered(no_cycles=true)")
                    continue
                }
                try await extend(next, hops.dropFirst(), &walk)
            }
            page.after = edges.next
        } while page.after != nil && !walk.isFull
    }

    private func nodes(at edges: [GraphEdge], _ hop: PlannedHop) async throws(EngineError)
        -> [NodeID: GraphNode]
    {
        let ids = edges.compactMap { edge -> NodeID? in
            if hop.selection.direction == .in { return edge.from }
            if case .resolved(let id) = edge.resolution { return id }
            return nil
        }
        let found = try await EngineError.wrapModel { () async throws(ReadModelError) in
            try await ports.graph.nodes(ids)
        }
        return Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func assemble(_ walk: PatternWalk, _ query: GraphQuery) async throws(EngineError)
        -> GraphAnswer
    {
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
            nextOffset: walk.hasMore ? walk.offset + walk.limit : nil, rows: walk.rows)
    }
}
