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
        /// A row without a match goes on without this hop and what follows it.
        package var optional: Bool?
        /// The same link several times: at least `min` (1), at most `max` (as `min`) times.
        package var min: Int?
        package var max: Int?
        /// On the node that is reached: as the filters of the start.
        package var filters: [String: JSON]?

        package init(
            predicate: String, targetClass: String, direction: String? = nil,
            optional: Bool? = nil, min: Int? = nil, max: Int? = nil,
            filters: [String: JSON]? = nil
        ) {
            self.predicate = predicate
            self.targetClass = targetClass
            self.direction = direction
            self.optional = optional
            self.min = min
            self.max = max
            self.filters = filters
        }

        enum CodingKeys: String, CodingKey {
            case predicate
            case targetClass = "target_class"
            case direction
            case optional
            case min
            case max
            case filters
        }

        var isPlain: Bool {
            optional != true && min == nil && max == nil && (filters ?? [:]).isEmpty
        }
    }

    package var database: String
    package var branch: String?
    package var startClass: String
    package var hops: [Hop]
    /// On properties of the start class: a value (equality), a list (one of them), or an object of operators and
    /// values: `{"ge": 5, "lt": 9}`.
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
    /// Only these members of the nodes' data; nil: all.
    package var fields: [String]?
    /// `nextCursor` of the page before; an empty text: the first page. Nil: pages go by offset.
    package var cursor: String?
    /// A time or a position of the log: the answer is what the graph was then. Nil: now.
    package var asOf: String?

    package init(
        database: String, branch: String? = nil, startClass: String, hops: [Hop],
        filters: [String: JSON] = [:], limit: Int = 100, offset: Int = 0, maxNodes: Int = 500,
        maxEdges: Int = 2000, includePaths: Bool = false, maxPaths: Int = 100,
        noCycles: Bool = false, includeProvenance: Bool = false, includeDocuments: Bool = true,
        fields: [String]? = nil, cursor: String? = nil, asOf: String? = nil
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
        self.fields = fields
        self.cursor = cursor
        self.asOf = asOf
    }

    /// Asks for nothing beyond equality on the start and required single hops.
    var isPlain: Bool {
        cursor == nil && fields == nil && hops.allSatisfy(\.isPlain)
            && filters.values.allSatisfy { $0.object == nil && $0.array == nil && !$0.isNull }
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> GraphAnswer
    {
        isPlain
            ? try await engine.federation.answer(self, call)
            : try await PatternSearch(engine.federation).answer(self, call)
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
        /// Of the document: the event that wrote it last, and when it came to be.
        package var documentEvent: String? = nil
        package var createdAt: String? = nil
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
    /// With a cursor: where the next page starts; nil on the last.
    package var nextCursor: String?
    /// Of what moment the answer is; nil: now.
    package var asOf: AsOfView?

    /// Something was left out: more rows, or a limit on nodes, edges or paths.
    package var isTruncated: Bool {
        nextOffset != nil || nextCursor != nil
            || warnings.contains { $0.contains("_limit_reached") }
    }
}
