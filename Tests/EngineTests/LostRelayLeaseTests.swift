// A relay whose lease went to another process while it was at work: it publishes nothing more, and goes on when it has
// the lease again.

import Engine
import EventSourcing
import Ontology
import Synchronization
import TestSupport
import Testing

@Suite struct LostRelayLeaseTests {
    /// While they are stolen, somebody else has the relay's.
    private struct StolenLeases: Leases {
        let base: any Leases
        let theft: Outage
        let asked: Counter

        func acquire(_ name: String, holder: String, seconds: Double)
            async throws(OperationsStoreError) -> Lease?
        {
            guard !theft.isActive else { return nil }
            return try await base.acquire(name, holder: holder, seconds: seconds)
        }

        func renew(_ lease: Lease, seconds: Double) async throws(OperationsStoreError) -> Bool {
            guard theft.isActive else { return try await base.renew(lease, seconds: seconds) }
            asked.add()
            return false
        }

        func release(_ lease: Lease) async throws(OperationsStoreError) {
            try await base.release(lease)
        }
    }

    private struct CountingBus: EventBus {
        let base: any EventBus
        let theft: Outage
        let published: Counter

        func publish(_ events: [RecordedEvent]) async throws(EventBusError) -> BusPosition {
            if theft.isActive { published.add() }
            return try await base.publish(events)
        }

        func join(_ group: ConsumerGroup, topics: [Topic]) async throws(EventBusError)
            -> any BusMember
        { try await base.join(group, topics: topics) }

        func positions(of group: ConsumerGroup, topics: [Topic]) async throws(EventBusError)
            -> [PartitionProgress]
        { try await base.positions(of: group, topics: topics) }
    }

    @Test func publishesNothingUntilItHasItAgain() async throws {
        let theft = Outage()
        let (asked, published) = (Counter(), Counter())
        let adjust = { @Sendable (ports: inout EnginePorts) in
            ports.leases = StolenLeases(base: ports.leases, theft: theft, asked: asked)
            ports.bus = CountingBus(base: ports.bus, theft: theft, published: published)
        }
        try await World.with(.loose, settings: .impatient, adjust: adjust) { world in
            try await world.openShop()
            theft.begin()
            let command = try await world.run(Shop.product("1"))
            // Either it looks, or it publishes without looking.
            while asked.value == 0, published.value == 0 { await Task.yield() }
            #expect(published.value == 0)
            theft.end()
            _ = try await world.ended(command)
        }
    }
}
