// Makes sure that no engine works on some ports while something is done with them: their relay's lease is held, and
// waited for as long as a process that died may have it; and no worker may have reported a moment ago.

internal import EventSourcing

struct StandStill: Sendable {
    /// The ports, and what they are called in messages.
    struct Side: Sendable {
        var name: String
        var ports: EnginePorts
    }

    let sides: [Side]
    /// How long somebody else may still hold a lease, or have reported.
    let patienceSeconds: Double
    /// A worker reports each second while it runs.
    let reportSeconds: Double

    /// Runs `body` while it holds the leases, which are given back afterwards.
    func during<Value: Sendable>(
        _ call: CallContext, _ body: @Sendable () async -> Result<Value, EngineError>
    ) async throws(EngineError) -> Value {
        var held: [Held] = []
        do throws(EngineError) {
            for side in sides { held.append(Held(side: side, lease: try await take(side, call))) }
        } catch {
            await StandStill.release(held)
            throw error
        }
        let leases = held
        let result = await withTaskGroup(of: Void.self) { group in
            group.addTask { await StandStill.keep(leases) }
            let result = await body()
            group.cancelAll()
            return result
        }
        await StandStill.release(held)
        return try result.get()
    }

    private struct Held: Sendable {
        var side: Side
        var lease: Lease
    }

    private func take(_ side: Side, _ call: CallContext) async throws(EngineError) -> Lease {
        let holder = "migration:\(side.ports.ids.next())"
        let clock = side.ports.clock
        let end = clock.uptimeSeconds() + patienceSeconds
        while true {
            let lease = try await EngineError.wrapOperations {
                () async throws(OperationsStoreError) in
                try await side.ports.leases.acquire(
                    MessageRelay.leaseName, holder: holder, seconds: MessageRelay.leaseSeconds)
            }
            let worker = try await livingWorker(side)
            if let lease, worker == nil { return lease }
            if let lease { try? await side.ports.leases.release(lease) }
            let who = worker.map { "its worker \($0) reported a moment ago" } ?? "its relay runs"
            guard clock.uptimeSeconds() < end else {
                throw EngineError(
                    .busy,
                    "an engine works on \(side.name) (\(who)): stop it (spice down, or the "
                        + "processes of spice serve) and run this again")
            }
            call.progress(Progress(phase: "waiting for \(side.name) to stand still", done: 0))
            do { try await clock.sleep(seconds: 0.5) } catch {
                throw EngineError(.cancelled, "cancelled before anything was done")
            }
        }
    }

    private func livingWorker(_ side: Side) async throws(EngineError) -> String? {
        let now = side.ports.clock.now()
        return try await EngineError.wrapOperations { () async throws(OperationsStoreError) in
            try await side.ports.board.list().first {
                $0.state != .stopped && now.seconds(since: $0.at) < reportSeconds
            }?.name
        }
    }

    /// Renews until the task is cancelled.
    private static func keep(_ held: [Held]) async {
        guard let clock = held.first?.side.ports.clock else { return }
        while !Task.isCancelled {
            do { try await clock.sleep(seconds: MessageRelay.leaseSeconds / 3) } catch { return }
            for one in held {
                _ = try? await one.side.ports.leases.renew(
                    one.lease, seconds: MessageRelay.leaseSeconds)
            }
        }
    }

    private static func release(_ held: [Held]) async {
        for one in held { try? await one.side.ports.leases.release(one.lease) }
    }
}
