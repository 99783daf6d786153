// The contract checks of the graph on TerminusDB's contract server (or on a real one that is named).

import ServerAdapters
import TestSupport
import Testing

@Suite("TerminusDB holds the contract of the graph store")
struct TerminusContractTests {
    static let set = AdapterSet("terminusdb", partitions: 2) { partitions in
        ServerWorld(partitions: partitions, [try TerminusPart()])
    }

    @Test(arguments: GraphStoreChecks.all)
    func graph(_ check: PortCheck) async throws { try await check.run(on: Self.set) }
}
