// An engine that runs on one set of adapters, can be stopped and started on the same state, and is asked through the
// same client as everywhere.

import Engine
import EventSourcing
import JSONText
import Ontology
import Synchronization
import TestSupport
import Testing

final class World: Sendable {
    private struct Live: Sendable {
        var engine: Engine
        var open: OpenPorts
        var running: Task<Void, Never>
    }

    let kind: AdapterKind
    private let state: any Durable
    private let settings: EngineSettings
    /// Puts wrappers around ports, each time they are opened.
    private let adjust: @Sendable (inout EnginePorts) -> Void
    private let live = Mutex<Live?>(nil)

    private init(
        _ kind: AdapterKind, _ state: any Durable, _ settings: EngineSettings,
        _ adjust: @escaping @Sendable (inout EnginePorts) -> Void
    ) {
        self.kind = kind
        self.state = state
        self.settings = settings
        self.adjust = adjust
    }

    /// A running engine on fresh state; the caller closes it.
    static func open(
        _ kind: AdapterKind, settings: EngineSettings = .patient,
        adjust: @escaping @Sendable (inout EnginePorts) -> Void = { _ in }
    ) async throws -> World {
        let state: any Durable =
            switch kind {
            case .embedded: EmbeddedState(folder: try TemporaryFolder(), partitions: 1)
            case .embeddedInFour: EmbeddedState(folder: try TemporaryFolder(), partitions: 4)
            case .loose: LooseState()
            }
        let world = World(kind, state, settings, adjust)
        try await world.start()
        return world
    }

    /// The same on a loose state of one's own making.
    static func with(
        _ state: LooseState, adjust: @escaping @Sendable (inout EnginePorts) -> Void = { _ in },
        _ body: (World) async throws -> Void
    ) async throws {
        let world = World(.loose, state, .patient, adjust)
        try await world.start()
        try await world.closing(body)
    }

    /// The same on any state, which stays when the engine goes.
    static func on(
        _ state: any Durable, settings: EngineSettings = .patient,
        adjust: @escaping @Sendable (inout EnginePorts) -> Void = { _ in },
        _ body: (World) async throws -> Void
    ) async throws {
        let world = World(state is LooseState ? .loose : .embedded, state, settings, adjust)
        try await world.start()
        do { try await body(world) } catch {
            await world.stop()
            throw error
        }
        await world.stop()
    }

    /// Runs `body` with an engine on fresh state and removes everything afterwards.
    static func with(
        _ kind: AdapterKind, settings: EngineSettings = .patient,
        adjust: @escaping @Sendable (inout EnginePorts) -> Void = { _ in },
        _ body: (World) async throws -> Void
    ) async throws {
        try await open(kind, settings: settings, adjust: adjust).closing(body)
    }

    private func closing(_ body: (World) async throws -> Void) async throws {
        do { try await body(self) } catch {
            await close()
            throw error
        }
        await close()
    }

    func start() async throws {
        var open = try await state.open()
        adjust(&open.ports)
        let engine = Engine(ports: open.ports, settings: settings)
        let running = Task { await engine.run() }
        live.withLock { $0 = Live(engine: engine, open: open, running: running) }
    }

    /// Lets the engine go; the state stays.
    func stop() async {
        guard
            let live = live.withLock({ live in
                defer { live = nil }
                return live
            })
        else { return }
        live.running.cancel()
        await live.running.value
        await live.open.close()
    }

    func restart() async throws {
        await stop()
        try await start()
    }

    func close() async {
        await stop()
        state.remove()
    }

    /// For worlds that nobody closes, at the very end.
    func removeFiles() { state.remove() }

    var client: LocalEngine { LocalEngine(current.engine) }
    /// Beneath the engine, for looking and for breaking things.
    var ports: EnginePorts { current.open.ports }

    private var current: Live {
        guard let live = live.withLock({ $0 }) else { preconditionFailure("it is stopped") }
        return live
    }

    func run<Request: UseCase>(_ request: Request) async throws -> Request.Answer {
        try await client.run(request, CallContext(.localAdmin("tester")))
    }

    /// The error that a request ends with; a recorded failure when it does not.
    func refusal<Request: UseCase>(
        _ request: Request, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> EngineError {
        do throws(EngineError) {
            _ = try await client.run(request, CallContext(.localAdmin("tester")))
        } catch {
            return error
        }
        Issue.record("\(Request.name) was not refused", sourceLocation: sourceLocation)
        throw NotRefused()
    }

    struct NotRefused: Error {}
}

extension EngineSettings {
    /// A query waits for writes as long as it takes.
    static let patient = EngineSettings(
        version: "test", mode: "embedded", processID: 1, readYourWritesSeconds: 20)
    /// A query does not wait for writes at all: for tests that hold a worker back.
    static let impatient = EngineSettings(
        version: "test", mode: "embedded", processID: 1, readYourWritesSeconds: 0)
}
