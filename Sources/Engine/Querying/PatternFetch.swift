// Edges and nodes for a walk, fetched ahead of it and many at once: a walk asks for one node after the other, and each
// question on its own would cost a trip to the store. What is fetched ahead is bounded; what is kept, too.

internal import EventSourcing
internal import Ontology

struct PatternFetch: Sendable {
    /// Edges of the nodes of one hop that are fetched together.
    private static let fewest = 64
    private static let most = 512
    private static let maximumKept = 20_000

    private struct Place: Hashable {
        var hop: Int
        var node: NodeID
    }

    let graph: any GraphStore
    let hops: [PlannedHop]
    private let limit: Int
    private var pages: [Place: Page<GraphEdge>] = [:]
    private(set) var nodes: [NodeID: GraphNode] = [:]
    private var absent: Set<NodeID> = []

    /// `rows`: how many rows are wanted.
    init(graph: any GraphStore, hops: [PlannedHop], rows: Int) {
        self.graph = graph
        self.hops = hops
        limit = min(max(rows, PatternFetch.fewest), PatternFetch.most)
    }

    /// The first page of a node's edges; fetched with those of the nodes that the walk will come to next.
    mutating func page(of node: NodeID, hop: Int, before next: some Sequence<NodeID>)
        async throws(EngineError) -> Page<GraphEdge>
    {
        let place = Place(hop: hop, node: node)
        if let known = pages[place] { return known }
        if nodes.count + absent.count + pages.count > PatternFetch.maximumKept {
            (pages, nodes, absent) = ([:], [:], [])
        }
        try await fetch([node] + next, hop)
        return pages[place] ?? Page(items: [], next: nil)
    }

    /// A further page, with the nodes at its ends.
    mutating func page(of node: NodeID, hop: Int, _ request: PageRequest)
        async throws(EngineError) -> Page<GraphEdge>
    {
        let selection = hops[hop].selection
        let graph = graph
        let page = try await EngineError.wrapModel { () async throws(ReadModelError) in
            try await graph.edges(of: node, selection, request)
        }
        try await fetchNodes(ends(of: page.items, hop))
        return page
    }

    /// Edges of as many of the nodes as fit, the nodes at their ends, and then the same for those.
    private mutating func fetch(_ wanted: [NodeID], _ first: Int) async throws(EngineError) {
        var wanted = wanted
        for hop in first..<hops.count {
            var seen: Set<NodeID> = []
            let missing = wanted.filter {
                pages[Place(hop: hop, node: $0)] == nil && seen.insert($0).inserted
            }.prefix(limit)
            guard !missing.isEmpty else { return }
            let (asked, selection) = (Array(missing), hops[hop].selection)
            let (graph, limit) = (graph, limit)
            let found = try await EngineError.wrapModel { () async throws(ReadModelError) in
                try await graph.edges(of: asked, selection, limit: limit)
            }
            for (node, page) in zip(asked, found) { pages[Place(hop: hop, node: node)] = page }
            wanted = found.flatMap { ends(of: $0.items, hop) }
            try await fetchNodes(wanted)
        }
    }

    private func ends(of edges: [GraphEdge], _ hop: Int) -> [NodeID] {
        let direction = hops[hop].selection.direction
        return edges.compactMap { edge in
            if direction == .in { return edge.from }
            if case .resolved(let id) = edge.resolution { return id }
            return nil
        }
    }

    private mutating func fetchNodes(_ ids: [NodeID]) async throws(EngineError) {
        let missing = Set(ids).filter { nodes[$0] == nil && !absent.contains($0) }
        guard !missing.isEmpty else { return }
        let (graph, asked) = (graph, Array(missing))
        let found = try await EngineError.wrapModel { () async throws(ReadModelError) in
            try await graph.nodes(asked)
        }
        for node in found { nodes[node.id] = node }
        absent.formUnion(missing.filter { nodes[$0] == nil })
    }
}
