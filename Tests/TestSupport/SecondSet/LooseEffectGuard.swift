// Claims with owners, leases and fences, as several processes on one registry need them.

internal import EventSourcing
internal import Synchronization

final class LooseClaims: Sendable {
    struct Key: Hashable {
        var handler: String
        var event: EventID
    }

    struct Entry {
        var attempts = 0
        var fence: Int64 = 0
        var owner: String?
        var deadline = 0.0
        var doneBy: String?
    }

    struct StreamKey: Hashable {
        var handler: String
        var stream: StreamID
    }

    struct State {
        var entries: [Key: Entry] = [:]
        var lastDone: [StreamKey: SequenceNumber] = [:]
        var fence: Int64 = 0
    }

    let state = Mutex(State())

    /// What a crash of every owner leaves: attempts and fences stay, owners do not.
    func forgetOwners() {
        state.withLock { state in
            for key in state.entries.keys { state.entries[key]?.owner = nil }
        }
    }
}

struct LooseEffectGuard: EffectGuard {
    static let leaseSeconds = 30.0

    let claims: LooseClaims
    let clock: any EventSourcing.Clock
    let connection: LooseConnection

    func begin(_ claims: [Claim], owner: String) async throws(EffectGuardError) -> [Verdict] {
        try connection.check(.effects, EffectGuardError.unavailable)
        let now = clock.uptimeSeconds()
        return self.claims.state.withLock { state in
            claims.map { begin($0, owner, now, &state) }
        }
    }

    private func begin(
        _ claim: Claim, _ owner: String, _ now: Double, _ state: inout LooseClaims.State
    ) -> Verdict {
        let key = LooseClaims.Key(handler: claim.handler, event: claim.event)
        let stream = LooseClaims.StreamKey(handler: claim.handler, stream: claim.stream)
        var entry = state.entries[key] ?? LooseClaims.Entry()
        if entry.doneBy != nil { return .duplicate }
        if let last = state.lastDone[stream], last >= claim.sequence { return .stale }
        if let holder = entry.owner, holder != owner, entry.deadline > now {
            return .held(retryAfterSeconds: entry.deadline - now)
        }
        if entry.owner != owner {
            state.fence += 1
            entry.fence = state.fence
            entry.attempts += 1
        }
        entry.owner = owner
        entry.deadline = now + LooseEffectGuard.leaseSeconds
        state.entries[key] = entry
        return .proceed(attempt: entry.attempts, fence: entry.fence)
    }

    func heartbeat(owner: String) async throws(EffectGuardError) {
        try connection.check(.effects, EffectGuardError.unavailable)
        let now = clock.uptimeSeconds()
        claims.state.withLock { state in
            for (key, entry) in state.entries where entry.owner == owner && entry.deadline > now {
                state.entries[key]?.deadline = now + LooseEffectGuard.leaseSeconds
            }
        }
    }

    func done(_ claims: [Claim], owner: String) async throws(EffectGuardError) {
        try connection.check(.effects, EffectGuardError.unavailable)
        let refused = self.claims.state.withLock { state in
            claims.first { !finish($0, owner, &state) }
        }
        if let refused { throw .fenced(refused.event) }
    }

    private func finish(
        _ claim: Claim, _ owner: String, _ state: inout LooseClaims.State
    ) -> Bool {
        let key = LooseClaims.Key(handler: claim.handler, event: claim.event)
        guard var entry = state.entries[key] else { return false }
        if let before = entry.doneBy { return before == owner }
        guard entry.owner == owner else { return false }
        entry.doneBy = owner
        entry.owner = nil
        state.entries[key] = entry
        let stream = LooseClaims.StreamKey(handler: claim.handler, stream: claim.stream)
        state.lastDone[stream] = max(state.lastDone[stream] ?? .none, claim.sequence)
        return true
    }

    func fail(_ claim: Claim, owner: String, reason: String) async throws(EffectGuardError) {
        try connection.check(.effects, EffectGuardError.unavailable)
        let key = LooseClaims.Key(handler: claim.handler, event: claim.event)
        let isOurs = claims.state.withLock { state in
            guard state.entries[key]?.owner == owner else { return false }
            state.entries[key]?.owner = nil
            return true
        }
        guard isOurs else { throw .fenced(claim.event) }
    }
}
