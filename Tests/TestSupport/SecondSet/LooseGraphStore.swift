// The graph's port on the loose graph. Keeps no checkpoint: the graph is a product of its own.

internal import EventSourcing
internal import JSONText
internal import Ontology

struct LooseGraphStore: GraphStore {
    let state: LooseGraphState
    let connection: LooseConnection

    private func check() throws(ReadModelError) {
        try connection.check(.graph, ReadModelError.unavailable)
    }

    func apply(_ batch: [GraphChange], upTo: BusPosition?) async throws(ReadModelError) {
        try check()
        state.apply(batch)
    }

    func checkpoint() async throws(ReadModelError) -> BusPosition? {
        try check()
        return nil
    }

    func nodes(_ ids: [NodeID]) async throws(ReadModelError) -> [GraphNode] {
        try check()
        return ids.compactMap(state.node)
    }

    func nodes(_ selection: NodeSelection, _ page: PageRequest) async throws(ReadModelError)
        -> Page<GraphNode>
    {
        try check()
        let nodes = state.nodes(of: selection.className, in: selection.scope).filter { node in
            selection.equals.allSatisfy { name, text in
                guard let value = node.data[name], !value.isNull else { return false }
                return value.plainText.utf8.elementsEqual(text.utf8)
            }
        }
        return keysetPage(nodes, page) { $0.id.key }
    }

    func edges(of node: NodeID, _ selection: EdgeSelection, _ page: PageRequest)
        async throws(ReadModelError) -> Page<GraphEdge>
    {
        try check()
        let isOut = selection.direction == .out
        let edges = (isOut ? state.edges(from: node) : state.edges(to: node)).filter { edge in
            let other = isOut ? edge.target.target.text : edge.from.className
            return (selection.predicate ?? edge.predicate) == edge.predicate
                && (selection.otherClass ?? other) == other
        }
        return keysetPage(edges, page) { edge in
            let other = isOut ? edge.target.text : edge.from.text
            let own = isOut ? edge.from.text : edge.target.text
            return sortKey(edge.predicate, other, own)
        }
    }

    func counts(_ scope: GraphScope) async throws(ReadModelError) -> [GraphCount] {
        try check()
        return state.classes(in: scope).map { name in
            let nodes = state.nodes(of: name, in: scope)
            var links: [String: GraphCount.LinkCount] = [:]
            for edge in nodes.flatMap({ state.edges(from: $0.id) }) {
                var count =
                    links[edge.predicate] ?? GraphCount.LinkCount(total: 0, unresolved: 0)
                count.total += 1
                if edge.resolution == .dangling || edge.resolution == .ambiguous {
                    count.unresolved += 1
                }
                links[edge.predicate] = count
            }
            return GraphCount(className: name, nodes: nodes.count, links: links)
        }
    }

    func reset() async throws(ReadModelError) {
        try check()
        state.reset()
    }
}
