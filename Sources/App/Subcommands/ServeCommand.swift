// `spice serve ROLE`: one part of the pipeline as a process of its own, on servers that all parts share.

import ArgumentParser
import Engine
import Foundation
import HTTPAPI
import JSONText
import ServerAdapters
import ServiceLifecycle

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run one role of the connected mode; any number of processes may run each.",
        discussion: """
            Roles: oms, bff, funnel (HTTP), message-relay, instance-worker, ontology-worker, projection-worker. Needs \
            connected mode with a graph that all roles share (see spice config show). Ends cleanly on ctrl-C and \
            SIGTERM: what is in hand is finished, partitions go to the others.

            Examples:
              spice serve oms --host 0.0.0.0 --oms-port 8000
              spice serve instance-worker --socket /tmp/worker.sock
            """)

    enum Role: String, ExpressibleByArgument, CaseIterable {
        case oms, bff, funnel
        case messageRelay = "message-relay"
        case instanceWorker = "instance-worker"
        case ontologyWorker = "ontology-worker"
        case projectionWorker = "projection-worker"

        /// What it does of the pipeline; nothing where it only answers requests.
        var part: EngineRole? { EngineRole(rawValue: rawValue) }

        /// Without which it does not do its work. What the others do for it comes later.
        var needed: Set<ConnectedServer> {
            switch self {
            case .oms, .funnel: ConnectedServer.ofTheLog
            case .bff: ConnectedServer.ofTheLog.union([.graph])
            case .messageRelay: ConnectedServer.ofTheLog.union([.kafka])
            case .instanceWorker, .ontologyWorker:
                ConnectedServer.ofTheLog.union([.kafka, .graph])
            case .projectionWorker: ConnectedServer.ofTheLog.union([.kafka, .documents])
            }
        }
    }

    @Argument(help: "The role.") var role: Role
    @OptionGroup var listening: ListenOptions
    @Option(help: "A Unix socket at which this process tells how it is (spice status --connect).")
    var socket: String?
    @Option(name: .long, help: "The folder of crash-point marks, for rehearsals.")
    var dataDir: String?
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let configuration = try AppConfiguration.load()
        let address = try ListenAddress(listening, configuration)
        guard let plan = try ConnectedPlan(configuration) else {
            throw UsageError(
                "a role in its own process needs servers that all roles share: set SPICE_MODE="
                    + "connected, or use spice up")
        }
        let crashPoints = try CrashInjection.points(
            configuration.environment, directory: configuration.dataDirectory(dataDir),
            isConnected: true)
        let sheets = try SheetsPlan(configuration)
        let stack = try await ConnectedStack.open(
            plan, directory: nil, crashPoints: crashPoints, needed: role.needed, waits: true)
        var ports = stack.ports(crashPoints)
        ports.sheets = sheets.source
        let engine = Engine(
            ports: ports,
            settings: EngineSettings(
                version: Version.text, mode: stack.mode,
                processID: Int(ProcessInfo.processInfo.processIdentifier),
                roles: Set([role.part].compactMap { $0 }), servers: stack.servers))
        let serving = Serving(address, listening, output)
        try await serving.during(
            { try await serve(engine, serving) }, closing: { await stack.close() })
    }

    private func serve(_ engine: Engine, _ serving: Serving) async throws {
        let client = LocalEngine(engine)
        let address = serving.address
        if role.part == nil {
            try address.admit(
                hasTokens: try await ListenAddress.hasTokens(client), insecure: listening.insecure)
        }
        let services = serving.services(client)
        // The BFF is asked for the lags of the last hour.
        var all: [any Service] = [WorkerService(engine: engine, recordsLags: role == .bff)]
        switch role {
        case .oms: all.append(services.oms(host: address.host, port: address.oms))
        case .bff: all.append(services.bff(host: address.host, port: address.bff))
        case .funnel: all.append(services.funnel(host: address.host, port: address.funnel))
        default: serving.say("ready", "\(role.rawValue) ready")
        }
        if let socket { all.append(services.socket(path: socket)) }
        try await serving.run(all)
    }
}

/// The workers of an engine without a directory.
private struct WorkerService: Service {
    let engine: Engine
    /// Where consoles attach, the last hour is kept for them.
    let recordsLags: Bool

    func run() async throws {
        await cancelWhenGracefulShutdown {
            guard recordsLags else { return await engine.run() }
            async let recording: Void = engine.recordLags()
            await engine.run()
            await recording
        }
    }
}
