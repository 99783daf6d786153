// Deliveries in any order, late and again, on the embedded adapters: the end is that of a run in order, and adapters that
// lean on the order are found out.

import EmbeddedAdapters
import Engine
import EventSourcing
import Ontology
import Synchronization
import TestSupport
import Testing

@testable import Laboratory

@Suite struct DisorderTests {
    private static let rig = DisorderRig { path, adjust in
        let clock = SystemClock()
        let directory = try EmbeddedDirectory(path: path)
        let ports = try EmbeddedPorts(
            opening: directory, clock: clock, gathering: Set(WorkerKind.readModels.map(\.group)))
        let graph = try EmbeddedGraphStore(path: directory.graphPath)
        let documents = try EmbeddedDocumentIndex(path: directory.documentsPath)
        let lineage = try EmbeddedLineageIndex(path: directory.lineagePath)
        let randomness = SystemRandomness()
        let engine = Engine(
            ports: adjust(
                EnginePorts(
                    store: ports.log, bus: ports.bus, relayCheckpoints: ports.relayCheckpoints,
                    guards: ports.effects, graph: graph, documents: documents, lineage: lineage,
                    deadLetters: ports.deadLetters, parkedWrites: ports.parkedWrites,
                    commandStatus: ports.commandStatus(
                        graph: graph, group: WorkerKind.graph.group),
                    audit: ports.audit, leases: ports.leases, board: ports.workers,
                    sources: ports.sources, clock: clock,
                    ids: SystemIDs(clock: clock, randomness: randomness),
                    randomness: randomness)),
            settings: EngineSettings(version: "test", mode: "embedded", processID: 1))
        let workers = Task { await engine.run() }
        return RunningEngine(client: LocalEngine(engine)) {
            workers.cancel()
            await workers.value
            await graph.file.close()
            await documents.file.close()
            await lineage.file.close()
            await ports.close()
        }
    }

    private func run(
        seed: UInt64, plant: @escaping @Sendable (EnginePorts) -> EnginePorts = { $0 }
    ) async throws -> DisorderRun.Outcome {
        try await TemporaryFolder.with { folder in
            try await DisorderRun(
                Self.rig, folder: folder.path, seed: seed, commands: 25, plant: plant
            ).run()
        }
    }

    @Test func whatComesInAnyOrderLateAndAgainEndsAsInOrder() async throws {
        let outcome = try await run(seed: 1)
        #expect(outcome.checks.filter { $0.violationCount > 0 } == [])
        #expect(outcome.checks.allSatisfy { $0.examined > 0 })
        #expect(outcome.checks.map(\.promise).contains(.inOrder))
        #expect(outcome.tally.again > 0 && outcome.tally.tooLate > 0)
        #expect(outcome.tally.keptBack == 0)
        #expect(outcome.ledger.acknowledged.count == 100)
    }

    /// An index that takes whatever comes last for the newest.
    @Test func anIndexThatLeansOnTheOrderIsFoundOut() async throws {
        let outcome = try await run(seed: 1) { ports in
            var ports = ports
            ports.documents = TrustingDocuments(base: ports.documents)
            return ports
        }
        let broken = Set(outcome.checks.filter { $0.violationCount > 0 }.map(\.promise))
        #expect(broken.isSuperset(of: [.inOrder, .readModels]))
    }
}

/// Numbers the changes itself, by their arrival.
private final class TrustingDocuments: DocumentIndex {
    private let base: any DocumentIndex
    private let number = Mutex(0)

    init(base: any DocumentIndex) { self.base = base }

    func apply(_ batch: [DocumentChange], upTo: BusPosition?) async throws(ReadModelError) {
        try await base.apply(batch.map(renumbered), upTo: upTo)
    }

    private func renumbered(_ change: DocumentChange) -> DocumentChange {
        let next = SequenceNumber(
            number.withLock { number in
                number += 1
                return 1000 + number
            })
        switch change {
        case .upsert(var document):
            document.sequence = next
            return .upsert(document)
        case .delete(let id, _): return .delete(id, sequence: next)
        case .dropDatabase: return change
        }
    }

    func checkpoint() async throws(ReadModelError) -> BusPosition? { try await base.checkpoint() }

    func documents(_ ids: [DocumentID]) async throws(ReadModelError) -> [Document] {
        try await base.documents(ids)
    }

    func search(_ query: DocumentQuery, _ page: PageRequest) async throws(ReadModelError)
        -> Page<Document>
    { try await base.search(query, page) }

    func count(_ query: DocumentQuery) async throws(ReadModelError) -> Int {
        try await base.count(query)
    }

    func reset() async throws(ReadModelError) { try await base.reset() }
}
