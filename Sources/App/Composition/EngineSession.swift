// Gives a subcommand an engine: the one that is named, the one that runs on the data directory already, or one opened
// here for as long as the subcommand takes.

import EmbeddedAdapters
import Engine
import EventSourcing
import Foundation
import HTTPClient
import Logging
import ServerAdapters
import ServiceLifecycle

struct EngineSession: Sendable {
    let client: any EngineClient
    let call: CallContext
    /// Nil when attached to an engine elsewhere.
    let owned: HostedEngine?

    /// How long a directory may stay with somebody who does not answer: about to start, or to end.
    private static let patience = Duration.seconds(10)

    /// Runs `body` with an engine and lets it go afterwards, also on errors. When the process that it is attached to
    /// ends, `body` is run again on the next engine, unless it `isOnce`.
    static func with<Value: Sendable>(
        _ options: EngineOptions, command: String, progress: ProgressLine = ProgressLine(),
        isOnce: Bool = false, _ body: @escaping @Sendable (EngineSession) async throws -> Value
    ) async throws -> Value {
        let configuration = try AppConfiguration.load()
        let call = CallContext(
            .localAdmin(NSUserName()), progress: { progress.show($0) })
        defer { progress.clear() }
        if let address = try configuration.engineAddress(options) {
            return try await elsewhere(
                try EngineTarget(address: address), token: configuration.token(options),
                configuration.environment, call, body)
        }
        let path = configuration.dataDirectory(options.dataDir)
        try MissingDirectory.check(path, for: command, options, configuration)
        let deadline = ContinuousClock.now + patience
        while true {
            switch try await open(path, command, configuration.environment) {
            case .owned(let engine):
                return try await running(engine) {
                    try await body(
                        EngineSession(
                            client: LocalEngine(engine.engine), call: call, owned: engine))
                }
            case .heldBy(let holder):
                var isBegun = false
                do {
                    let remote = try attached(holder, path)
                    // Commands of a moment hold the directory too: ask whether the holder still listens.
                    _ = try await remote.run(DescribeEngine(), call)
                    isBegun = true
                    return try await body(EngineSession(client: remote, call: call, owned: nil))
                } catch {
                    guard isPassing(error), !(isBegun && isOnce), ContinuousClock.now < deadline
                    else { throw error }
                }
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    /// The holder of the directory has just come, or is gone.
    static func isPassing(_ error: any Error) -> Bool {
        switch error {
        case let error as EngineError: error.code == .engineUnreachable
        case let error as StartError: error.code == "directory_locked"
        default: false
        }
    }

    /// Runs the engine beside `body`, then answers who is attached, stops and closes it.
    static func running<Value: Sendable>(
        _ engine: HostedEngine, _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let main = MainService(body)
        var configuration = ServiceGroupConfiguration(
            services: [
                .init(service: EngineService(engine: engine)),
                .init(
                    service: AttachService(engine: engine), successTerminationBehavior: .ignore),
                .init(service: main, successTerminationBehavior: .gracefullyShutdownGroup),
            ], logger: Log.quiet)
        // An attached call may take as long as it likes; this process should not.
        configuration.maximumGracefulShutdownDuration = .seconds(5)
        let result: Result<Void, any Error>
        do {
            result = .success(
                try await ServiceGroup(configuration: configuration).run())
        } catch {
            result = .failure(error)
        }
        await engine.close()
        if let value = try main.result?.get() { return value }
        try result.get()
        throw CancellationError()
    }

    static func open(
        _ path: String, _ command: String, _ environment: [String: String],
        _ adjust: (EnginePorts) -> EnginePorts = { $0 }
    ) async throws -> HostedEngine.Opening {
        let configuration = try AppConfiguration.load(environment)
        do {
            return try await HostedEngine.open(
                path: path, command: command, configuration: configuration, adjust: adjust)
        } catch let error as DirectoryError {
            throw StartError(error.description, code: error.code)
        }
    }

    static func attached(_ holder: LockHolder?, _ path: String) throws -> RemoteEngine {
        guard let holder else {
            throw StartError(
                "another process is just opening \(path); try again in a moment",
                code: "directory_locked")
        }
        return RemoteEngine(.unixSocket(path: holder.socketPath))
    }

    /// On a named engine; `ssh` runs for as long as `body` does.
    private static func elsewhere<Value: Sendable>(
        _ target: EngineTarget, token: String?, _ environment: [String: String],
        _ call: CallContext,
        _ body: @escaping @Sendable (EngineSession) async throws -> Value
    ) async throws -> Value {
        if let remote = target.remote(token: token) {
            return try await body(EngineSession(client: remote, call: call, owned: nil))
        }
        guard case .ssh(let address) = target else {
            throw UsageError("\(target.text) is a directory: name it with --data-dir")
        }
        let tunnel: SSHTunnel
        do throws(SSHFailure) {
            tunnel = try await SSHTunnel.open(address, environment)
        } catch {
            throw EngineError(.engineUnreachable, "ssh \(address.host): \(error)")
        }
        defer { tunnel.close() }
        let remote = RemoteEngine(.unixSocket(path: tunnel.socketPath))
        return try await body(EngineSession(client: remote, call: call, owned: nil))
    }
}

/// The engine cannot be started or reached: exit code 1.
struct StartError: Error, CustomStringConvertible {
    let description: String
    let code: String
    init(_ description: String, code: String) {
        self.description = description
        self.code = code
    }
}
