// How long an import waits for workers, when it stops waiting, and what it says meanwhile.

import EventSourcing
import JSONText
import Ontology
import Synchronization
import TestSupport
import Testing

@testable import Engine

@Suite struct BackPressureTests {
    /// What was told, by phase.
    private final class Told: Sendable {
        private let phases = Mutex<[String]>([])
        var all: [String] { phases.withLock { $0 } }
        func add(_ phase: String) { phases.withLock { $0.append(phase) } }
    }

    /// A world with 30 products that a paused worker has not seen.
    private func withPaused(
        _ worker: WorkerKind, _ kind: AdapterKind, _ body: (World) async throws -> Void
    ) async throws {
        try await World.with(kind) { world in
            try await world.openShop()
            try await world.settled()
            try await world.pause(worker)
            let rows = (0..<30).map { SubmitBulk.Row(data: ["id": .string("p\($0)")]) }
            _ = try await world.run(
                SubmitBulk(database: Shop.name, className: "Product", rows: rows))
            try await world.settled(WorkerKind.all.filter { $0 != worker })
            try await body(world)
        }
    }

    private func holdBack(
        _ world: World, shortLag: Int, longestLag: Int, _ told: Told
    ) -> Task<Void, any Error> {
        // Pauses take no time.
        let clock = FixedClock(movesItself: true)
        let coverage = Coverage(ports: world.ports)
        return Task {
            var pressure = BackPressure(
                coverage: coverage, clock: clock, shortLag: shortLag, longestLag: longestLag)
            try await pressure.holdBack { told.add($0) }
        }
    }

    @Test("Who is near enough is not waited for", arguments: AdapterKind.allCases)
    func near(_ kind: AdapterKind) async throws {
        try await withPaused(.documents, kind) { world in
            let told = Told()
            try await holdBack(world, shortLag: 500, longestLag: 500, told).value
            #expect(told.all == [])
        }
    }

    @Test(
        "The short distance is given up for a worker that stands still, without a word",
        arguments: AdapterKind.allCases, [WorkerKind.documents.name, WorkerKind.graph.name])
    func givenUp(_ kind: AdapterKind, _ name: String) async throws {
        let worker = try #require(WorkerKind.named(name))
        try await withPaused(worker, kind) { world in
            let told = Told()
            try await holdBack(world, shortLag: 5, longestLag: 100, told).value
            #expect(told.all == [])
        }
    }

    @Test(
        "Beyond the longest distance it waits, says for whom, and ends when the worker goes on",
        arguments: AdapterKind.allCases,
        [WorkerKind.documents.name, WorkerKind.lineage.name, WorkerKind.instance.name])
    func beyond(_ kind: AdapterKind, _ name: String) async throws {
        let worker = try #require(WorkerKind.named(name))
        try await withPaused(worker, kind) { world in
            let told = Told()
            let waiting = holdBack(world, shortLag: 5, longestLag: 10, told)
            try await eventually("it says why it waits") { told.all.count > 1 }
            #expect(Set(told.all) == ["waiting for the worker \(name), which is paused"])
            try await world.pause(worker, false)
            try await waiting.value
        }
    }

    @Test("A wait for a paused worker can be cancelled", arguments: AdapterKind.allCases)
    func cancelled(_ kind: AdapterKind) async throws {
        try await withPaused(.graph, kind) { world in
            let told = Told()
            let waiting = holdBack(world, shortLag: 5, longestLag: 10, told)
            try await eventually("it says why it waits") { !told.all.isEmpty }
            waiting.cancel()
            try await waiting.value
        }
    }
}
