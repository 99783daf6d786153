// Every port on the files of one directory.

import EmbeddedAdapters
import Engine
import EventSourcing
import Ontology

final class EmbeddedStack: PortStack {
    let mode = "embedded"
    let servers: [ServerProbe] = []
    private let embedded: EmbeddedPorts
    private let readModels: ReadModelFiles

    private init(_ embedded: EmbeddedPorts, _ readModels: ReadModelFiles) {
        self.embedded = embedded
        self.readModels = readModels
    }

    /// Call it while holding the directory's lock.
    static func open(_ directory: EmbeddedDirectory) async throws(DirectoryError) -> EmbeddedStack {
        let ports = try EmbeddedPorts(
            opening: directory, clock: SystemClock(),
            gathering: Set(WorkerKind.readModels.map(\.group)))
        do throws(ReadModelError) {
            let readModels = try await ReadModelFiles.open(directory, head: ports.log.headPosition)
            try ports.checkpoint(readModels.files)
            return EmbeddedStack(ports, readModels)
        } catch {
            await ports.close()
            throw .unavailable(path: directory.path, reason: "\(error)")
        }
    }

    func ports(_ crashPoints: CrashPoints) -> EnginePorts {
        let (clock, randomness) = (SystemClock(), SystemRandomness())
        return EnginePorts(
            store: embedded.log, bus: embedded.bus, relayCheckpoints: embedded.relayCheckpoints,
            guards: embedded.effects, graph: readModels.graph, documents: readModels.documents,
            lineage: readModels.lineage, deadLetters: embedded.deadLetters,
            parkedWrites: embedded.parkedWrites,
            commandStatus: embedded.commandStatus(
                graph: readModels.graph, group: WorkerKind.graph.group),
            audit: embedded.audit, leases: embedded.leases, board: embedded.workers,
            sources: embedded.sources, clock: clock,
            ids: SystemIDs(clock: clock, randomness: randomness), randomness: randomness,
            crashPoints: crashPoints)
    }

    func close() async {
        // First the log side: it ends the threads that move the write-ahead logs of all files.
        await embedded.close()
        await readModels.close()
    }
}
