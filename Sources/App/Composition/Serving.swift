// What `spice up` and `spice serve` have in common: services behind their doors, lines about what is ready, and one group
// that ends cleanly on ctrl-C and SIGTERM.

import Engine
import HTTPAPI
import JSONText
import Logging
import ServiceLifecycle
import UnixSignals

struct Serving: Sendable {
    let address: ListenAddress
    /// `--insecure`.
    let isInsecure: Bool
    let isJSON: Bool
    private let logger = Log.service

    init(_ address: ListenAddress, _ options: ListenOptions, _ output: OutputOptions) {
        self.address = address
        isInsecure = options.insecure
        isJSON = output.json
    }

    /// A line that is there at once: the text, or with --json an object with the event and its members.
    func say(_ event: String, _ text: String, _ members: JSONObject = JSONObject()) {
        guard isJSON else { return Log.stdout(text) }
        let line = JSONObject([("event", .string(event)), ("message", .string(text))])
        Log.stdout(JSON.object(line.overlaid(by: members)).text)
    }

    func services(_ client: LocalEngine) -> Services {
        Services(
            engine: client, access: AccessRules(allowsAnyHost: isInsecure || !address.isLoopback),
            doors: Doors(engine: client, ratePerSecond: address.ratePerSecond, logger: logger),
            logger: logger, now: { WallClock.now() },
            onReady: { service, place in
                say(
                    "ready", "\(service) ready on \(place)",
                    JSONObject([
                        ("service", .string("\(service)")), ("address", .string("\(place)")),
                    ]))
            })
    }

    /// How long requests that are worked may go on after SIGTERM; then they are cancelled, which loses nothing: an import
    /// goes on when it is sent again. Less than `spice down`, systemd and containers wait.
    private static let drainSeconds = 10

    func run(_ services: [any Service]) async throws {
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(Serving.drainSeconds)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch let error as HTTPServiceError {
            throw StartError(error.message, code: error.code)
        } catch is CancellationError {
            // What was drained took too long; it has ended all the same.
        }
    }

    /// Closes what was opened, however the work ended, and says so when it ended well.
    func during(_ work: () async throws -> Void, closing close: () async -> Void) async throws {
        let result: Result<Void, any Error>
        do { result = .success(try await work()) } catch { result = .failure(error) }
        await close()
        try result.get()
        say("stopped", "stopped")
    }
}
