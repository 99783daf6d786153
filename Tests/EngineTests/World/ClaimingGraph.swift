// A graph that says to hold as many instances as a test wants.

import EventSourcing
import Ontology

struct ClaimingGraph: GraphStore {
    let base: any GraphStore
    /// Nil: as many as it has.
    let claimed: @Sendable () -> Int?

    func counts(_ scope: GraphScope) async throws(ReadModelError) -> [GraphCount] {
        guard let claimed = claimed() else { return try await base.counts(scope) }
        return [GraphCount(className: "Product", nodes: claimed, links: [:])]
    }

    func apply(_ batch: [GraphChange], upTo: BusPosition?) async throws(ReadModelError) {
        try await base.apply(batch, upTo: upTo)
    }

    func checkpoint() async throws(ReadModelError) -> BusPosition? {
        try await base.checkpoint()
    }

    func nodes(_ ids: [NodeID]) async throws(ReadModelError) -> [GraphNode] {
        try await base.nodes(ids)
    }

    func nodes(_ selection: NodeSelection, _ page: PageRequest) async throws(ReadModelError)
        -> Page<GraphNode>
    {
        try await base.nodes(selection, page)
    }

    func edges(of node: NodeID, _ selection: EdgeSelection, _ page: PageRequest)
        async throws(ReadModelError) -> Page<GraphEdge>
    {
        try await base.edges(of: node, selection, page)
    }

    func count(of node: NodeID, _ selection: EdgeSelection) async throws(ReadModelError) -> Int? {
        try await base.count(of: node, selection)
    }

    func reset() async throws(ReadModelError) { try await base.reset() }
}
