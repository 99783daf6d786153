// An engine that this process owns: a data directory with its lock, the adapters that the configuration chose, and the
// socket through which others attach. What stands behind the ports is the stack's business.

import EmbeddedAdapters
import Engine
import EventSourcing
import Foundation
import HTTPAPI
import Logging

/// The adapters behind the ports of one process. Closed once, after the engine has stopped.
protocol PortStack: Sendable {
    /// `embedded` or `connected`.
    var mode: String { get }
    /// The servers among them, which can be down; none where all is in files.
    var servers: [ServerProbe] { get }
    func ports(_ crashPoints: CrashPoints) -> EnginePorts
    /// Harmless when repeated.
    func close() async
}

final class HostedEngine: Sendable {
    /// What opening a directory came to.
    enum Opening: Sendable {
        case owned(HostedEngine)
        /// Another process has it; attach there.
        case heldBy(LockHolder?)
    }

    let engine: Engine
    let directory: EmbeddedDirectory
    let socketPath: String
    /// Who uses it through the socket.
    let visitors = Visitors()
    private let lock: DirectoryLock
    private let stack: any PortStack

    private init(
        engine: Engine, directory: EmbeddedDirectory, socketPath: String, lock: DirectoryLock,
        stack: any PortStack
    ) {
        self.engine = engine
        self.directory = directory
        self.socketPath = socketPath
        self.lock = lock
        self.stack = stack
    }

    /// Takes the directory, or says who has it. `adjust` may put something between engine and ports.
    static func open(
        path: String, command: String, configuration: AppConfiguration,
        adjust: (EnginePorts) -> EnginePorts = { $0 }
    ) async throws -> Opening {
        let plan = try ConnectedPlan(configuration)
        let sheets = try SheetsPlan(configuration)
        let environment = configuration.environment
        let crashPoints = try CrashInjection.points(
            environment, directory: path, isConnected: plan != nil)
        let directory = try EmbeddedDirectory(path: path)
        let socket = try SocketPath.choose(directory: directory.path, environment: environment)
        let lock: DirectoryLock
        switch try DirectoryLock.acquire(
            directory, command: command, socketPath: socket, now: WallClock.now())
        {
        case .heldBy(let holder): return .heldBy(holder)
        case .held(let held): lock = held
        }
        SocketPath.sweep(beside: socket)
        let stack: any PortStack
        if let plan {
            stack = try await ConnectedStack.open(
                plan, directory: directory, crashPoints: crashPoints, waits: command == "up")
        } else {
            stack = try await EmbeddedStack.open(directory)
        }
        var ports = adjust(stack.ports(crashPoints))
        ports.sheets = sheets.source
        let engine = Engine(
            ports: ports,
            settings: settings(directory.path, stack, for: command))
        return .owned(
            HostedEngine(
                engine: engine, directory: directory, socketPath: socket, lock: lock, stack: stack))
    }

    /// How long a command of a moment waits for what the one before it wrote; a console or a server answers sooner and
    /// shows the lag.
    private static let momentaryPatienceSeconds = 3.0

    private static func settings(
        _ path: String, _ stack: any PortStack, for command: String
    ) -> EngineSettings {
        let stays = ["console", "up", "serve"].contains(command)
        return EngineSettings(
            version: Version.text, mode: stack.mode,
            processID: Int(ProcessInfo.processInfo.processIdentifier), dataDirectory: path,
            readYourWritesSeconds: stays ? 0.25 : momentaryPatienceSeconds,
            servers: stack.servers, diskUsage: { DiskUsage.of(path) })
    }

    /// The socket through which others attach.
    func socket(logger: Logger) -> HTTPService {
        Services(
            engine: VisitedEngine(engine: LocalEngine(engine), visitors: visitors),
            logger: logger, now: { WallClock.now() }
        )
        .socket(path: socketPath)
    }

    /// Writes what waits and lets the directory go. Harmless when repeated.
    func close() async {
        await stack.close()
        lock.release()
    }
}
