// Simulations on the second set of adapters: at least once, no transaction across ports, competing owners.

import Engine
import EventSourcing
import TestSupport

@testable import Laboratory

extension SimulationRig {
    static func loose(
        losesSequences: Bool = false,
        adjust: @escaping @Sendable (_ role: String, _ ports: inout EnginePorts) -> Void = {
            _, _ in
        }
    ) -> SimulationRig {
        let loseTail = { @Sendable (ports: EnginePorts, number: UInt64) -> Void in
            (ports.bus as? LooseEventBus)?.loseTail(number)
        }
        return SimulationRig(
            isGapless: !losesSequences, loseTail: loseTail, adjust: adjust
        ) { seed, clock in
            var options = LooseWorld.Options()
            options.seed = seed
            options.redeliversOneIn = 5
            options.losesSequences = losesSequences
            let ports = LooseWorld(clock: clock, options).open()
            return EnginePorts(
                store: ports.store, bus: ports.bus, relayCheckpoints: ports.relay,
                guards: ports.effects, graph: ports.graph, documents: ports.documents,
                lineage: ports.lineage, deadLetters: ports.deadLetters,
                parkedWrites: ports.parked, commandStatus: ports.status, audit: ports.audit,
                leases: ports.leases, board: ports.board, sources: ports.files, clock: clock,
                ids: SeededIDs(seed: seed, clock: clock),
                randomness: SeededRandomness(seed: seed))
        }
    }
}
