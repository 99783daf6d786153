// Nodes and links as a read model of the log. Links name their target as written; the graph resolves them when a node
// with those values is there, in either order of arrival, so that shuffled delivery ends equal.

package import EventSourcing
package import JSONText

/// A change of one aggregate.
package enum GraphChange: Hashable, Sendable {
    /// The node with its data and links, whole; replaces what was there.
    case upsert(NodeID, sequence: SequenceNumber, event: EventID, data: JSONObject, [LinkValue])
    case delete(NodeID, sequence: SequenceNumber, event: EventID)
    /// Drops everything of a database's epoch, on all branches.
    case dropDatabase(name: String, epoch: Int)
}

/// A node as the graph holds it.
package struct GraphNode: Hashable, Sendable {
    package var id: NodeID
    package var sequence: SequenceNumber
    /// The domain event that wrote it last.
    package var event: EventID
    package var data: JSONObject

    package init(id: NodeID, sequence: SequenceNumber, event: EventID, data: JSONObject) {
        self.id = id
        self.sequence = sequence
        self.event = event
        self.data = data
    }
}

/// A link from one node, resolved as far as it goes.
package struct GraphEdge: Hashable, Sendable {
    package enum Resolution: Hashable, Sendable {
        case resolved(NodeID)
        /// No such node.
        case dangling
        /// Several nodes have these values.
        case ambiguous
    }

    package var from: NodeID
    package var predicate: String
    package var target: LinkTarget
    package var resolution: Resolution

    package init(from: NodeID, predicate: String, target: LinkTarget, resolution: Resolution) {
        self.from = from
        self.predicate = predicate
        self.target = target
        self.resolution = resolution
    }
}

package enum LinkDirection: String, Hashable, Sendable, CaseIterable { case out, `in` }

/// Which edges of a node.
package struct EdgeSelection: Hashable, Sendable {
    package var direction: LinkDirection
    /// Nil for all.
    package var predicate: String?
    /// The class at the other end; nil for all.
    package var otherClass: String?

    package init(
        direction: LinkDirection, predicate: String? = nil, otherClass: String? = nil
    ) {
        self.direction = direction
        self.predicate = predicate
        self.otherClass = otherClass
    }
}

/// Which nodes of a scope, by key order.
package struct NodeSelection: Hashable, Sendable {
    package var scope: GraphScope
    package var className: String
    /// All must hold: the plain text of the property equals the text.
    package var equals: [String: String]

    package init(scope: GraphScope, className: String, equals: [String: String] = [:]) {
        self.scope = scope
        self.className = className
        self.equals = equals
    }
}

/// What a scope holds.
package struct GraphCount: Hashable, Sendable {
    package var className: String
    package var nodes: Int
    /// Links by predicate: how many, and how many of them dangle or are ambiguous.
    package var links: [String: LinkCount]

    package struct LinkCount: Hashable, Sendable {
        package var total: Int
        package var unresolved: Int

        package init(total: Int, unresolved: Int) {
            self.total = total
            self.unresolved = unresolved
        }
    }

    package init(className: String, nodes: Int, links: [String: LinkCount]) {
        self.className = className
        self.nodes = nodes
        self.links = links
    }
}

/// Promises: a change with a sequence at or below the one of its node changes nothing (a deleted node keeps its
/// sequence); effect and checkpoint are kept together where the store can.
package protocol GraphStore: Sendable {
    /// `upTo` nil: a rebuild that does not move the checkpoint.
    func apply(_ batch: [GraphChange], upTo: BusPosition?) async throws(ReadModelError)
    /// Nil where the store cannot keep it with the effect: then the bus commit counts.
    func checkpoint() async throws(ReadModelError) -> BusPosition?
    /// Lowers the checkpoint, where there is one, to offsets from which the bus holds other records than were read.
    func goBack(to position: BusPosition) async throws(ReadModelError)
    /// The nodes that are there, in the order of the ids; absent ones are left out.
    func nodes(_ ids: [NodeID]) async throws(ReadModelError) -> [GraphNode]
    func nodes(_ selection: NodeSelection, _ page: PageRequest) async throws(ReadModelError)
        -> Page<GraphNode>
    /// Edges of one node by predicate, then by the text of the other end. Incoming edges are the resolved ones.
    func edges(of node: NodeID, _ selection: EdgeSelection, _ page: PageRequest)
        async throws(ReadModelError) -> Page<GraphEdge>
    /// The first page of each of some nodes, in their order, for walks: of as many as have at most `limit` edges
    /// together, at least of the first one (which may fill a page alone).
    func edges(of nodes: [NodeID], _ selection: EdgeSelection, limit: Int)
        async throws(ReadModelError) -> [Page<GraphEdge>]
    /// How many edges a node has; nil where the store cannot tell without reading them.
    func count(of node: NodeID, _ selection: EdgeSelection) async throws(ReadModelError) -> Int?
    func counts(_ scope: GraphScope) async throws(ReadModelError) -> [GraphCount]
    /// Forgets everything, also the checkpoint.
    func reset() async throws(ReadModelError)
}

extension GraphStore {
    package func goBack(to position: BusPosition) async throws(ReadModelError) {}

    package func count(of node: NodeID, _ selection: EdgeSelection)
        async throws(ReadModelError) -> Int?
    { nil }

    /// One at a time, where the store has nothing better.
    package func edges(of nodes: [NodeID], _ selection: EdgeSelection, limit: Int)
        async throws(ReadModelError) -> [Page<GraphEdge>]
    {
        guard let first = nodes.first else { return [] }
        return [try await edges(of: first, selection, PageRequest(limit: limit))]
    }
}
