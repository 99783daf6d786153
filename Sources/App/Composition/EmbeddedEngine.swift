// The embedded engine in this process: one directory, its lock, its files, and the socket through which others attach.
// The only place that knows which adapters stand behind the ports.

import EmbeddedAdapters
import Engine
import EventSourcing
import Foundation
import HTTPAPI
import Logging
import Ontology

/// An engine that this process owns.
final class EmbeddedEngine: Sendable {
    /// What opening a directory came to.
    enum Opening: Sendable {
        case owned(EmbeddedEngine)
        /// Another process has it; attach there.
        case heldBy(LockHolder?)
    }

    let engine: Engine
    let directory: EmbeddedDirectory
    let socketPath: String
    private let lock: DirectoryLock
    private let ports: EmbeddedPorts
    private let readModels: ReadModelFiles

    private init(
        engine: Engine, directory: EmbeddedDirectory, socketPath: String, lock: DirectoryLock,
        ports: EmbeddedPorts, readModels: ReadModelFiles
    ) {
        self.engine = engine
        self.directory = directory
        self.socketPath = socketPath
        self.lock = lock
        self.ports = ports
        self.readModels = readModels
    }

    /// Takes the directory, or says who has it. `partitions` is for tests; one is right for one process.
    static func open(
        path: String, command: String, environment: [String: String],
        crashPoints: CrashPoints = .inert, partitions: Int = 1
    ) async throws(DirectoryError) -> Opening {
        let directory = try EmbeddedDirectory(path: path)
        let socket = try SocketPath.choose(directory: directory.path, environment: environment)
        let clock = SystemClock()
        let lock: DirectoryLock
        switch try DirectoryLock.acquire(
            directory, command: command, socketPath: socket, now: clock.now())
        {
        case .heldBy(let holder): return .heldBy(holder)
        case .held(let held): lock = held
        }
        SocketPath.sweep(beside: socket)
        let ports = try EmbeddedPorts(
            opening: directory, clock: clock, partitions: partitions,
            gathering: Set(WorkerKind.readModels.map(\.group)))
        let readModels: ReadModelFiles
        do throws(ReadModelError) {
            readModels = try await ReadModelFiles.open(directory, head: ports.log.headPosition)
            try ports.checkpoint(readModels.files)
        } catch {
            await ports.close()
            throw .unavailable(path: directory.path, reason: "\(error)")
        }
        let engine = Engine(
            ports: enginePorts(ports, readModels, clock, crashPoints),
            settings: settings(directory))
        return .owned(
            EmbeddedEngine(
                engine: engine, directory: directory, socketPath: socket, lock: lock,
                ports: ports, readModels: readModels))
    }

    private static func enginePorts(
        _ ports: EmbeddedPorts, _ models: ReadModelFiles, _ clock: SystemClock,
        _ crashPoints: CrashPoints
    ) -> EnginePorts {
        let randomness = SystemRandomness()
        return EnginePorts(
            store: ports.log, bus: ports.bus, relayCheckpoints: ports.relayCheckpoints,
            guards: ports.effects, graph: models.graph, documents: models.documents,
            lineage: models.lineage, deadLetters: ports.deadLetters,
            parkedWrites: ports.parkedWrites,
            commandStatus: ports.commandStatus(
                graph: models.graph, group: WorkerKind.graph.group),
            audit: ports.audit, leases: ports.leases, board: ports.workers,
            sources: ports.sources, clock: clock,
            ids: SystemIDs(clock: clock, randomness: randomness), randomness: randomness,
            crashPoints: crashPoints)
    }

    private static func settings(_ directory: EmbeddedDirectory) -> EngineSettings {
        let path = directory.path
        return EngineSettings(
            version: Version.text, mode: "embedded",
            processID: Int(ProcessInfo.processInfo.processIdentifier), dataDirectory: path,
            diskUsage: { DiskUsage.of(path) })
    }

    /// The socket through which others attach.
    func socket(logger: Logger) -> HTTPService {
        Services(engine: LocalEngine(engine), logger: logger, now: { WallClock.now() })
            .socket(path: socketPath)
    }

    /// Writes what waits and lets the directory go. Harmless when repeated.
    func close() async {
        // First the log side: it ends the threads that move the write-ahead logs of all files.
        await ports.close()
        await readModels.close()
        lock.release()
    }
}
