// `spice serve ROLE`: one part of the pipeline as a process of its own, on servers that all parts share.

import ArgumentParser
import Engine
import Foundation
import HTTPAPI
import JSONText
import ServiceLifecycle
import UnixSignals

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
        let stack = try await ConnectedStack.open(plan, directory: nil)
        let engine = Engine(
            ports: stack.ports(crashPoints),
            settings: EngineSettings(
                version: Version.text, mode: stack.mode,
                processID: Int(ProcessInfo.processInfo.processIdentifier),
                roles: Set([role.part].compactMap { $0 }), servers: stack.servers))
        let result: Result<Void, any Error>
        do {
            result = .success(try await serve(engine, address))
        } catch {
            result = .failure(error)
        }
        await stack.close()
        try result.get()
        say("stopped", "stopped", JSONObject())
    }

    private func serve(_ engine: Engine, _ address: ListenAddress) async throws {
        let logger = Log.service
        let client = LocalEngine(engine)
        let hasTokens = try await ListenAddress.hasTokens(client)
        if role.part == nil {
            try address.admit(hasTokens: hasTokens, insecure: listening.insecure)
        }
        let services = Services(
            engine: client,
            access: AccessRules(allowsAnyHost: listening.insecure || !address.isLoopback),
            doors: Doors(engine: client, ratePerSecond: address.ratePerSecond, logger: logger),
            logger: logger,
            now: { WallClock.now() },
            onReady: { [say] service, place in
                say(
                    "ready", "\(service) ready on \(place)",
                    JSONObject([
                        ("service", .string("\(service)")), ("address", .string("\(place)")),
                    ]))
            })
        var all: [any Service] = [WorkerService(engine: engine)]
        switch role {
        case .oms: all.append(services.oms(host: address.host, port: address.oms))
        case .bff: all.append(services.bff(host: address.host, port: address.bff))
        case .funnel: all.append(services.funnel(host: address.host, port: address.funnel))
        default: say("ready", "\(role.rawValue) ready", JSONObject())
        }
        if let socket { all.append(services.socket(path: socket)) }
        let group = ServiceGroup(
            services: all, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        do {
            try await group.run()
        } catch let error as HTTPServiceError {
            throw StartError(error.message, code: error.code)
        }
    }

    private var say: @Sendable (String, String, JSONObject) -> Void {
        let isJSON = output.json
        return { event, text, members in
            let line = JSONObject([("event", .string(event)), ("message", .string(text))])
            Log.stdout(isJSON ? JSON.object(line.overlaid(by: members)).text : text)
        }
    }
}

/// The workers of an engine without a directory.
private struct WorkerService: Service {
    let engine: Engine

    func run() async throws {
        await cancelWhenGracefulShutdown { await engine.run() }
    }
}
