// A migration whose lease was lost says so, and does not come to its end: an engine may have worked meanwhile.

import Engine
import EventSourcing
import Ontology
import Synchronization
import TestSupport
import Testing

@Suite struct LostLeaseTests {
    /// Renews nothing.
    private struct LosingLeases: Leases {
        let base: any Leases

        func acquire(_ name: String, holder: String, seconds: Double)
            async throws(OperationsStoreError) -> Lease?
        {
            try await base.acquire(name, holder: holder, seconds: seconds)
        }

        func renew(_ lease: Lease, seconds: Double) async throws(OperationsStoreError) -> Bool {
            false
        }

        func release(_ lease: Lease) async throws(OperationsStoreError) {
            try await base.release(lease)
        }
    }

    /// Does not wait.
    private struct HurriedClock: Clock {
        let base: any Clock

        func now() -> Timestamp { base.now() }
        func uptimeSeconds() -> Double { base.uptimeSeconds() }

        func sleep(seconds: Double) async throws(CancellationError) {
            if Task.isCancelled { throw CancellationError() }
            await Task.yield()
        }
    }

    private func fill(_ state: any Durable) async throws {
        try await World.on(state) { world in
            try await world.openShop()
            try await world.done(Shop.product("1"))
            try await world.settled()
        }
    }

    @Test("Nothing is finished without the lease; with it the same copy is")
    func atTheEnd() async throws {
        try await Move(from: .embedded, to: .loose).with { source, target in
            try await fill(source)
            let error = await #expect(throws: EngineError.self) {
                try await Move.run(source, target) { $0.leases = LosingLeases(base: $0.leases) }
            }
            #expect(error?.code == .busy && error?.message.contains("lease") == true)
            // Its workers are still paused: nothing has woken them.
            let open = try await target.open()
            let state = try await open.ports.board.desired(WorkerKind.instance.name)
            await open.close()
            #expect(state == .paused)
            #expect(try await Move.run(source, target).drifts == 0)
        }
    }

    @Test("A copy that is under way when the lease is lost is stopped")
    func inBetween() async throws {
        try await Move(from: .embedded, to: .loose).with { source, target in
            try await fill(source)
            let (from, to) = (try await source.open(), try await target.open())
            var (ours, theirs) = (from.ports, to.ports)
            ours.clock = HurriedClock(base: ours.clock)
            theirs.leases = LosingLeases(base: theirs.leases)
            theirs.store = WatchedStore(
                base: theirs.store,
                appending: { _ async throws(EventStoreError) in
                    // Only a hang reaches the deadline.
                    let deadline = ContinuousClock.now + .seconds(30)
                    while !Task.isCancelled, ContinuousClock.now < deadline { await Task.yield() }
                    throw .unavailable("the append was held")
                })
            let migration = LogMigration(
                from: LogMigration.Side(mode: "source", ports: ours),
                to: LogMigration.Side(mode: "target", ports: theirs), patienceSeconds: 0,
                reportSeconds: 0)
            let error = await #expect(throws: EngineError.self) {
                try await migration.run(CallContext(.localAdmin("tester")))
            }
            #expect(error?.code == .busy && error?.message.contains("lease") == true)
            await from.close()
            await to.close()
        }
    }
}
