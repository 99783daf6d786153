// Every promise of every port, over every set of adapters.

import TestSupport
import Testing

@Suite("Contracts of the ports")
struct PortContractTests {
    @Test(arguments: AdapterSets.all, EventStoreChecks.all)
    func eventStore(_ set: AdapterSet, _ check: PortCheck) async throws {
        try await check.run(on: set)
    }

    @Test(arguments: AdapterSets.all, EventBusChecks.all)
    func eventBus(_ set: AdapterSet, _ check: PortCheck) async throws {
        try await check.run(on: set)
    }

    @Test(arguments: AdapterSets.all, RelayCheckpointChecks.all)
    func relayCheckpoints(_ set: AdapterSet, _ check: PortCheck) async throws {
        try await check.run(on: set)
    }

    @Test(arguments: AdapterSets.all, EffectGuardChecks.all)
    func effectGuard(_ set: AdapterSet, _ check: PortCheck) async throws {
        try await check.run(on: set)
    }

    @Test(arguments: AdapterSets.all, GraphStoreChecks.all)
    func graphStore(_ set: AdapterSet, _ check: PortCheck) async throws {
        try await check.run(on: set)
    }

    @Test(arguments: AdapterSets.all, DocumentIndexChecks.all)
    func documentIndex(_ set: AdapterSet, _ check: PortCheck) async throws {
        try await check.run(on: set)
    }

    @Test(arguments: AdapterSets.all, LineageIndexChecks.all)
    func lineageIndex(_ set: AdapterSet, _ check: PortCheck) async throws {
        try await check.run(on: set)
    }

    @Test(arguments: AdapterSets.all, DeadLetterChecks.all)
    func deadLetters(_ set: AdapterSet, _ check: PortCheck) async throws {
        try await check.run(on: set)
    }

    @Test(arguments: AdapterSets.all, ParkedWriteChecks.all)
    func parkedWrites(_ set: AdapterSet, _ check: PortCheck) async throws {
        try await check.run(on: set)
    }

    @Test(arguments: AdapterSets.all, CommandStatusChecks.all)
    func commandStatus(_ set: AdapterSet, _ check: PortCheck) async throws {
        try await check.run(on: set)
    }

    @Test(arguments: AdapterSets.all, AuditTrailChecks.all)
    func auditTrail(_ set: AdapterSet, _ check: PortCheck) async throws {
        try await check.run(on: set)
    }

    @Test(arguments: AdapterSets.all, LeaseChecks.all)
    func leases(_ set: AdapterSet, _ check: PortCheck) async throws {
        try await check.run(on: set)
    }

    @Test(arguments: AdapterSets.all, WorkerBoardChecks.all)
    func workerBoard(_ set: AdapterSet, _ check: PortCheck) async throws {
        try await check.run(on: set)
    }

    @Test(arguments: AdapterSets.all, SourceFileChecks.all)
    func sourceFiles(_ set: AdapterSet, _ check: PortCheck) async throws {
        try await check.run(on: set)
    }
}
