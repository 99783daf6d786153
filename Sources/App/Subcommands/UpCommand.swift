// `spice up`: the engine in the foreground, with OMS, BFF, Funnel and the socket.

import ArgumentParser
import EmbeddedAdapters
import Engine
import HTTPAPI
import JSONText
import ServiceLifecycle

struct UpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "up",
        abstract: "Run the engine in the foreground and serve OMS, BFF and Funnel.",
        discussion: """
            Ends cleanly on ctrl-C and SIGTERM. Listens on loopback: every user of this host may use it until the first \
            token is made (spice token create); a foreign Origin or Host is refused. With --json each line is \
            an object with its `event`: data, notice, ready or stopped.

            Examples:
              spice up
              spice up --data-dir ./data --oms-port 9000 --bff-port 9002 --funnel-port 9003
              spice up --socket-only
            """)

    @OptionGroup var listening: ListenOptions
    @Flag(help: "No TCP port: only the Unix socket in the data directory's name.")
    var socketOnly = false

    @OptionGroup var engine: EngineOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard engine.connect == nil else {
            throw UsageError(
                "up runs an engine of its own: name its --data-dir, not another engine")
        }
        let configuration = try AppConfiguration.load()
        let address = try ListenAddress(listening, configuration)
        let path = configuration.dataDirectory(engine.dataDir)
        switch try await EngineSession.open(path, "up", configuration.environment) {
        case .heldBy(let holder):
            throw StartError(
                "\(path) is in use by process \(holder.map { String($0.pid) } ?? "?") "
                    + "(\(holder?.command ?? "starting")): stop it, attach to it with another "
                    + "subcommand, or choose another --data-dir", code: "directory_locked")
        case .owned(let owned):
            let serving = Serving(address, listening, output)
            try await serving.during(
                { try await serve(owned, serving) }, closing: { await owned.close() })
        }
    }

    private func serve(_ owned: HostedEngine, _ serving: Serving) async throws {
        let client = LocalEngine(owned.engine)
        let address = serving.address
        let hasTokens = try await ListenAddress.hasTokens(client)
        try address.admit(hasTokens: hasTokens, insecure: listening.insecure)
        let services = serving.services(client)
        serving.say(
            "data", "data in \(owned.directory.path)",
            JSONObject([("directory", .string(owned.directory.path))]))
        var all: [any Service] = [
            EngineService(engine: owned), services.socket(path: owned.socketPath),
        ]
        if !socketOnly {
            all += [
                services.oms(host: address.host, port: address.oms),
                services.bff(host: address.host, port: address.bff),
                services.funnel(host: address.host, port: address.funnel),
            ]
            serving.say(
                "notice",
                hasTokens
                    ? "tokens are asked for"
                    : "open to every user of this host until the first token is made")
        }
        try await serving.run(all)
    }
}
