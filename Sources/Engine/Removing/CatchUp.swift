// Waits until the workers have come as far as the log is now. Whoever waits for a worker that stands still would wait
// for ever: it is told which one, how far it is behind and why.

internal import EventSourcing

struct CatchUp: Sendable {
    let ports: EnginePorts
    let coverage: Coverage
    /// How long a worker may stand still.
    let patienceSeconds: Double

    /// Until everything that is in the log now is decided and in the graph. Throws `unavailable` when a worker is
    /// paused and `busy` when one does not move.
    func wait() async throws(EngineError) {
        for kinds in [[WorkerKind.ontology, .instance], [.graph]] {
            let end = try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await ports.store.head()
            }
            for kind in kinds { try await wait(for: kind, upTo: end) }
        }
    }

    private func wait(for kind: WorkerKind, upTo end: StorePosition) async throws(EngineError) {
        var last: BusPosition?
        var movedAt = ports.clock.uptimeSeconds()
        while try await !coverage.has(kind, reached: end) {
            if Task.isCancelled {
                throw EngineError(.cancelled, "cancelled while the workers catch up")
            }
            if let desired = try? await ports.board.desired(kind.name), desired != .running {
                throw EngineError(
                    .unavailable,
                    "the worker \(kind.name) is paused, \(try await behind(kind)): resume it "
                        + "(spice workers resume \(kind.name)) and repeat the call")
            }
            let position = try await coverage.position(of: kind)
            if position != last { (last, movedAt) = (position, ports.clock.uptimeSeconds()) }
            if ports.clock.uptimeSeconds() - movedAt > patienceSeconds {
                throw EngineError(
                    .busy,
                    "the worker \(kind.name) stands still, \(try await behind(kind)): see "
                        + "spice status, and repeat the call when it goes on",
                    retryAfterSeconds: 5)
            }
            try? await ports.clock.sleep(seconds: 0.01)
        }
    }

    private func behind(_ kind: WorkerKind) async throws(EngineError) -> String {
        let lag = try await coverage.lag(of: kind)
        return "\(lag) \(lag == 1 ? "event" : "events") behind"
    }
}
