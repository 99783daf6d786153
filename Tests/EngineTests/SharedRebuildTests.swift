// Rebuilds of read models on which several processes work: their workers stand still meanwhile, also when the process that
// makes the model again does not live to its end.

import Engine
import EventSourcing
import Ontology
import Synchronization
import TestSupport
import Testing

@Suite struct SharedRebuildTests {
    /// As on servers.
    private static let settings = EngineSettings(
        version: "test", mode: "connected", processID: 1, readYourWritesSeconds: 0,
        servers: [ServerProbe("Anything") { "answers" }])

    /// The board with a worker of another process on it, which comes to rest when the test says so.
    private struct SharedBoard: WorkerBoard {
        let base: any WorkerBoard
        let isAtWork: Outage
        let asked: Counter

        func report(_ report: WorkerReport) async throws(OperationsStoreError) {
            try await base.report(report)
        }
        func list() async throws(OperationsStoreError) -> [WorkerReport] {
            try await base.list()
        }
        func members(of worker: String) async throws(OperationsStoreError) -> [WorkerReport] {
            guard isAtWork.isActive else { return [] }
            asked.add()
            return [
                WorkerReport(
                    name: worker, state: .running, handled: 1, ratePerSecond: 1, lastError: nil,
                    restarts: 0, at: FixedClock.sampleTime)
            ]
        }
        func desired(_ worker: String) async throws(OperationsStoreError) -> DesiredState {
            try await base.desired(worker)
        }
        func setDesired(_ worker: String, _ state: DesiredState)
            async throws(OperationsStoreError)
        { try await base.setDesired(worker, state) }
    }

    /// Documents that tell when they are emptied, and that take nothing in while the test says so.
    private struct Documents: Sendable {
        let resets = Counter()
        let outage = Outage()

        func watching(_ base: any DocumentIndex) -> any DocumentIndex {
            WatchedDocuments(
                base: base,
                applying: { _ async throws(ReadModelError) in
                    if outage.isActive { throw .unavailable("out of order") }
                }, wasReset: { resets.add() })
        }
    }

    private func fill(_ world: World) async throws {
        try await world.openShop()
        for key in ["1", "2", "3"] { try await world.done(Shop.product(key)) }
        try await world.settled()
    }

    private func rebuild(_ world: World) async throws {
        _ = try await world.run(RebuildReadModel(models: [.documents]))
    }

    @Test func waitsForTheWorkersOfOtherProcesses() async throws {
        let (isAtWork, asked, documents) = (Outage(), Counter(), Documents())
        let adjust = { @Sendable (ports: inout EnginePorts) in
            ports.board = SharedBoard(base: ports.board, isAtWork: isAtWork, asked: asked)
            ports.documents = documents.watching(ports.documents)
        }
        try await World.with(.loose, settings: Self.settings, adjust: adjust) { world in
            try await fill(world)
            isAtWork.begin()
            async let rebuilding: Void = rebuild(world)
            while asked.value < 2 { try await Task.sleep(for: .milliseconds(1)) }
            #expect(documents.resets.value == 0)
            let name = WorkerKind.documents.name
            #expect(try await world.ports.board.desired(name) == .rebuilding)
            isAtWork.end()
            try await rebuilding
            #expect(documents.resets.value == 1)
            #expect(try await world.ports.board.desired(name) == .running)
            try await world.done(Shop.product("4"))
            try await world.settled()
            #expect(try await world.run(VerifyReadModels()).drifts == [])
        }
    }

    @Test func oneThatFailsInTheMiddleKeepsTheWorkersStillUntilOneComesToItsEnd() async throws {
        let documents = Documents()
        let adjust = { @Sendable (ports: inout EnginePorts) in
            ports.board = SharedBoard(base: ports.board, isAtWork: Outage(), asked: Counter())
            ports.documents = documents.watching(ports.documents)
        }
        try await World.with(.loose, settings: Self.settings, adjust: adjust) { world in
            try await fill(world)
            documents.outage.begin()
            _ = try await world.refusal(RebuildReadModel(models: [.documents]))
            documents.outage.end()
            #expect(documents.resets.value == 1)
            let name = WorkerKind.documents.name
            #expect(try await world.ports.board.desired(name) == .rebuilding)
            // Also in a process that comes later.
            try await world.restart()
            try await world.done(Shop.product("4"))
            try await eventually("the worker says why it rests") {
                try await world.run(PipelineStatus()).workers.contains {
                    $0.name == name && $0.state == "paused"
                        && $0.lastError?.contains("spice rebuild documents") == true
                }
            }
            try await rebuild(world)
            #expect(try await world.ports.board.desired(name) == .running)
            try await world.settled()
            #expect(try await world.run(VerifyReadModels()).drifts == [])
        }
    }

    @Test func twoAtOnceAreRefusedAndAnOperatorsPauseStays() async throws {
        try await World.with(.loose, settings: Self.settings) { world in
            try await fill(world)
            try await world.pause(.documents)
            let other = try #require(
                try await world.ports.leases.acquire("rebuild", holder: "other", seconds: 60))
            let refused = try await world.refusal(RebuildReadModel(models: [.documents]))
            #expect(refused.code == .busy)
            try await world.ports.leases.release(other)
            try await rebuild(world)
            #expect(
                try await world.ports.board.desired(WorkerKind.documents.name) == .paused)
            try await world.pause(.documents, false)
        }
    }
}
