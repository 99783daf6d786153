// The contract checks of every port that stands on Postgres, on a real server.

import ServerAdapters
import TestSupport
import Testing

@Suite(
    "Postgres holds the contracts of its ports",
    .enabled(if: TestServers.has("the registry on Postgres", TestServers.postgres)))
struct PostgresContractTests {
    static let set = AdapterSet("postgres", partitions: 2) { partitions in
        ServerWorld(
            partitions: partitions, [try await PostgresPart(TestServers.postgres ?? "")])
    }

    @Test(arguments: EffectGuardChecks.all)
    func effectGuard(_ check: PortCheck) async throws { try await check.run(on: Self.set) }

    @Test(arguments: LeaseChecks.all)
    func leases(_ check: PortCheck) async throws { try await check.run(on: Self.set) }

    @Test(arguments: WorkerBoardChecks.all)
    func workerBoard(_ check: PortCheck) async throws { try await check.run(on: Self.set) }

    @Test(arguments: DeadLetterChecks.all)
    func deadLetters(_ check: PortCheck) async throws { try await check.run(on: Self.set) }

    @Test(arguments: ParkedWriteChecks.all)
    func parkedWrites(_ check: PortCheck) async throws { try await check.run(on: Self.set) }

    @Test(arguments: CommandStatusChecks.all)
    func commandStatus(_ check: PortCheck) async throws { try await check.run(on: Self.set) }

    @Test(arguments: RelayCheckpointChecks.all)
    func relayCheckpoints(_ check: PortCheck) async throws { try await check.run(on: Self.set) }

    @Test(arguments: LineageIndexChecks.all)
    func lineage(_ check: PortCheck) async throws { try await check.run(on: Self.set) }

    @Test(arguments: AuditTrailChecks.all)
    func audit(_ check: PortCheck) async throws { try await check.run(on: Self.set) }
}
