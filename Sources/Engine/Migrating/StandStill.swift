// Keeps the engines off some ports while something is done with them: their relay's lease is held, and waited for as
// long as a process that died may have it; and no worker may have reported a moment ago. A process that only takes
// commands in has neither, and is not noticed here.

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
    /// While it runs, no worker's last report is older.
    let reportSeconds: Double

    /// What is held while something runs.
    struct Hold: Sendable {
        fileprivate let held: [Held]

        /// Throws when a lease was lost: then an engine may have worked meanwhile.
        func check() async throws(EngineError) {
            for one in held {
                let isHeld = try await EngineError.wrapOperations {
                    () async throws(OperationsStoreError) in
                    try await one.side.ports.leases.renew(
                        one.lease, seconds: MessageRelay.leaseSeconds)
                }
                guard isHeld else { throw one.lost }
            }
        }
    }

    /// Of the body, or of what keeps the leases; the latter has a failure only.
    private struct End<Value: Sendable>: Sendable {
        var result: Result<Value, EngineError>?
        var loss: EngineError?
    }

    /// Runs `body` while it holds the leases, which are given back afterwards. A lease that is lost cancels the body,
    /// and is the error then.
    func during<Value: Sendable>(
        _ call: CallContext, _ body: @escaping @Sendable (Hold) async -> Result<Value, EngineError>
    ) async throws(EngineError) -> Value {
        var held: [Held] = []
        do throws(EngineError) {
            for side in sides {
                let lease = try await take(side, call, keeping: Hold(held: held))
                held.append(Held(side: side, lease: lease))
            }
        } catch {
            await StandStill.release(held)
            throw error
        }
        let hold = Hold(held: held)
        let end = await withTaskGroup(of: End<Value>.self, returning: End<Value>.self) { group in
            group.addTask { End(loss: await StandStill.keep(hold)) }
            group.addTask { End(result: await body(hold)) }
            var all = End<Value>()
            for await end in group {
                if let result = end.result { all.result = result }
                if let loss = end.loss { all.loss = loss }
                group.cancelAll()
            }
            return all
        }
        await StandStill.release(held)
        if case .success(let value) = end.result { return value }
        if let loss = end.loss { throw loss }
        guard let result = end.result else { throw EngineError(.cancelled, "cancelled") }
        return try result.get()
    }

    fileprivate struct Held: Sendable {
        var side: Side
        var lease: Lease

        var lost: EngineError {
            EngineError(
                .busy,
                "the lease of \(side.name) was lost in between: an engine was started on it, or this "
                    + "process stood still too long; stop the engine and run this again")
        }
    }

    /// What is held already is kept meanwhile: a wait for the one side may be longer than a lease of the other.
    private func take(_ side: Side, _ call: CallContext, keeping hold: Hold)
        async throws(EngineError) -> Lease
    {
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
            try await hold.check()
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

    /// Renews until the task is cancelled, or a lease is lost. Where nobody can tell, the next time may.
    private static func keep(_ hold: Hold) async -> EngineError? {
        guard let clock = hold.held.first?.side.ports.clock else { return nil }
        while !Task.isCancelled {
            do { try await clock.sleep(seconds: MessageRelay.leaseSeconds / 3) } catch {
                return nil
            }
            for one in hold.held {
                let isHeld = try? await one.side.ports.leases.renew(
                    one.lease, seconds: MessageRelay.leaseSeconds)
                if isHeld == false { return one.lost }
            }
        }
        return nil
    }

    private static func release(_ held: [Held]) async {
        for one in held { try? await one.side.ports.leases.release(one.lease) }
    }
}
