// Use cases that show instances.

package import JSONText

/// How much of a node is there, and why not more.
package struct Badge: Codable, Hashable, Sendable {
    package enum Status: String, Codable, Hashable, Sendable {
        case full = "FULL"
        case partial = "PARTIAL"
        case missing = "MISSING"
    }

    package var status: Status
    /// `stale`, `index_down`, `behind_dead_letter`, `not_requested`, `not_indexed_yet`, `dangling`, `ambiguous`; nil
    /// when FULL.
    package var reason: String?
    /// A sentence: the lag, the sequences.
    package var detail: String?

    package init(_ status: Status, reason: String? = nil, detail: String? = nil) {
        self.status = status
        self.reason = reason
        self.detail = detail
    }
}

/// One instance.
package struct InstanceView: Codable, Hashable, Sendable {
    /// `Class/key`.
    package var id: String
    package var className: String
    package var key: String
    package var sequence: Int
    package var badge: Badge
    package var data: JSON
    package var updatedAt: String?
    package var createdAt: String?
    /// Of what moment it is; nil: now.
    package var asOf: AsOfView?
    /// The event that wrote it last.
    package var eventID: String? = nil
}

/// Use case: one instance from the graph and the documents. Not found → `instance_not_found`.
package struct GetInstance: UseCase, Hashable {
    package static let name = "get-instance"
    package var database: String
    package var className: String
    package var key: String
    package var branch: String?
    /// A time or a position of the log: what it was then. Nil: now.
    package var asOf: String?

    package init(
        database: String, className: String, key: String, branch: String? = nil,
        asOf: String? = nil
    ) {
        self.asOf = asOf
        self.database = database
        self.className = className
        self.key = key
        self.branch = branch
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> InstanceView
    {
        try await engine.reader.instance(self, call)
    }
}

/// Use case: instances by class and key, from the documents, or from the log for a moment of the past. Without a class:
/// of all classes. With an order or conditions every page looks at the whole class.
package struct ListInstances: UseCase, Hashable {
    package static let name = "list-instances"
    package var database: String
    package var className: String?
    /// Words that must occur.
    package var search: String?
    package var equals: [String: String]
    /// All must hold; nil: none. They need a class, and so does an order.
    package var conditions: [Condition]?
    /// Nil: by class and key, as bytes.
    package var order: InstanceOrdering?
    package var branch: String?
    package var limit: Int
    package var after: String?
    /// A time or a position of the log: what there was then. Nil: now.
    package var asOf: String?

    package init(
        database: String, className: String?, search: String? = nil,
        equals: [String: String] = [:], conditions: [Condition]? = nil,
        order: InstanceOrdering? = nil, branch: String? = nil, limit: Int = 100,
        after: String? = nil, asOf: String? = nil
    ) {
        self.asOf = asOf
        self.database = database
        self.className = className
        self.search = search
        self.equals = equals
        self.conditions = conditions
        self.order = order
        self.branch = branch
        self.limit = limit
        self.after = after
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> PageView<InstanceView>
    {
        try await engine.reader.instances(self, call)
    }
}

package struct CountInstances: UseCase, Hashable {
    package static let name = "count-instances"
    package var database: String
    package var className: String
    package var branch: String?
    /// As in `ListInstances`.
    package var asOf: String?

    package init(
        database: String, className: String, branch: String? = nil, asOf: String? = nil
    ) {
        self.database = database
        self.className = className
        self.branch = branch
        self.asOf = asOf
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError) -> Int {
        try await engine.reader.count(self, call)
    }
}
