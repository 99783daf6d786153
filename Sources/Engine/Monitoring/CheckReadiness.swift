// Use case: whether each thing that the engine stands on answers, asked now.

internal import EventSourcing
internal import Ontology

package struct CheckReadiness: UseCase, Hashable {
    package static let name = "check-readiness"

    /// With less room than this writes are about to be refused.
    static let leastFreeBytes = 16 << 20

    package init() {}

    package var reach: Reach { .anyone }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> ReadinessView
    {
        if !engine.settings.servers.isEmpty { return try await servers(of: engine, call) }
        let ports = engine.ports
        var parts: [ReadinessView.Part] = []
        func probe(_ name: String, _ body: () async throws -> Void) async {
            do {
                try await body()
                parts.append(.init(name: name, isReady: true, detail: "answers"))
            } catch {
                parts.append(.init(name: name, isReady: false, detail: "\(error)"))
            }
        }
        await probe("log") { _ = try await ports.store.head() }
        // Nothing is appended, by the way that everything takes.
        await probe("writes") { _ = try await ports.store.append([], with: nil) }
        await probe("bus") {
            _ = try await ports.bus.positions(
                of: WorkerKind.instance.group, topics: WorkerKind.instance.topics)
        }
        await probe("graph") { _ = try await ports.graph.checkpoint() }
        await probe("documents") {
            _ = try await ports.documents.count(DocumentQuery(kind: .database))
        }
        await probe("lineage") { _ = try await ports.lineage.checkpoint() }
        await probe("operations") { _ = try await ports.board.list() }
        let pipeline: PipelineView
        do throws(EngineError) {
            pipeline = try await PipelineStatus().perform(in: engine, call)
        } catch {
            // How far the workers are stands in what does not answer.
            parts.append(.init(name: "workers", isReady: false, detail: error.message))
            return ReadinessView(parts: parts, lag: 0)
        }
        if let free = pipeline.freeBytes ?? engine.settings.diskUsage()?.free {
            parts.append(
                .init(
                    name: "disk", isReady: free >= CheckReadiness.leastFreeBytes,
                    detail: free >= CheckReadiness.leastFreeBytes
                        ? "there is room" : "less than 16 MiB are free"))
        }
        for worker in pipeline.workers where ["failing", "stopped"].contains(worker.state) {
            parts.append(
                .init(
                    name: worker.name + " worker", isReady: false,
                    // Everybody may ask this; what went wrong may name what is another's.
                    detail: "it is " + worker.state + ": look at the workers"))
        }
        return ReadinessView(parts: parts, lag: pipeline.lag)
    }

    /// What the servers said a moment ago, so that one that hangs does not hold up the answer. Workers that are not
    /// of this process do not make it unready.
    private func servers(of engine: Engine, _ call: CallContext) async throws(EngineError)
        -> ReadinessView
    {
        await engine.servers.lookUnlessWatched()
        let pipeline = try await PipelineStatus().perform(in: engine, call)
        let needed = Set(engine.settings.servers.filter(\.isNeeded).map(\.name))
        var parts = engine.servers.views().map { server in
            var detail = server.detail
            if !server.isUp {
                let age = server.answeredSecondsAgo.map { "\(Int($0)) s ago" } ?? "never"
                detail +=
                    "; last answer \(age)"
                    + (needed.contains(server.name) ? "" : "; goes on without it")
            }
            return ReadinessView.Part(
                name: server.name, isReady: server.isUp || !needed.contains(server.name),
                detail: detail)
        }
        for meter in engine.crew.ownMeters {
            let report = meter.report()
            guard [.failing, .stopped].contains(report.state) else { continue }
            parts.append(
                .init(
                    name: report.name + " worker", isReady: false,
                    detail: "it is " + report.state.rawValue + ": look at the workers"))
        }
        return ReadinessView(parts: parts, lag: pipeline.lag)
    }
}

package struct ReadinessView: Codable, Hashable, Sendable {
    package struct Part: Codable, Hashable, Sendable {
        package var name: String
        package var isReady: Bool
        package var detail: String

        package init(name: String, isReady: Bool, detail: String) {
            self.name = name
            self.isReady = isReady
            self.detail = detail
        }
    }

    package var parts: [Part]
    package var lag: Int

    package init(parts: [Part], lag: Int) {
        self.parts = parts
        self.lag = lag
    }

    package var isReady: Bool { parts.allSatisfy(\.isReady) }
}
