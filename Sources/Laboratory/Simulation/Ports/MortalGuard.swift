// The effect guard as a mortal process reaches it.

internal import EventSourcing

struct MortalGuard: EffectGuard {
    let base: any EffectGuard
    let life: Life

    func begin(_ claims: [Claim], owner: String) async throws(EffectGuardError) -> [Verdict] {
        try await life.through("guard.begin", EffectGuardError.unavailable) {
            () async throws(EffectGuardError) in
            let verdicts = try await base.begin(claims, owner: owner)
            for (claim, verdict) in zip(claims, verdicts) {
                life.note("\(claim.stream.wireID)@\(claim.sequence): \(verdict)")
            }
            return verdicts
        }
    }

    func heartbeat(owner: String) async throws(EffectGuardError) {
        try await life.through("guard.heartbeat", EffectGuardError.unavailable) {
            () async throws(EffectGuardError) in try await base.heartbeat(owner: owner)
        }
    }

    func done(_ claims: [Claim], owner: String) async throws(EffectGuardError) {
        try await life.through("guard.done", EffectGuardError.unavailable) {
            () async throws(EffectGuardError) in try await base.done(claims, owner: owner)
        }
    }

    func fail(_ claim: Claim, owner: String, reason: String) async throws(EffectGuardError) {
        try await life.through("guard.fail", EffectGuardError.unavailable) {
            () async throws(EffectGuardError) in
            try await base.fail(claim, owner: owner, reason: reason)
        }
    }
}
