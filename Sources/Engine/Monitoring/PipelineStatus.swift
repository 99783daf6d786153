// Use case: is it flowing, and if not, where not.

package struct PipelineStatus: UseCase, Hashable {
    package static let name = "pipeline-status"

    package init() {}

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> PipelineView
    {
        let view = try await engine.monitor.pipeline()
        return call.principal.databases == nil ? view : view.withoutFigures
    }
}

package struct PipelineView: Codable, Hashable, Sendable {
    /// A consumer in one partition.
    package struct Worker: Codable, Hashable, Sendable {
        /// `relay`, `instance`, `ontology`, `graph`, `documents`, `lineage`.
        package var name: String
        package var partition: Int
        /// `running`, `idle`, `paused`, `failing`, `stopped`.
        package var state: String
        /// Nil: it has committed nothing yet; its lag counts from where it would start.
        package var committed: Int?
        package var end: Int
        package var lag: Int
        package var ratePerSecond: Double
        /// Nil when nothing waits or it falls behind.
        package var secondsToZero: Double?
        package var oldestWaitingSeconds: Double?
        package var lastError: String?
        package var restarts: Int
        /// Commands that came again after they had been begun or done, in all partitions and processes; nil for workers
        /// whose effect does not tell. A process that is killed does not tell of its last second.
        package var redelivered: Int?

        /// What nobody has committed is told, as null.
        package func encode(to encoder: any Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(name, forKey: .name)
            try values.encode(partition, forKey: .partition)
            try values.encode(state, forKey: .state)
            if let committed {
                try values.encode(committed, forKey: .committed)
            } else {
                try values.encodeNil(forKey: .committed)
            }
            try values.encode(end, forKey: .end)
            try values.encode(lag, forKey: .lag)
            try values.encode(ratePerSecond, forKey: .ratePerSecond)
            try values.encodeIfPresent(secondsToZero, forKey: .secondsToZero)
            try values.encodeIfPresent(oldestWaitingSeconds, forKey: .oldestWaitingSeconds)
            try values.encodeIfPresent(lastError, forKey: .lastError)
            try values.encode(restarts, forKey: .restarts)
            try values.encodeIfPresent(redelivered, forKey: .redelivered)
        }
    }

    /// A stage of the flow: OMS, log, relay, workers, graph, documents, lineage.
    package struct Stage: Codable, Hashable, Sendable {
        package var name: String
        package var ratePerSecond: Double
        /// Nil for stages that have none.
        package var lag: Int?
    }

    /// A server that ports stand on.
    package struct Server: Codable, Hashable, Sendable {
        package var name: String
        package var isUp: Bool
        /// Whether writes and reads go on without it.
        package var isOptional: Bool
        /// Version and position, or what is wrong.
        package var detail: String
        /// Nil: it never answered.
        package var answeredSecondsAgo: Double?

        package init(
            name: String, isUp: Bool, isOptional: Bool, detail: String, answeredSecondsAgo: Double?
        ) {
            self.name = name
            self.isUp = isUp
            self.isOptional = isOptional
            self.detail = detail
            self.answeredSecondsAgo = answeredSecondsAgo
        }
    }

    package var mode: String
    package var uptimeSeconds: Double
    package var stages: [Stage]
    package var workers: [Worker]
    package var deadLetters: Int
    package var parkedWrites: Int
    package var events: Int
    package var dataBytes: Int?
    package var freeBytes: Int?
    /// The largest lag of all workers.
    package var lag: Int
    /// Nil where all is in files.
    package var servers: [Server]?

    /// For a caller who is bound to databases: whether it flows and how far behind it is, but nothing that tells how much
    /// others write or what went wrong there.
    var withoutFigures: PipelineView {
        var view = self
        (view.events, view.deadLetters, view.parkedWrites) = (0, 0, 0)
        (view.dataBytes, view.freeBytes, view.servers) = (nil, nil, nil)
        for index in view.stages.indices { view.stages[index].ratePerSecond = 0 }
        for index in view.workers.indices {
            view.workers[index].committed = nil
            view.workers[index].end = 0
            view.workers[index].ratePerSecond = 0
            view.workers[index].lastError = nil
            view.workers[index].redelivered = nil
        }
        return view
    }
}

/// Use case: pause or resume a worker by name. Unknown → `not_found`.
package struct SetWorkerState: UseCase, Hashable {
    package static let name = "set-worker-state"
    package static let requiredRole = Principal.Role.operate
    package var worker: String
    package var isPaused: Bool

    package init(worker: String, isPaused: Bool) {
        self.worker = worker
        self.isPaused = isPaused
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError) -> Bool {
        try await engine.monitor.set(self)
    }
}

/// Use case: what engine this is.
package struct DescribeEngine: UseCase, Hashable {
    package static let name = "describe-engine"

    package init() {}

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> EngineView
    {
        var view = engine.describe()
        if !call.principal.isLocal { view.dataDirectory = nil }
        return view
    }
}

package struct EngineView: Codable, Hashable, Sendable {
    package var version: String
    package var mode: String
    package var processID: Int
    package var dataDirectory: String?
    package var startedAt: String
    package var uptimeSeconds: Double
}
