// Use cases about long work that goes on after the answer: start it, look at it, stop it.

package import JSONText

/// A job as it may be shown.
package struct JobView: Codable, Hashable, Sendable {
    package enum State: String, Codable, Hashable, Sendable {
        case processing = "PROCESSING"
        case completed = "COMPLETED"
        case failed = "FAILED"
        case cancelled = "CANCELLED"
    }

    package var id: String
    package var name: String
    /// `import`, `bulk`, `replay`.
    package var kind: String
    package var database: String
    package var actor: String?
    package var state: State
    package var startedAt: String
    package var endedAt: String?
    package var progress: Progress?
    package var result: JSON?
    /// A stable code and a sentence.
    package var errorCode: String?
    package var error: String?
}

package struct ListJobs: UseCase, Hashable {
    package static let name = "list-jobs"
    package var state: String?
    package var kind: String?
    package var limit: Int

    package init(state: String? = nil, kind: String? = nil, limit: Int = 100) {
        self.state = state
        self.kind = kind
        self.limit = limit
    }

    package var reach: Reach { .anyone }

    /// Newest first.
    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> PageView<JobView>
    {
        let jobs = try await engine.registry.jobs.list().filter { job in
            call.principal.mayTouch(job.database)
                && (state ?? job.state.rawValue) == job.state.rawValue
                && (kind ?? job.kind) == job.kind
        }
        return PageView(items: Array(jobs.prefix(max(limit, 0))), next: nil)
    }
}

/// Use case: one job. With `waitSeconds` it answers when the job has ended, or when the time is up.
package struct GetJob: UseCase, Hashable {
    package static let name = "get-job"
    package var id: String
    package var waitSeconds: Double?

    package init(id: String, waitSeconds: Double? = nil) {
        self.id = id
        self.waitSeconds = waitSeconds
    }

    package var reach: Reach { .anyone }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> JobView
    {
        let job = try await engine.registry.jobs.job(id, waitSeconds: waitSeconds ?? 0)
        guard call.principal.mayTouch(job.database) else { throw JobBoard.unknown(id) }
        return job
    }
}

/// Use case: asks a running job to stop. What it has written stays.
package struct CancelJob: UseCase, Hashable {
    package static let name = "cancel-job"
    package static let requiredRole = Principal.Role.writer
    package var id: String

    package init(id: String) { self.id = id }

    package var reach: Reach { .anyone }

    /// Whether it was running.
    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError) -> Bool {
        _ = try await GetJob(id: id).perform(in: engine, call)
        return engine.registry.jobs.cancel(id)
    }
}

/// Use case: an import that goes on by itself.
package struct StartImport: UseCase, Hashable {
    package static let name = "start-import"
    package static let requiredRole = Principal.Role.writer
    package var request: ImportFiles

    package init(_ request: ImportFiles) { self.request = request }

    package var reach: Reach { request.reach }
    package var namesHostFiles: Bool { request.namesHostFiles }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> JobView
    {
        let request = request
        let names = request.files.map(\.name).joined(separator: ", ")
        return try await engine.registry.jobs.start(
            "import of \(names)", kind: "import", database: request.database, call
        ) { (call) async throws(EngineError) in
            try JobBoard.coded(try await request.perform(in: engine, call))
        }
    }
}

/// Use case: bulk rows that go on by themselves.
package struct StartBulk: UseCase, Hashable {
    package static let name = "start-bulk"
    package static let requiredRole = Principal.Role.writer
    package var request: SubmitBulk

    package init(_ request: SubmitBulk) { self.request = request }

    package var reach: Reach { request.reach }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> JobView
    {
        let request = request
        return try await engine.registry.jobs.start(
            "\(request.rows.count) rows for \(request.className)", kind: "bulk",
            database: request.database, call
        ) { (call) async throws(EngineError) in
            try JobBoard.coded(try await request.perform(in: engine, call))
        }
    }
}

/// Use case: an instance folded anew from its stream, beside the read models.
package struct StartReplay: DatabaseUseCase, Hashable {
    package static let name = "start-replay"
    package static let requiredRole = Principal.Role.operate
    package var database: String
    package var branch: String?
    package var className: String
    package var key: String

    package init(database: String, branch: String? = nil, className: String, key: String) {
        self.database = database
        self.branch = branch
        self.className = className
        self.key = key
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> JobView
    {
        let request = self
        return try await engine.registry.jobs.start(
            "replay of \(className)/\(key)", kind: "replay", database: database, call
        ) { (_) async throws(EngineError) in
            try await InstanceReplay(engine: engine).result(request)
        }
    }
}
