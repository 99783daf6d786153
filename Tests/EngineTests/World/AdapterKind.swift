// The sets of adapters on which the engine has to prove itself.

import EmbeddedAdapters
import Engine
import EventSourcing
import Ontology
import TestSupport
import Testing

enum AdapterKind: String, CaseIterable, Sendable, CustomTestStringConvertible {
    /// One directory, as the program opens it.
    case embedded
    /// The same with four partitions.
    case embeddedInFour = "embedded with 4 partitions"
    /// In memory, at least once, nothing across ports, a bus apart from the store.
    case loose

    var testDescription: String { rawValue }
    var isEmbedded: Bool { self != .loose }
}

/// Open adapters, and how to let them go.
struct OpenPorts: Sendable {
    var ports: EnginePorts
    var close: @Sendable () async -> Void
}

/// Durable state that can be opened again and again.
protocol Durable: Sendable {
    func open() async throws -> OpenPorts
    func remove()
}

/// A directory, composed as the program composes it.
struct EmbeddedState: Durable {
    let folder: TemporaryFolder
    let partitions: Int

    func open() async throws -> OpenPorts {
        let clock = SystemClock()
        let directory = try EmbeddedDirectory(path: folder.path)
        let ports = try EmbeddedPorts(
            opening: directory, clock: clock, partitions: partitions,
            gathering: Set(WorkerKind.readModels.map(\.group)))
        let graph = try EmbeddedGraphStore(path: directory.graphPath)
        let documents = try EmbeddedDocumentIndex(path: directory.documentsPath)
        let lineage = try EmbeddedLineageIndex(path: directory.lineagePath)
        let randomness = SystemRandomness()
        return OpenPorts(
            ports: EnginePorts(
                store: ports.log, bus: ports.bus, relayCheckpoints: ports.relayCheckpoints,
                guards: ports.effects, graph: graph, documents: documents, lineage: lineage,
                deadLetters: ports.deadLetters, parkedWrites: ports.parkedWrites,
                commandStatus: ports.commandStatus(
                    graph: graph, group: WorkerKind.graph.group),
                audit: ports.audit, leases: ports.leases, board: ports.workers,
                sources: ports.sources, clock: clock,
                ids: SystemIDs(clock: clock, randomness: randomness), randomness: randomness),
            close: {
                await graph.file.close()
                await documents.file.close()
                await lineage.file.close()
                await ports.close()
            })
    }

    func remove() { folder.remove() }
}

struct LooseState: Durable {
    let world: LooseWorld
    let clock = SystemClock()

    init(_ options: LooseWorld.Options = LooseWorld.Options()) {
        world = LooseWorld(clock: clock, options)
    }

    func open() async throws -> OpenPorts {
        let ports = world.open()
        let randomness = SystemRandomness()
        return OpenPorts(
            ports: EnginePorts(
                store: ports.store, bus: ports.bus, relayCheckpoints: ports.relay,
                guards: ports.effects, graph: ports.graph, documents: ports.documents,
                lineage: ports.lineage, deadLetters: ports.deadLetters,
                parkedWrites: ports.parked, commandStatus: ports.status, audit: ports.audit,
                leases: ports.leases, board: ports.board, sources: ports.files, clock: clock,
                ids: SystemIDs(clock: clock, randomness: randomness), randomness: randomness),
            close: { [world] in world.kill() })
    }

    func remove() {}
}
