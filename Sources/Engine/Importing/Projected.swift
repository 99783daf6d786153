// Waits until everything that is in the log now is decided and in every read model.

internal import EventSourcing

struct Projected: Sendable {
    let ports: EnginePorts
    let coverage: Coverage
    let call: CallContext

    func wait() async throws(EngineError) {
        try await wait(for: [.ontology, .instance])
        try await wait(for: WorkerKind.readModels)
    }

    private func wait(for kinds: [WorkerKind]) async throws(EngineError) {
        let end = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await ports.store.head()
        }
        let meter = ProgressMeter("projecting", clock: ports.clock, call: call)
        var first: Int?
        while true {
            var isDone = true
            for kind in kinds where isDone {
                isDone = try await coverage.has(kind, reached: end)
            }
            if isDone { return }
            if Task.isCancelled {
                throw EngineError(
                    .cancelled, "no longer waiting; what was accepted goes on by itself")
            }
            var lag = 0
            for kind in kinds {
                let behind = try await coverage.lag(of: kind)
                lag = max(lag, behind)
            }
            let total = max(first ?? lag, lag)
            first = total
            meter.tell(done: total - lag, total: total)
            try? await ports.clock.sleep(seconds: 0.01)
        }
    }
}
