// Rows of a pattern while they are found: offset, limit and caps, and what of the rows has been seen before. Pure.

internal import EventSourcing
internal import Ontology

/// A node of a row, or the edge that leads to one that is not there.
struct PatternStep: Hashable, Sendable {
    let node: GraphNode?
    let edge: GraphEdge?
    /// `Class/key`: what the step is known by in the answer.
    let text: String

    init(node: GraphNode? = nil, edge: GraphEdge? = nil) {
        self.node = node
        self.edge = edge
        text = node?.id.text ?? edge?.target.text ?? ""
    }

    /// By bytes, as nodes are told apart.
    func isCalled(_ name: String) -> Bool { text.utf8.elementsEqual(name.utf8) }
}

/// One way through the pattern, as far as it goes.
struct PatternRow: Sendable {
    private(set) var steps: [PatternStep]
    private(set) var edges: [GraphAnswer.Edge] = []

    init(_ start: GraphNode) { steps = [PatternStep(node: start)] }

    var lastNode: GraphNode? { steps.last?.node }
    var lastText: String { steps.last?.text ?? "" }

    func visits(_ text: String) -> Bool { steps.contains { $0.isCalled(text) } }

    /// The row with one more edge; nil when its end has gone in the meantime.
    func following(_ edge: GraphEdge, _ hop: PlannedHop, _ nodes: [NodeID: GraphNode])
        -> PatternRow?
    {
        guard hop.admits(edge) else { return nil }
        var next = self
        switch (hop.selection.direction, edge.resolution) {
        case (.in, _):
            guard let node = nodes[edge.from] else { return nil }
            next.steps.append(PatternStep(node: node))
            next.edges.append(
                GraphAnswer.Edge(from: next.lastText, to: lastText, predicate: edge.predicate))
        case (.out, .resolved(let id)):
            guard let node = nodes[id] else { return nil }
            next.steps.append(PatternStep(node: node))
            next.edges.append(
                GraphAnswer.Edge(from: lastText, to: next.lastText, predicate: edge.predicate))
        case (.out, .dangling), (.out, .ambiguous):
            next.steps.append(PatternStep(edge: edge))
            next.edges.append(
                GraphAnswer.Edge(from: lastText, to: edge.target.text, predicate: edge.predicate))
        }
        return next
    }
}

/// A step's text among those seen before; equal by bytes.
private struct SeenName: Hashable, Sendable {
    let text: String

    init(_ text: String) { self.text = text }

    static func == (left: SeenName, right: SeenName) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

struct PatternWalk: Sendable {
    let query: GraphQuery
    let limit: Int
    let offset: Int
    private(set) var nodes: [PatternStep] = []
    private(set) var edges: [GraphAnswer.Edge] = []
    private(set) var paths: [GraphAnswer.Path] = []
    private(set) var warnings: [String] = []
    private(set) var rows = 0
    private(set) var hasMore = false
    private var skipped = 0
    private var isCapped = false
    private var seenNodes: Set<SeenName> = []
    private var seenEdges: Set<GraphAnswer.Edge> = []

    /// `warnings`: of the plan.
    init(_ query: GraphQuery, warnings: [String] = []) {
        self.query = query
        self.warnings = warnings
        limit = min(max(query.limit, 1), GraphQuery.maximumLimit)
        // Far beyond any answer, and still a number that a limit can be added to.
        offset = min(max(query.offset, 0), Int.max / 2)
    }

    var isFull: Bool { isCapped || hasMore }

    mutating func warn(_ text: String) {
        if !warnings.contains(text) { warnings.append(text) }
    }

    /// A complete row. The first beyond the limit only says that there is more.
    mutating func take(_ row: PatternRow) {
        if skipped < offset {
            skipped += 1
            return
        }
        guard rows < limit else {
            hasMore = true
            return
        }
        let newNodes = PatternWalk.first(
            row.steps.filter { !seenNodes.contains(SeenName($0.text)) })
        let newEdges = row.edges.filter { !seenEdges.contains($0) }
        if nodes.count + newNodes.count > max(1, query.maxNodes) {
            isCapped = true
            warn("node_limit_reached(max_nodes=\(query.maxNodes))")
            return
        }
        if edges.count + Set(newEdges).count > max(1, query.maxEdges) {
            isCapped = true
            warn("edge_limit_reached(max_edges=\(query.maxEdges))")
            return
        }
        for step in newNodes where seenNodes.insert(SeenName(step.text)).inserted {
            nodes.append(step)
        }
        for edge in newEdges where seenEdges.insert(edge).inserted { edges.append(edge) }
        rows += 1
        if query.includePaths { keepPath(row) }
    }

    /// Each node once. A row has few steps: a scan beats hashing.
    private static func first(_ steps: [PatternStep]) -> [PatternStep] {
        var result: [PatternStep] = []
        for step in steps where !result.contains(where: { $0.isCalled(step.text) }) {
            result.append(step)
        }
        return result
    }

    private mutating func keepPath(_ row: PatternRow) {
        guard paths.count < query.maxPaths else {
            warn("path_limit_reached(max_paths=\(query.maxPaths))")
            return
        }
        paths.append(GraphAnswer.Path(nodes: row.steps.map(\.text), edges: row.edges))
    }
}
