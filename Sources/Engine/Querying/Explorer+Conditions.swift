// The links of a node whose other ends satisfy conditions. The store is read in large pages, as far as one page of
// matches goes; what nobody asked for is not kept.

internal import EventSourcing
internal import Ontology

extension Explorer {
    /// Edges looked at for one answer, at most: where few match, an answer comes all the same, and `next` goes on.
    static let maximumLooked = 50_000
    private static let edgesPerRead = 1000

    /// O(edges looked at).
    func bundle(
        _ id: NodeID, _ selection: EdgeSelection, _ request: ExploreNode,
        _ conditions: [Condition], _ view: Standpoint
    ) async throws(EngineError) -> Neighbourhood.Bundle {
        let other = selection.otherClass ?? ""
        try check(conditions, on: try await view.definition(other))
        var bundle = Neighbourhood.Bundle(
            predicate: selection.predicate ?? "", direction: selection.direction.rawValue,
            otherClass: other, nodes: [], looked: 0)
        var found: [GraphNode] = []
        var looked = 0
        var page = PageRequest(request.limit, request.after)
        let limit = page.limit
        page.limit = Self.edgesPerRead
        repeat {
            if Task.isCancelled { throw EngineError(.cancelled, "the search was cancelled") }
            let edges = try await edges(of: id, selection, page, view)
            let ends = try await nodes(at: edges.items, selection, view)
            let matches = edges.items.indices.filter { index in
                ends[index].map { end in conditions.allSatisfy { $0.holds(for: end.data) } }
                    ?? false
            }
            let taken = matches.prefix(limit - found.count)
            found += taken.compactMap { ends[$0] }
            guard let last = taken.last, taken.count < matches.count else {
                looked += edges.items.count
                page.after = edges.next
                continue
            }
            // The next answer begins behind the last edge of this one: its cursor is that of a page which ends there.
            looked += last + 1
            page.limit = last + 1
            page.after = try await self.edges(of: id, selection, page, view).next
            break
        } while page.after != nil && found.count < limit && looked < Self.maximumLooked
        let documents = await view.badges.documents(of: found.map(\.id), requested: true)
        bundle.nodes = found.map { view.badges.node($0, documents) }
        bundle.looked = looked
        bundle.next = page.after?.text
        bundle.total = (try? await view.graph.count(of: id, selection)) ?? nil
        return bundle
    }

    private func edges(
        of id: NodeID, _ selection: EdgeSelection, _ page: PageRequest, _ view: Standpoint
    ) async throws(EngineError) -> Page<GraphEdge> {
        try await EngineError.wrapModel { () async throws(ReadModelError) in
            try await view.graph.edges(of: id, selection, page)
        }
    }

    /// The other end of each edge; nil where there is none.
    private func nodes(at edges: [GraphEdge], _ selection: EdgeSelection, _ view: Standpoint)
        async throws(EngineError) -> [GraphNode?]
    {
        let ends = edges.map { edge -> NodeID? in
            if selection.direction == .in { return edge.from }
            if case .resolved(let target) = edge.resolution { return target }
            return nil
        }
        let nodes = try await EngineError.wrapModel { () async throws(ReadModelError) in
            try await view.graph.nodes(ends.compactMap(\.self))
        }
        let known = Dictionary(nodes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return ends.map { end in end.flatMap { known[$0] } }
    }

    private func check(_ conditions: [Condition], on definition: ClassDefinition)
        throws(EngineError)
    {
        for condition in conditions {
            guard
                definition.property(condition.field) != nil
                    || definition.link(condition.field) != nil
            else {
                throw EngineError(
                    .invalidRequest,
                    "\(definition.id) has no property \(EngineError.quoted(condition.field))")
            }
            if let misfit = condition.misfit(in: definition) {
                throw EngineError(.invalidRequest, misfit)
            }
        }
    }
}
