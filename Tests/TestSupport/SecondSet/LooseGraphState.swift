// The durable part of the loose graph: nodes with their links as written. Links are resolved when they are read,
// over an index that is made anew after a change.

internal import EventSourcing
internal import JSONText
internal import Ontology
internal import Synchronization

final class LooseGraphState: Sendable {
    struct Node: Sendable {
        var sequence: SequenceNumber
        var event: EventID
        /// Nil for a deleted node: it only keeps its sequence.
        var data: JSONObject?
        var links: [LinkValue] = []
    }

    private struct State {
        var nodes: [NodeID: Node] = [:]
        var dropped: Set<String> = []
        var indexes: [GraphScope: LooseGraphIndex] = [:]
    }

    private let state = Mutex(State())

    func apply(_ changes: [GraphChange]) {
        state.withLock { state in
            for change in changes {
                switch change {
                case .upsert(let id, let sequence, let event, let data, let links):
                    put(
                        id, Node(sequence: sequence, event: event, data: data, links: links), &state
                    )
                case .delete(let id, let sequence, let event):
                    put(id, Node(sequence: sequence, event: event), &state)
                case .dropDatabase(let name, let epoch):
                    state.dropped.insert(LooseGraphState.era(name, epoch))
                    state.nodes = state.nodes.filter {
                        $0.key.scope.database != name || $0.key.scope.epoch != epoch
                    }
                }
            }
            state.indexes = [:]
        }
    }

    private func put(_ id: NodeID, _ node: Node, _ state: inout State) {
        let era = LooseGraphState.era(id.scope.database, id.scope.epoch)
        guard !state.dropped.contains(era) else { return }
        if let before = state.nodes[id], before.sequence >= node.sequence { return }
        state.nodes[id] = node
    }

    private static func era(_ database: String, _ epoch: Int) -> String { "\(database)@\(epoch)" }

    func reset() { state.withLock { $0 = State() } }

    func node(_ id: NodeID) -> GraphNode? {
        state.withLock { LooseGraphState.graphNode(id, $0.nodes[id]) }
    }

    func nodes(of className: String, in scope: GraphScope) -> [GraphNode] {
        state.withLock { state in
            index(scope, &state).live[className, default: []].compactMap {
                LooseGraphState.graphNode($0, state.nodes[$0])
            }
        }
    }

    /// Edges that leave a node.
    func edges(from id: NodeID) -> [GraphEdge] {
        state.withLock { state in
            guard let node = state.nodes[id] else { return [] }
            var index = index(id.scope, &state)
            let edges = node.links.map {
                GraphEdge(
                    from: id, predicate: $0.predicate, target: $0.target,
                    resolution: index.resolve($0.target, state.nodes))
            }
            state.indexes[id.scope] = index
            return edges
        }
    }

    /// Resolved edges that arrive at a node.
    func edges(to id: NodeID) -> [GraphEdge] {
        state.withLock { state in
            var index = index(id.scope, &state)
            defer { state.indexes[id.scope] = index }
            return index.incoming(state.nodes)[id] ?? []
        }
    }

    func classes(in scope: GraphScope) -> [String] {
        state.withLock { state in
            index(scope, &state).live.keys.sorted { bytesPrecede($0, $1) }
        }
    }

    private func index(_ scope: GraphScope, _ state: inout State) -> LooseGraphIndex {
        if let index = state.indexes[scope] { return index }
        let index = LooseGraphIndex(scope, state.nodes)
        state.indexes[scope] = index
        return index
    }

    private static func graphNode(_ id: NodeID, _ node: Node?) -> GraphNode? {
        guard let node, let data = node.data else { return nil }
        return GraphNode(id: id, sequence: node.sequence, event: node.event, data: data)
    }
}
