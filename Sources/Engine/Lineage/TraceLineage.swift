// Use case: why a node or an edge is there, back to the file and the row; and what it led to.

package struct TraceLineage: UseCase, Hashable {
    package static let name = "trace-lineage"
    package var database: String
    package var branch: String?
    package var className: String
    package var key: String
    /// With both: the lineage of the edge along this predicate to this `Class/key`.
    package var predicate: String?
    package var target: String?
    /// A time or a position of the log: what there was to tell then. Nil: now.
    package var asOf: String?

    package init(
        database: String, branch: String? = nil, className: String, key: String,
        predicate: String? = nil, target: String? = nil, asOf: String? = nil
    ) {
        self.asOf = asOf
        self.database = database
        self.branch = branch
        self.className = className
        self.key = key
        self.predicate = predicate
        self.target = target
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> LineageView
    {
        try await engine.lineageTracer.trace(self, call)
    }
}

/// The life of one node (or edge), oldest change last.
package struct LineageView: Codable, Hashable, Sendable {
    /// One change: the domain event, the command that caused it, and where that came from.
    package struct Step: Codable, Hashable, Sendable {
        package var eventID: String
        package var eventType: String
        package var sequence: Int
        /// Of the event in the log: the `asOf` that shows what it made.
        package var position: String?
        package var occurredAt: String
        package var commandID: String?
        package var commandType: String?
        package var commandAt: String?
        package var actor: String?
        package var file: String?
        package var fileHash: String?
        package var sheet: String?
        /// As a person counts in the file: the header is row 1.
        package var row: Int?
    }

    /// What was made of it.
    package struct Effect: Codable, Hashable, Sendable {
        /// `node`, `document`, `link out`, `link in`.
        package var kind: String
        package var text: String
    }

    /// `Class/key`, or `Class/key -predicate-> Class/key`.
    package var subject: String
    /// Whether it is there now.
    package var isLive: Bool
    package var steps: [Step]
    package var effects: [Effect]
    /// Of what moment it is; nil: now.
    package var asOf: AsOfView?
}
