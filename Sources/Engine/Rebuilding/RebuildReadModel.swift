// Use cases that hold read models against the log: make again, compare, export.

package enum ReadModelName: String, Codable, Hashable, Sendable, CaseIterable {
    case graph, documents, lineage
}

/// Use case: throws read models away and makes them again by replay.
package struct RebuildReadModel: UseCase, Hashable {
    package static let name = "rebuild-read-model"
    package static let requiredRole = Principal.Role.admin
    package var models: [ReadModelName]

    package init(models: [ReadModelName]) { self.models = models }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> RebuildReport
    {
        try await engine.rebuilder.rebuild(models, call)
    }
}

package struct RebuildReport: Codable, Hashable, Sendable {
    package var models: [ReadModelName]
    package var events: Int
    package var seconds: Double
}

/// Use case: compares graph and documents with the fold of the log.
package struct VerifyReadModels: UseCase, Hashable {
    package static let name = "verify-read-models"

    package init() {}

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> VerifyReport
    {
        try await engine.verifier.verify(call)
    }
}

package struct VerifyReport: Codable, Hashable, Sendable {
    package struct Drift: Codable, Hashable, Sendable {
        package var model: ReadModelName
        package var subject: String
        package var detail: String
    }

    package var events: Int
    package var instances: Int
    package var classes: Int
    /// At most 100 of them.
    package var drifts: [Drift]
    package var driftCount: Int
    package var auditIntact: Bool
    package var auditDetail: String
}

/// Use case: the audit chain alone.
package struct VerifyAudit: UseCase, Hashable {
    package static let name = "verify-audit"

    package init() {}

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> AuditReport
    {
        try await engine.verifier.audit()
    }
}

package struct AuditReport: Codable, Hashable, Sendable {
    package var isIntact: Bool
    package var events: Int
    package var headHash: String
    package var detail: String
}

/// Use case: one read model as sorted lines of JSON, a page of lines at a time.
package struct ExportReadModel: UseCase, Hashable {
    package static let name = "export-read-model"
    package var model: ReadModelName
    package var database: String
    package var branch: String?
    /// Leaves out sequences, event ids and times, so that two runs can be compared.
    package var isPortable: Bool
    package var limit: Int
    package var after: String?

    package init(
        model: ReadModelName, database: String, branch: String? = nil, isPortable: Bool = false,
        limit: Int = 1000, after: String? = nil
    ) {
        self.model = model
        self.database = database
        self.branch = branch
        self.isPortable = isPortable
        self.limit = limit
        self.after = after
    }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> PageView<String>
    {
        try await engine.exporter.export(self)
    }
}
