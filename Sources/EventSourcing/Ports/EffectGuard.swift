// Lets each event have its side effect at most once although it may be delivered many times, to many processes.

/// Who wants to handle which event.
package struct Claim: Hashable, Sendable {
    package var handler: String
    package var event: EventID
    package var stream: StreamID
    package var sequence: SequenceNumber
    /// The event's own time, by which a registry may part what it keeps: an event has one for good.
    package var occurredAt: Timestamp

    package init(
        handler: String, event: EventID, stream: StreamID, sequence: SequenceNumber,
        occurredAt: Timestamp
    ) {
        self.handler = handler
        self.event = event
        self.stream = stream
        self.sequence = sequence
        self.occurredAt = occurredAt
    }

    package init(handler: String, _ recorded: RecordedEvent) {
        self.init(
            handler: handler, event: recorded.event.id, stream: recorded.event.stream,
            sequence: recorded.sequence, occurredAt: recorded.event.occurredAt)
    }
}

package enum Verdict: Hashable, Sendable {
    /// Go on. `attempt` counts from 1; `fence` rises with every new owner.
    case proceed(attempt: Int, fence: Int64)
    /// Done before.
    case duplicate
    /// A later event of the stream is done already.
    case stale
    /// Another owner is at it; ask again after so many seconds.
    case held(retryAfterSeconds: Double)
}

/// One owner at a time, stale owners fenced off, a batch of claims in one round trip.
package protocol EffectGuard: Sendable {
    /// One verdict a claim, in order.
    func begin(_ claims: [Claim], owner: String) async throws(EffectGuardError) -> [Verdict]
    /// Keeps the claims of this owner alive.
    func heartbeat(owner: String) async throws(EffectGuardError)
    /// How often claims want that while their effects are made; nil: never.
    var heartbeatSeconds: Double? { get }
    /// The effects happened. Repeating it is harmless; after a takeover it is refused with `fenced`.
    func done(_ claims: [Claim], owner: String) async throws(EffectGuardError)
    /// The effect failed; the next `begin` is the next attempt.
    func fail(_ claim: Claim, owner: String, reason: String) async throws(EffectGuardError)
}

extension EffectGuard {
    package var heartbeatSeconds: Double? { nil }

    /// Keeps the claims of an owner alive while `body` runs, which may take longer than they last. A body that does not
    /// come to its end loses them after `limit` heartbeats, and another may take over. A heartbeat that fails is no
    /// error: if the claims are lost, `done` says so.
    package func keepingAlive<Value: Sendable>(
        _ owner: String, _ clock: any Clock, limit: Int = 30, _ body: () async -> Value
    ) async -> Value {
        guard let pause = heartbeatSeconds else { return await body() }
        return await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for _ in 0..<limit {
                    do { try await clock.sleep(seconds: pause) } catch { return }
                    try? await heartbeat(owner: owner)
                }
            }
            let value = await body()
            group.cancelAll()
            return value
        }
    }
}

package enum EffectGuardError: Error, Hashable, Sendable, CustomStringConvertible {
    case unavailable(String)
    /// Another owner has taken over.
    case fenced(EventID)

    package var description: String {
        switch self {
        case .unavailable(let reason): reason
        case .fenced(let id): "another worker has taken over command \(id)"
        }
    }
}
