// A graph that tells when it has taken changes in, and lets a test act before anybody else hears of it.

import EventSourcing
import Ontology

struct WatchedGraph: GraphStore {
    let base: any GraphStore
    let applied: @Sendable ([GraphChange]) -> Void

    func apply(_ batch: [GraphChange], upTo: BusPosition?) async throws(ReadModelError) {
        try await base.apply(batch, upTo: upTo)
        applied(batch)
    }

    func checkpoint() async throws(ReadModelError) -> BusPosition? {
        try await base.checkpoint()
    }

    func goBack(to position: BusPosition) async throws(ReadModelError) {
        try await base.goBack(to: position)
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

    func counts(_ scope: GraphScope) async throws(ReadModelError) -> [GraphCount] {
        try await base.counts(scope)
    }

    func reset() async throws(ReadModelError) { try await base.reset() }
}
