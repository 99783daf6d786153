// Store → bus, at least once and in order, from a durable checkpoint, by the one holder of its lease. Where the bus is
// a cursor on the store there is nothing to carry, and the same loop finds itself at the end.

internal import EventSourcing

struct MessageRelay: SteppableLoop {
    static let batchSize = 1000
    static let leaseName = "relay"
    /// Longer than a bus takes to publish a batch, or to give up.
    static let leaseSeconds = 10.0
    /// Where leases end with their process.
    static let longLeaseSeconds = 120.0
    /// Between two looks at the store when nothing was new.
    static let idleSeconds = 0.02
    static let longestIdleSeconds = 0.1

    let ports: EnginePorts
    let meter: WorkerMeter
    let holder: String
    /// Called with events that are on the bus now.
    let carried: @Sendable ([RecordedEvent]) -> Void
    private var lease: Lease?
    private var renewed = 0.0
    private var idle = MessageRelay.idleSeconds
    /// When the bus was last compared with what was published; nil: not since the lease, or since it failed.
    var lookedAt: Double?
    var holds = HeldRecords()

    init(
        ports: EnginePorts, meter: WorkerMeter, holder: String,
        carried: @escaping @Sendable ([RecordedEvent]) -> Void = { _ in }
    ) {
        self.carried = carried
        self.ports = ports
        self.meter = meter
        self.holder = holder
    }

    var name: String { meter.name }

    /// The lease is renewed between two steps.
    var patienceSeconds: Double { min(ports.bus.pollSeconds, ownLeaseSeconds / 4) }

    private var ownLeaseSeconds: Double {
        ports.leases.endWithTheProcess
            ? MessageRelay.longLeaseSeconds : MessageRelay.leaseSeconds
    }

    /// Waits for events where the store can, else says when to look again.
    mutating func step(patienceSeconds: Double) async -> Pace {
        do throws(HandlerFailure) {
            guard try await holdsLease() else {
                meter.idle()
                return .after(seconds: 1)
            }
            let outcome = try await turn()
            if outcome.isBusy {
                idle = MessageRelay.idleSeconds
                return .again
            }
            meter.idle()
            if patienceSeconds > 0,
                await ports.store.waits(
                    forEventsAfter: outcome.through, timeoutSeconds: patienceSeconds)
            {
                // What comes with it is carried together.
                return .after(seconds: MessageRelay.idleSeconds)
            }
        } catch {
            meter.failing("\(error)")
            lease = nil
            lookedAt = nil
            return .after(seconds: 0.5)
        }
        defer { idle = min(idle * 2, MessageRelay.longestIdleSeconds) }
        return .after(seconds: idle)
    }

    mutating func end() async {
        if let lease { try? await ports.leases.release(lease) }
        lease = nil
        meter.stopped()
    }

    /// Takes the lease, or renews it when a third of it is over.
    private mutating func holdsLease() async throws(HandlerFailure) -> Bool {
        let now = ports.clock.uptimeSeconds()
        if let held = lease {
            guard now - renewed > ownLeaseSeconds / 3 else { return true }
            lease = try await renew(held) ? held : nil
        }
        if lease == nil {
            lease = try await acquire()
            // Another one may have been at work meanwhile.
            (lookedAt, holds) = (nil, HeldRecords())
        }
        renewed = now
        return lease != nil
    }

    private struct Outcome {
        /// Whether there may be more to do at once.
        var isBusy: Bool
        /// Up to where everything is carried.
        var through: StorePosition
    }

    private mutating func turn() async throws(HandlerFailure) -> Outcome {
        let last = try await bus { () async throws(EventBusError) in
            try await ports.relayCheckpoints.last()
        }
        let through = last?.store ?? .start
        if try await mends(last) { return Outcome(isBusy: true, through: through) }
        if try await freesHeld() { return Outcome(isBusy: true, through: through) }
        return try await carry(last)
    }

    /// Carries one batch over.
    private mutating func carry(_ last: RelayCheckpoint?) async throws(HandlerFailure) -> Outcome {
        let through = last?.store ?? .start
        let events = try await store { () async throws(EventStoreError) in
            try await ports.store.read(after: through, limit: MessageRelay.batchSize)
        }
        guard let newest = events.last else { return Outcome(isBusy: false, through: through) }
        ports.crashPoints.reach(.relayBeforePublish)
        // Facts beside the instances have no consumer.
        let wanted = events.filter { $0.event.topic != RecordBook.topic }
        guard let end = try await publish(try await behindHeld(wanted)) else {
            return Outcome(isBusy: true, through: through)
        }
        ports.crashPoints.reach(.relayAfterPublish)
        let position = (last?.bus ?? BusPosition()).merged(with: end)
        let isKept = try await bus { () async throws(EventBusError) in
            guard let lease else { return false }
            return try await ports.relayCheckpoints.save(
                RelayCheckpoint(store: newest.position, bus: position), under: lease)
        }
        guard isKept else { throw MessageRelay.overtaken }
        ports.crashPoints.reach(.relayAfterCheckpoint)
        carried(events)
        meter.handled(events.count)
        return Outcome(isBusy: true, through: newest.position)
    }

    static let overtaken = HandlerFailure.unavailable("another process has the relay's lease")

    /// On the way to the bus everything goes through here. The server is asked right before whether the lease is still
    /// ours, and from then on it lasts longer than a bus takes to publish or to give up.
    func send(_ events: [RecordedEvent]) async throws(EventBusError) -> BusPosition {
        let isOurs: Bool
        do throws(HandlerFailure) {
            isOurs = if let lease { try await renew(lease) } else { false }
        } catch { throw .unavailable("\(error)") }
        guard isOurs else { throw .unavailable("\(MessageRelay.overtaken)") }
        return try await ports.bus.publish(events)
    }

    private func acquire() async throws(HandlerFailure) -> Lease? {
        try await operations { () async throws(OperationsStoreError) in
            try await ports.leases.acquire(
                MessageRelay.leaseName, holder: holder, seconds: ownLeaseSeconds)
        }
    }

    private func renew(_ lease: Lease) async throws(HandlerFailure) -> Bool {
        try await operations { () async throws(OperationsStoreError) in
            try await ports.leases.renew(lease, seconds: ownLeaseSeconds)
        }
    }

    func bus<Value>(_ body: () async throws(EventBusError) -> Value)
        async throws(HandlerFailure) -> Value
    {
        do throws(EventBusError) { return try await body() } catch {
            throw .unavailable("the event bus does not answer: \(error)")
        }
    }
}
