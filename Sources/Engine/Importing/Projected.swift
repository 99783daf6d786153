// Waits until everything that is in the log now is decided and in every read model. A command that is parked has passed
// its worker's position and is not decided: it is waited for by itself.

internal import EventSourcing

struct Projected: Sendable {
    let ports: EnginePorts
    let coverage: Coverage
    let call: CallContext
    /// Whose parked commands are waited for; nil: nobody's.
    var database: String?
    /// Stops waiting when nothing has moved for so long, as with a paused worker; nil: never.
    var patienceSeconds: Double?

    func wait() async throws(EngineError) {
        try await wait(for: [.ontology, .instance])
        while try await hasParked() { try await pause() }
        try await wait(for: WorkerKind.readModels)
    }

    /// Until what is in the log now is decided or parked.
    func waitUntilDecided() async throws(EngineError) {
        try await wait(for: [.ontology, .instance])
    }

    private func wait(for kinds: [WorkerKind]) async throws(EngineError) {
        let end = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await ports.store.head()
        }
        let meter = ProgressMeter("projecting", clock: ports.clock, call: call)
        var first: Int?
        var (lowest, movedAt) = (Int.max, ports.clock.uptimeSeconds())
        while true {
            var isDone = true
            for kind in kinds where isDone {
                isDone = try await coverage.has(kind, reached: end)
            }
            if isDone { return }
            let (last, lag) = try await last(of: kinds)
            if lag < lowest { (lowest, movedAt) = (lag, ports.clock.uptimeSeconds()) }
            let still = ports.clock.uptimeSeconds() - movedAt
            if let patienceSeconds, still > patienceSeconds { return }
            let total = max(first ?? lag, lag)
            first = total
            var phase: String?
            if let last, still > Standstill.secondsBefore {
                phase = await Standstill(ports: ports).phase(last)
            }
            meter.tell(done: total - lag, total: total, phase: phase)
            try await pause()
        }
    }

    /// Which of them is furthest behind, and how far.
    private func last(of kinds: [WorkerKind]) async throws(EngineError) -> (WorkerKind?, lag: Int) {
        var last: (WorkerKind?, lag: Int) = (nil, 0)
        for kind in kinds {
            let behind = try await coverage.lag(of: kind)
            if behind > last.lag { last = (kind, behind) }
        }
        return last
    }

    private func hasParked() async throws(EngineError) -> Bool {
        guard let database else { return false }
        let groups = [WorkerKind.ontology.group, WorkerKind.instance.group]
        var page = PageRequest(limit: 1000)
        while true {
            let request = page
            let parked = try await EngineError.wrapOperations {
                () async throws(OperationsStoreError) in
                try await ports.parkedWrites.list(request)
            }
            let isOurs = parked.items.contains { write in
                groups.contains(write.group) && write.event.event.stream.database == database
            }
            if isOurs { return true }
            guard let next = parked.next else { return false }
            page.after = next
        }
    }

    private func pause() async throws(EngineError) {
        if Task.isCancelled {
            throw EngineError(
                .cancelled,
                "no longer waiting: everything was accepted, and the workers go on with it as "
                    + "soon as an engine runs")
        }
        try? await ports.clock.sleep(seconds: 0.01)
    }
}
