// The loop that every consumer runs: poll, handle, commit; retry without limit while something it needs is down, so
// that nothing is passed over. What one event does wrong is the handler's to sort out; only what concerns all of them
// comes up here.

internal import EventSourcing

/// Why a whole batch could not be handled; it is delivered again.
enum HandlerFailure: Error {
    /// Something below is down or full: back off and try again.
    case unavailable(String)
    /// Other owners hold some of the events: try again after so many seconds.
    case held(seconds: Double)
}

/// What a consumer does with its records.
protocol BatchHandler: Sendable {
    var kind: WorkerKind { get }
    /// Records per poll.
    var batchSize: Int { get }

    /// Once after joining, before anything is read: mends what an owner before this one left half done.
    func begin() async throws(HandlerFailure)

    /// Work that does not come from the bus: parked writes that are ready. Answers whether there was any.
    func handleReady() async throws(HandlerFailure) -> Int

    /// Handles a batch; when it returns everything is done and `position` may be committed.
    func handle(_ records: [BusRecord], _ position: BusPosition) async throws(HandlerFailure)

    /// Where reading starts: nil, or the checkpoint that the effect keeps itself.
    func checkpoint() async throws(HandlerFailure) -> BusPosition?
}

extension BatchHandler {
    var batchSize: Int { 512 }
    func begin() async throws(HandlerFailure) {}
    func handleReady() async throws(HandlerFailure) -> Int { 0 }
    func checkpoint() async throws(HandlerFailure) -> BusPosition? { nil }
}

/// Runs one handler until its task is cancelled.
struct ConsumerLoop<Handler: BatchHandler>: Sendable {
    static var pollSeconds: Double { 0.5 }
    static var longestBackOff: Double { 5 }

    let bus: any EventBus
    let board: any WorkerBoard
    let clock: any Clock
    let handler: Handler
    let meter: WorkerMeter
    let gate: RebuildGate

    func run() async {
        var failures = 0
        while !Task.isCancelled {
            do throws(EventBusError) {
                let member = try await bus.join(handler.kind.group, topics: handler.kind.topics)
                await consume(member, &failures)
                await member.leave()
            } catch {
                await backOff(&failures, "the event bus does not answer: \(error)")
            }
        }
        meter.stopped()
    }

    /// Until cancellation, or until the bus fails and the group has to be joined anew.
    private func consume(_ member: any BusMember, _ failures: inout Int) async {
        var reading = Reading()
        var generation = gate.generation
        while !Task.isCancelled {
            if await isPaused() {
                await pause()
                continue
            }
            if gate.generation != generation {
                (reading.mustSeek, generation) = (true, gate.generation)
            }
            do throws(StepFailure) {
                try await gate.whileOpen { () async throws(StepFailure) in
                    try await step(member, &reading)
                }
                failures = 0
            } catch {
                switch error {
                case .bus(let reason):
                    await backOff(&failures, reason)
                    return
                case .handler(.unavailable(let reason)):
                    reading.mustSeek = true
                    await backOff(&failures, reason)
                case .handler(.held(let seconds)):
                    reading.mustSeek = true
                    try? await clock.sleep(seconds: seconds)
                }
            }
        }
    }

    /// What a member reads, and whether it has to go back to what is done first.
    private struct Reading {
        var assigned: Set<TopicPartition> = []
        var mustSeek = false
        var hasBegun = false
    }

    private enum StepFailure: Error {
        case bus(String)
        case handler(HandlerFailure)
    }

    private func step(_ member: any BusMember, _ reading: inout Reading)
        async throws(StepFailure)
    {
        if !reading.hasBegun {
            try await failing { () async throws(HandlerFailure) in try await handler.begin() }
            reading.hasBegun = true
        }
        let ready = try await failing { () async throws(HandlerFailure) in
            try await handler.handleReady()
        }
        if reading.mustSeek, !reading.assigned.isEmpty {
            try await seek(member, reading.assigned)
            reading.mustSeek = false
        }
        let poll = try await busFailing { () async throws(EventBusError) in
            try await member.poll(
                limit: handler.batchSize,
                timeoutSeconds: ready > 0 ? 0 : ConsumerLoop.pollSeconds)
        }
        reading.assigned.formUnion(poll.assigned)
        reading.assigned.subtract(poll.revoked)
        if !poll.assigned.isEmpty, try await keepsCheckpoint() {
            reading.mustSeek = true
            return
        }
        guard !poll.position.offsets.isEmpty else {
            meter.idle()
            return
        }
        try await failing { () async throws(HandlerFailure) in
            try await handler.handle(poll.records, poll.position)
        }
        try await busFailing { () async throws(EventBusError) in
            try await member.commit(poll.position)
        }
        meter.handled(poll.records.count)
    }

    /// Back to what is done: the handler's own checkpoint, else what the group has committed.
    private func seek(_ member: any BusMember, _ assigned: Set<TopicPartition>)
        async throws(StepFailure)
    {
        let own = try await failing { () async throws(HandlerFailure) in
            try await handler.checkpoint()
        }
        let committed = try await busFailing { () async throws(EventBusError) in
            try await bus.positions(of: handler.kind.group, topics: handler.kind.topics)
        }
        // A partition that the checkpoint does not name was never read: from its start.
        let offsets = committed.filter { assigned.contains($0.place) }.map { place in
            (place.place, own.map { $0.offsets[place.place] ?? 0 } ?? place.committed)
        }
        let position = BusPosition(Dictionary(offsets, uniquingKeysWith: max))
        try await busFailing { () async throws(EventBusError) in try await member.seek(position) }
    }

    private func keepsCheckpoint() async throws(StepFailure) -> Bool {
        let own = try await failing { () async throws(HandlerFailure) in
            try await handler.checkpoint()
        }
        return own != nil
    }

    private func failing<Value>(_ body: () async throws(HandlerFailure) -> Value)
        async throws(StepFailure) -> Value
    {
        do throws(HandlerFailure) { return try await body() } catch { throw .handler(error) }
    }

    private func busFailing<Value>(_ body: () async throws(EventBusError) -> Value)
        async throws(StepFailure) -> Value
    {
        do throws(EventBusError) { return try await body() } catch {
            throw .bus("the event bus does not answer: \(error)")
        }
    }

    private func isPaused() async -> Bool {
        (try? await board.desired(handler.kind.name)) == .paused
    }

    private func pause() async {
        meter.paused()
        try? await clock.sleep(seconds: 0.1)
    }

    private func backOff(_ failures: inout Int, _ reason: String) async {
        failures += 1
        meter.failing(reason)
        let seconds = min(0.05 * Double(1 << min(failures, 10)), ConsumerLoop.longestBackOff)
        try? await clock.sleep(seconds: seconds)
    }
}
