// Lets each event have its side effect at most once although it may be delivered many times, to many processes.

/// Who wants to handle which event.
package struct Claim: Hashable, Sendable {
    package var handler: String
    package var event: EventID
    package var stream: StreamID
    package var sequence: SequenceNumber

    package init(
        handler: String, event: EventID, stream: StreamID, sequence: SequenceNumber
    ) {
        self.handler = handler
        self.event = event
        self.stream = stream
        self.sequence = sequence
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
    /// The effects happened. Repeating it is harmless; after a takeover it is refused with `fenced`.
    func done(_ claims: [Claim], owner: String) async throws(EffectGuardError)
    /// The effect failed; the next `begin` is the next attempt.
    func fail(_ claim: Claim, owner: String, reason: String) async throws(EffectGuardError)
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
