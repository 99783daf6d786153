// Looks at an engine after a run and writes down what it finds, by the same use cases that everybody has.

internal import Engine
internal import EventSourcing
internal import JSONText

struct ChaosWitness: Sendable {
    let engine: any EngineClient
    private let call = CallContext(.localAdmin("chaos"))
    private let models: [ReadModelName] = [.graph, .documents, .lineage]

    init(_ engine: any EngineClient) { self.engine = engine }

    /// Waits until nothing moves any more, or the time is over; answers what still does, in words.
    func unrest(withinSeconds seconds: Double) async throws -> [String] {
        let deadline = ContinuousClock.now + .seconds(seconds)
        var reasons: [String] = []
        while true {
            reasons = try await unrest()
            if reasons.isEmpty || ContinuousClock.now > deadline { return reasons }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    private func unrest() async throws -> [String] {
        let pipeline: PipelineView
        do throws(EngineError) {
            pipeline = try await engine.run(PipelineStatus(), call)
        } catch {
            guard EngineDoor.isPassing(error.code) else { throw error }
            try Task.checkCancellation()
            return ["it does not say how far it is: \(error.message)"]
        }
        var reasons = pipeline.workers.filter { $0.lag > 0 }.map {
            "\($0.name)/\($0.partition) is \($0.lag) events behind (\($0.state)"
                + ($0.lastError.map { ": \($0)" } ?? "") + ")"
        }
        reasons += pipeline.workers.filter { ["failing", "paused", "stopped"].contains($0.state) }
            .map { "\($0.name) is \($0.state)" }
        if pipeline.parkedWrites > 0 { reasons.append("\(pipeline.parkedWrites) parked writes") }
        for server in pipeline.servers ?? [] where !server.isUp {
            reasons.append("\(server.name) does not answer: \(server.detail)")
        }
        return reasons + (try await undecided())
    }

    private func undecided() async throws -> [String] {
        do throws(EngineError) {
            let open = ["PENDING", "PROCESSING", "RETRYING"]
            let page = try await engine.run(
                ListCommands(database: ChaosShop.database, statuses: open, limit: 3), call)
            return page.items.map { "\($0.phrase) \($0.aggregate) is \($0.status)" }
        } catch {
            guard EngineDoor.isPassing(error.code) else { throw error }
            return ["commands cannot be listed: \(error.message)"]
        }
    }

    /// All of it; `isRebuilt`: also makes the read models anew and exports them once more.
    func look(_ wanted: ChaosExpectation, isRebuilt: Bool) async throws -> ChaosEvidence {
        var found = ChaosEvidence()
        found.log = try await log()
        found.statuses = try await statuses()
        for id in wanted.touched { found.instances[id] = try await instance(id) }
        for name in wanted.classNames {
            found.counts[name] = try await engine.run(
                CountInstances(database: ChaosShop.database, className: name), call)
        }
        found.deadLetters = try await engine.run(ListDeadLetters(), call).items.map {
            "\($0.eventType) of \($0.aggregate) in \($0.group): \($0.cause)"
        }
        let report = try await engine.run(VerifyReadModels(), call)
        found.drifts = report.drifts.map { "\($0.model.rawValue): \($0.subject) \($0.detail)" }
        found.auditIsIntact = report.auditIntact
        found.auditDetail = report.auditDetail
        if isRebuilt {
            found.exports = try await exports(isPortable: false)
            _ = try await engine.run(RebuildReadModel(models: models), call)
            found.rebuiltExports = try await exports(isPortable: false)
        }
        return found
    }

    func exports(isPortable: Bool) async throws -> [String: [String]] {
        var exports: [String: [String]] = [:]
        for model in models {
            var request = ExportReadModel(
                model: model, database: ChaosShop.database, isPortable: isPortable)
            var lines: [String] = []
            repeat {
                let page = try await engine.run(request, call)
                lines += page.items
                request.after = page.next
            } while request.after != nil
            exports[model.rawValue] = lines
        }
        return exports
    }

    private func log() async throws -> [ChaosEvidence.Entry] {
        var entries: [ChaosEvidence.Entry] = []
        var position = StorePosition.start.description
        while true {
            let stretch = try await engine.run(
                FollowLog(
                    after: position, database: ChaosShop.database,
                    limit: FollowLog.maximumLimit), call)
            entries += stretch.entries.map { entry in
                ChaosEvidence.Entry(
                    position: StorePosition(entry.position) ?? .start, eventID: entry.eventID,
                    isCommand: entry.kind == "command", type: entry.eventType,
                    commandID: entry.commandID,
                    stream: "\(entry.aggregateType) \(entry.aggregate)", sequence: entry.sequence)
            }
            // What is of no database is left out, so an empty stretch need not be the end.
            if stretch.position == position { return entries }
            position = stretch.position
        }
    }

    private func statuses() async throws -> [String: String] {
        var statuses: [String: String] = [:]
        var request = ListCommands(database: ChaosShop.database, limit: 1000)
        repeat {
            let page = try await engine.run(request, call)
            for view in page.items {
                statuses[view.id] =
                    view.status == "COMPLETED"
                    ? view.status : "\(view.status) \(view.code ?? "") \(view.reason ?? "")"
            }
            request.after = page.next
        } while request.after != nil
        return statuses
    }

    private func instance(_ id: String) async throws -> ChaosEvidence.Instance? {
        let parts = id.split(separator: "/", maxSplits: 1).map(String.init)
        do throws(EngineError) {
            let view = try await engine.run(
                GetInstance(database: ChaosShop.database, className: parts[0], key: parts[1]),
                call)
            let badge = view.badge.status.rawValue + (view.badge.reason.map { " \($0)" } ?? "")
            return ChaosEvidence.Instance(badge: badge, data: view.data.object ?? JSONObject())
        } catch {
            guard error.code == .instanceNotFound else { throw error }
            return nil
        }
    }
}
