// The ports on servers, as the configuration chose them.

import EmbeddedAdapters
import Engine
import EventSourcing
import Foundation
import HTTPClient
import Ontology
import ServerAdapters

final class ConnectedStack: PortStack {
    let mode = "connected"
    private let connected: ConnectedPorts
    private let graph: any GraphStore
    /// Set when the graph is a file.
    private let graphFile: ReadModelFile?
    private let needed: Set<ConnectedServer>

    private init(
        _ connected: ConnectedPorts, _ graph: any GraphStore, _ file: ReadModelFile?,
        _ needed: Set<ConnectedServer>
    ) {
        self.connected = connected
        self.graph = graph
        graphFile = file
        self.needed = needed
    }

    /// Makes what is missing on the servers. `directory`: for a graph in a file; nil where a process has none.
    /// `needed`: without which the process is not ready. `waits`: it starts as soon as the log is there, and what else it
    /// needs may come later.
    static func open(
        _ plan: ConnectedPlan, directory: EmbeddedDirectory?,
        crashPoints: CrashPoints = .inert,
        needed: Set<ConnectedServer> = Set(ConnectedServer.allCases), waits: Bool = false
    ) async throws -> ConnectedStack {
        let clock = SystemClock()
        let ports = ConnectedPorts(
            plan.settings, http: HTTPClient(), clock: clock,
            reserved: { crashPoints.reach(.omsAfterReserve) })
        do {
            try await ports.prepare(
                ids: SystemIDs(clock: clock, randomness: SystemRandomness()),
                needing: waits ? ConnectedServer.ofTheLog : needed)
            if let graph = ports.graph { return ConnectedStack(ports, graph, nil, needed) }
            guard let directory else {
                throw UsageError(
                    "a role in its own process needs a graph that all share: set "
                        + "TERMINUS_SERVER_URL")
            }
            let graph = try EmbeddedGraphStore(path: try graphPath(plan, directory))
            return ConnectedStack(ports, graph, graph.file, needed)
        } catch {
            await ports.close()
            throw startError(error)
        }
    }

    /// A file of its own for each set of servers: their positions mean nothing to another.
    private static func graphPath(_ plan: ConnectedPlan, _ directory: EmbeddedDirectory) throws
        -> String
    {
        let folder = directory.path + "/connected"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        return "\(folder)/graph-\(plan.fingerprint).db"
    }

    private static func startError(_ error: any Error) -> any Error {
        guard let error = error as? ConnectedError else { return error }
        return StartError(
            "\(error.server) is not ready: \(error.reason); spice doctor says more",
            code: "server_unready")
    }

    var servers: [ServerProbe] {
        let ports = connected
        var probes = [
            probe(.postgres) { try await ports.askPostgres() },
            probe(.objects) { try await ports.askObjects() },
            probe(.kafka) { try await ports.askKafka() },
            probe(.documents) { try await ports.askDocuments() },
        ]
        if let ask = ports.asksGraph { probes.append(probe(.graph, ask)) }
        if let ask = ports.asksRedis {
            probes.append(ServerProbe("Redis", isOptional: true, ask: ask))
        }
        return probes
    }

    private func probe(
        _ server: ConnectedServer, _ ask: @escaping @Sendable () async throws -> String
    ) -> ServerProbe {
        ServerProbe(server.rawValue, isNeeded: needed.contains(server), ask: ask)
    }

    func ports(_ crashPoints: CrashPoints) -> EnginePorts {
        let (clock, randomness) = (SystemClock(), SystemRandomness())
        let registry = connected.registry
        return EnginePorts(
            store: connected.store, bus: connected.bus, relayCheckpoints: registry.relay,
            guards: registry.effects, graph: graph, documents: connected.documents,
            lineage: registry.lineage, deadLetters: connected.deadLetters,
            parkedWrites: registry.parked, commandStatus: connected.status,
            audit: connected.audit, leases: registry.leases, board: registry.board,
            sources: connected.sources, clock: clock,
            ids: SystemIDs(clock: clock, randomness: randomness), randomness: randomness,
            crashPoints: crashPoints)
    }

    func close() async {
        await connected.close()
        await graphFile?.close()
    }
}
