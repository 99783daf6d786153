// The contract checks of the event store and of source files on SeaweedFS, a real S3 server, with a real Postgres.

import ServerAdapters
import TestSupport
import Testing

@Suite(
    "S3 with Postgres holds the contract of the event store",
    .enabled(
        if: TestServers.has(
            "the event store on S3", TestServers.postgres, TestServers.seaweed)))
struct S3ContractTests {
    static let set = AdapterSet("s3", partitions: 2) { partitions in
        let postgres = try await PostgresPart(TestServers.postgres ?? "")
        return ServerWorld(
            partitions: partitions,
            [postgres, S3Part(postgres, url: TestServers.seaweed ?? "")])
    }

    @Test(arguments: EventStoreChecks.all)
    func eventStore(_ check: PortCheck) async throws { try await check.run(on: Self.set) }

    @Test(arguments: SourceFileChecks.all)
    func sourceFiles(_ check: PortCheck) async throws { try await check.run(on: Self.set) }

    @Test(arguments: AuditTrailChecks.all)
    func audit(_ check: PortCheck) async throws { try await check.run(on: Self.set) }

    @Test(arguments: ParkedWriteChecks.all)
    func parkedWrites(_ check: PortCheck) async throws { try await check.run(on: Self.set) }

    @Test(arguments: EffectGuardChecks.all)
    func effectGuard(_ check: PortCheck) async throws { try await check.run(on: Self.set) }
}
