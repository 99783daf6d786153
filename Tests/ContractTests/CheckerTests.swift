// The checkers catch adapters that break a promise: each of these is a loose set with one planted fault.

import EventSourcing
import TestSupport
import Testing

@Suite("The checkers")
struct CheckerTests {
    /// Runs all checks over a set with a fault; at least one must fail.
    private func expectCaught(
        _ checks: [PortCheck], _ fault: @escaping @Sendable (inout Ports) -> Void
    ) async {
        let set = AdapterSet("faulty", partitions: 4) { partitions in
            FaultyWorld(partitions: partitions, fault: fault)
        }
        await withKnownIssue {
            for check in checks { try await check.run(on: set) }
        }
    }

    @Test func aStoreWithoutHeadCheckIsCaught() async {
        await expectCaught(EventStoreChecks.all) { ports in
            ports.store = FaultyStore(store: ports.store) { submission in
                submission.expecting = .any
            }
        }
    }

    @Test func aStoreThatForgetsIdempotencyKeysIsCaught() async {
        await expectCaught(EventStoreChecks.all) { ports in
            ports.store = FaultyStore(store: ports.store) { submission in
                submission.idempotencyKey = nil
            }
        }
    }

    @Test func aStoreThatStoresDuplicatesIsCaught() async {
        let ids = SeededIDs(seed: 99)
        await expectCaught(EventStoreChecks.all) { ports in
            ports.store = FaultyStore(store: ports.store) { submission in
                for index in submission.events.indices { submission.events[index].id = ids.next() }
            }
        }
    }

    @Test func aReadModelWithoutSequenceGuardIsCaught() async {
        await expectCaught(GraphStoreChecks.all) { ports in
            ports.graph = UnguardedGraph(graph: ports.graph)
        }
    }

    @Test func aGuardThatForgetsIsCaught() async {
        await expectCaught(EffectGuardChecks.all) { $0.effects = CarelessGuard() }
    }
}

private final class FaultyWorld: AdapterWorld {
    private let world: LooseAdapterWorld
    private let fault: @Sendable (inout Ports) -> Void

    init(partitions: Int, fault: @escaping @Sendable (inout Ports) -> Void) {
        var options = LooseWorld.Options()
        options.partitions = partitions
        world = LooseAdapterWorld(options)
        self.fault = fault
    }

    var traits: AdapterTraits { world.traits }
    var clock: FixedClock { world.clock }

    func open() async throws -> Ports {
        var ports = try await world.open()
        fault(&ports)
        return ports
    }

    func tamper(with event: EventID) async throws -> Bool { try await world.tamper(with: event) }
    func end() async { await world.end() }
}
