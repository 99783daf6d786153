// Use case: a multi-hop query over graph and documents. The request is the contract's, with `direction` beside its
// fields; coding keys are the wire's.

package import JSONText

/// Start at a class, follow hops; every hop must match. Pages count rows of the pattern.
package struct GraphQuery: UseCase, Hashable {
    package static let name = "graph-query"
    package static let maximumHops = 10
    package static let maximumLimit = 1000

    package struct Hop: Codable, Hashable, Sendable {
        package var predicate: String
        package var targetClass: String
        /// `out` (default) along the link, `in` against it.
        package var direction: String?

        package init(predicate: String, targetClass: String, direction: String? = nil) {
            self.predicate = predicate
            self.targetClass = targetClass
            self.direction = direction
        }

        enum CodingKeys: String, CodingKey {
            case predicate
            case targetClass = "target_class"
            case direction
        }
    }

    package var database: String
    package var branch: String?
    package var startClass: String
    package var hops: [Hop]
    /// Equality on properties of the start class.
    package var filters: [String: JSON]
    package var limit: Int
    package var offset: Int
    package var maxNodes: Int
    package var maxEdges: Int
    package var includePaths: Bool
    package var maxPaths: Int
    package var noCycles: Bool
    package var includeProvenance: Bool
    package var includeDocuments: Bool

    package init(
        database: String, branch: String? = nil, startClass: String, hops: [Hop],
        filters: [String: JSON] = [:], limit: Int = 100, offset: Int = 0, maxNodes: Int = 500,
        maxEdges: Int = 2000, includePaths: Bool = false, maxPaths: Int = 100,
        noCycles: Bool = false, includeProvenance: Bool = false, includeDocuments: Bool = true
    ) {
        self.database = database
        self.branch = branch
        self.startClass = startClass
        self.hops = hops
        self.filters = filters
        self.limit = limit
        self.offset = offset
        self.maxNodes = maxNodes
        self.maxEdges = maxEdges
        self.includePaths = includePaths
        self.maxPaths = maxPaths
        self.noCycles = noCycles
        self.includeProvenance = includeProvenance
        self.includeDocuments = includeDocuments
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> GraphAnswer
    {
        try await engine.federation.answer(self)
    }
}

/// Nodes, edges and what to know about them.
package struct GraphAnswer: Codable, Hashable, Sendable {
    package struct Node: Codable, Hashable, Sendable {
        /// `Class/key`; for a target that is absent, the link's value as written.
        package var id: String
        package var className: String
        package var key: String
        package var sequence: Int?
        package var badge: Badge
        /// A line for people: name, else key.
        package var summary: String
        package var name: String?
        /// From the documents when they are there; else, when PARTIAL, what the graph has.
        package var data: JSON?
        package var documentSequence: Int?
        package var indexedAt: String?
        /// With `includeProvenance`: where the node came from.
        package var provenance: Provenance?
    }

    /// The event, command, file and row that made a node or an edge.
    package struct Provenance: Codable, Hashable, Sendable {
        package var eventID: String
        package var eventType: String
        package var sequence: Int
        package var occurredAt: String
        package var commandID: String?
        package var actor: String?
        package var file: String?
        package var row: Int?
    }

    package struct Edge: Codable, Hashable, Sendable {
        package var from: String
        package var to: String
        package var predicate: String

        /// By bytes, as nodes are told apart.
        package static func == (left: Edge, right: Edge) -> Bool {
            left.from.utf8.elementsEqual(right.from.utf8)
                && left.to.utf8.elementsEqual(right.to.utf8)
                && left.predicate.utf8.elementsEqual(right.predicate.utf8)
        }
    }

    package struct Path: Codable, Hashable, Sendable {
        package var nodes: [String]
        package var edges: [Edge]
    }

    package var nodes: [Node]
    package var edges: [Edge]
    package var paths: [Path]?
    package var warnings: [String]
    package var limit: Int
    package var offset: Int
    package var nextOffset: Int?
    /// How many rows of the pattern this page has.
    package var rows: Int
}
