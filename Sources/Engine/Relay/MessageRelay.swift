// Store → bus, at least once and in order, from a durable checkpoint, by the one holder of its lease. Where the bus is
// a cursor on the store there is nothing to carry, and the same loop finds itself at the end.

internal import EventSourcing

struct MessageRelay: Sendable {
    static let batchSize = 1000
    static let leaseSeconds = 10.0
    /// Between two looks at the store when nothing was new.
    static let idleSeconds = 0.02
    static let longestIdleSeconds = 0.1

    let ports: EnginePorts
    let meter: WorkerMeter
    let holder: String

    func run() async {
        while !Task.isCancelled {
            do throws(HandlerFailure) {
                guard let lease = try await acquire() else {
                    meter.idle()
                    try? await ports.clock.sleep(seconds: 1)
                    continue
                }
                try await relay(lease)
            } catch {
                meter.failing("\(error)")
                try? await ports.clock.sleep(seconds: 0.5)
            }
        }
        meter.stopped()
    }

    /// Until the lease is lost or the task is cancelled.
    private func relay(_ lease: Lease) async throws(HandlerFailure) {
        var renewed = ports.clock.uptimeSeconds()
        var idle = MessageRelay.idleSeconds
        while !Task.isCancelled {
            let now = ports.clock.uptimeSeconds()
            if now - renewed > MessageRelay.leaseSeconds / 3 {
                guard try await renew(lease) else { return }
                renewed = now
            }
            if try await step() > 0 {
                idle = MessageRelay.idleSeconds
            } else {
                meter.idle()
                try? await ports.clock.sleep(seconds: idle)
                idle = min(idle * 2, MessageRelay.longestIdleSeconds)
            }
        }
        try? await ports.leases.release(lease)
    }

    /// Carries one batch over; answers its size.
    func step() async throws(HandlerFailure) -> Int {
        let last = try await bus { () async throws(EventBusError) in
            try await ports.relayCheckpoints.last()
        }
        let events = try await store { () async throws(EventStoreError) in
            try await ports.store.read(
                after: last?.store ?? .start, limit: MessageRelay.batchSize)
        }
        guard let newest = events.last else { return 0 }
        let end = try await bus { () async throws(EventBusError) in
            try await ports.bus.publish(events)
        }
        let position = (last?.bus ?? BusPosition()).merged(with: end)
        try await bus { () async throws(EventBusError) in
            try await ports.relayCheckpoints.save(
                RelayCheckpoint(store: newest.position, bus: position))
        }
        meter.handled(events.count)
        return events.count
    }

    private func acquire() async throws(HandlerFailure) -> Lease? {
        try await operations { () async throws(OperationsStoreError) in
            try await ports.leases.acquire(
                "relay", holder: holder, seconds: MessageRelay.leaseSeconds)
        }
    }

    private func renew(_ lease: Lease) async throws(HandlerFailure) -> Bool {
        try await operations { () async throws(OperationsStoreError) in
            try await ports.leases.renew(lease, seconds: MessageRelay.leaseSeconds)
        }
    }

    private func bus<Value>(_ body: () async throws(EventBusError) -> Value)
        async throws(HandlerFailure) -> Value
    {
        do throws(EventBusError) { return try await body() } catch {
            throw .unavailable("the event bus does not answer: \(error)")
        }
    }
}
