// Use case: one node with what hangs on it, for walking the graph hop by hop.

package struct ExploreNode: UseCase, Hashable {
    package static let name = "explore-node"
    package var database: String
    package var branch: String?
    package var className: String
    package var key: String
    /// Nil: every predicate, the first `limit` edges each. Else only this one, paged by `after`.
    package var predicate: String?
    /// `out` or `in`; nil: both.
    package var direction: String?
    /// With `direction` in: the class at the other end.
    package var otherClass: String?
    package var limit: Int
    package var after: String?
    /// A time or a position of the log: what was there then. Nil: now.
    package var asOf: String?
    /// With a predicate: only links whose other end satisfies all of these.
    package var conditions: [Condition]?

    package init(
        database: String, branch: String? = nil, className: String, key: String,
        predicate: String? = nil, direction: String? = nil, otherClass: String? = nil,
        limit: Int = 20, after: String? = nil, asOf: String? = nil,
        conditions: [Condition]? = nil
    ) {
        self.database = database
        self.branch = branch
        self.className = className
        self.key = key
        self.predicate = predicate
        self.direction = direction
        self.otherClass = otherClass
        self.limit = limit
        self.after = after
        self.asOf = asOf
        self.conditions = conditions
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> Neighbourhood
    {
        try await engine.explorer.explore(self, call)
    }
}

/// A node and its links by predicate.
package struct Neighbourhood: Codable, Hashable, Sendable {
    /// The links of one predicate in one direction.
    package struct Bundle: Codable, Hashable, Sendable {
        package var predicate: String
        /// `out` or `in`.
        package var direction: String
        /// The class at the other end.
        package var otherClass: String
        package var nodes: [GraphAnswer.Node]
        /// More edges than shown: give it as `after`.
        package var next: String?
        /// How many edges there are; nil when all are here, or nobody counted.
        package var total: Int?
        /// With conditions: how many edges were looked at for this page.
        package var looked: Int?
    }

    package var node: GraphAnswer.Node
    package var bundles: [Bundle]
    /// Of what moment the answer is; nil: now.
    package var asOf: AsOfView?
}
