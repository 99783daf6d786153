// A worker keeps its claims alive while it is at them, however long the log takes.

import Engine
import EventSourcing
import Ontology
import TestSupport
import Testing

private struct BeatingGuard: EffectGuard {
    let base: any EffectGuard
    let beats: Counter

    var heartbeatSeconds: Double? { 0.002 }

    func begin(_ claims: [Claim], owner: String) async throws(EffectGuardError) -> [Verdict] {
        try await base.begin(claims, owner: owner)
    }
    func heartbeat(owner: String) async throws(EffectGuardError) {
        beats.add()
        try await base.heartbeat(owner: owner)
    }
    func done(_ claims: [Claim], owner: String) async throws(EffectGuardError) {
        try await base.done(claims, owner: owner)
    }
    func fail(_ claim: Claim, owner: String, reason: String) async throws(EffectGuardError) {
        try await base.fail(claim, owner: owner, reason: reason)
    }
}

@Suite struct LongStepTests {
    @Test func claimsAreKeptAliveWhileTheLogTakesItsTime() async throws {
        let (beats, during) = (Counter(), Counter())
        let adjust = { @Sendable (ports: inout EnginePorts) in
            ports.guards = BeatingGuard(base: ports.guards, beats: beats)
            ports.store = WatchedStore(
                base: ports.store,
                appending: { batch async throws(EventStoreError) in
                    guard batch.contains(where: { $0.events.contains { $0.kind == .domain } })
                    else { return }
                    // As a store that hangs; it ends only because heartbeats come meanwhile.
                    let before = beats.value
                    while beats.value < before + 3 {
                        do { try await Task.sleep(for: .milliseconds(1)) } catch { return }
                    }
                    during.add()
                })
        }
        try await World.with(.loose, adjust: adjust) { world in
            try await world.openShop()
            let product = try await world.done(Shop.product("1"))
            #expect(product.status == "COMPLETED")
            #expect(during.value > 0)
        }
    }
}
