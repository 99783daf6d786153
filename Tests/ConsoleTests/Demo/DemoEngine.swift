// The demo's tables in an embedded engine, imported once for all tests that look at them. Its time of day
// stands still and its ids come from a seed, so that screens of it are the same in every run.

import EmbeddedAdapters
import EventSourcing
import Foundation
import Synchronization
import TestSupport

@testable import Engine

/// Shows one time of day for ever; waiting takes real time, unless somebody turns the clock on.
final class StillClock: EventSourcing.Clock {
    private let ahead = Mutex(0.0)

    func now() -> Timestamp { FixedClock.sampleTime }
    func uptimeSeconds() -> Double {
        ahead.withLock { $0 } + ProcessInfo.processInfo.systemUptime
    }

    func turnOn(by seconds: Double) { ahead.withLock { $0 += seconds } }

    func sleep(seconds: Double) async throws(CancellationError) {
        do { try await Task.sleep(for: .seconds(seconds)) } catch { throw CancellationError() }
    }
}

/// Answers of the engine without what differs from run to run: how long it is up, and where in the log a command
/// came to stand among the answers to others.
struct StillEngine: EngineClient {
    let engine: LocalEngine
    let kept = KeptAnswers()

    func run<Request: UseCase>(
        _ request: Request, _ call: CallContext
    ) async throws(EngineError) -> Request.Answer {
        // How long the import took is another every time.
        let nothing = LagHistoryView(secondsPerStep: 5, workers: [])
        if request is ReadLagHistory, let nothing = nothing as? Request.Answer { return nothing }
        let answer = try await answer(request, call)
        if var view = answer as? PipelineView {
            view.uptimeSeconds = 192
            return (view as? Request.Answer) ?? answer
        }
        if var view = answer as? Neighbourhood, view.asOf != nil {
            view.asOf?.position = "4711"
            view.asOf?.changes = 100
            return (view as? Request.Answer) ?? answer
        }
        if var view = answer as? CommandView {
            for index in view.stages.indices where view.stages[index].name == "relayed" {
                view.stages[index].detail = "position 4711"
            }
            return (view as? Request.Answer) ?? answer
        }
        return answer
    }
}

extension StillEngine {
    private func answer<Request: UseCase>(
        _ request: Request, _ call: CallContext
    ) async throws(EngineError) -> Request.Answer {
        let answer: (any Sendable)? =
            switch request {
            case let request as InferFiles:
                try await kept.answer(to: request) { try await engine.run(request, call) }
            case let request as SuggestMapping:
                try await kept.answer(to: request) { try await engine.run(request, call) }
            default: nil
            }
        if let answer = answer as? Request.Answer { return answer }
        return try await engine.run(request, call)
    }
}

actor DemoEngine {
    static let shared = DemoEngine()
    static let database = "northwind"

    static let files: [String] = {
        let root = URL(fileURLWithPath: #filePath).pathComponents.dropLast(4)
        let folder = "/" + root.dropFirst().joined(separator: "/") + "/docs/samples/northwind"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".csv") }.sorted().map { "\(folder)/\($0)" }
    }()

    /// The path of one of the demo's tables.
    static func file(_ name: String) -> String { files.first { $0.hasSuffix("/" + name) } ?? name }

    private var imported: Task<StillEngine, any Error>?

    /// The engine with everything imported and projected.
    func client() async throws -> StillEngine {
        if let imported { return try await imported.value }
        let task = Task { try await Self.open() }
        imported = task
        return try await task.value
    }

    private static func open() async throws -> StillEngine {
        let folder = try TemporaryFolder()
        let clock = StillClock()
        let engine = Engine(
            ports: try ports(at: EmbeddedDirectory(path: folder.file("data")), clock),
            settings: EngineSettings(
                version: "test", mode: "embedded", processID: 1, readYourWritesSeconds: 20))
        // It lives as long as the tests do.
        Leftovers.add(folder)
        Task { await engine.run() }
        let client = LocalEngine(engine)
        let call = CallContext(.localAdmin("ana"))
        _ = try await client.run(
            ImportFiles(database: database, files: files.map { FileInput(name: $0) }), call)
        while try await client.run(PipelineStatus(), call).lag > 0 {
            try await Task.sleep(for: .milliseconds(20))
        }
        // Rates are those of the last ten seconds.
        clock.turnOn(by: 11)
        while try await isBusy(client, call) { try await Task.sleep(for: .milliseconds(20)) }
        return StillEngine(engine: client)
    }

    /// Something waits, or flowed a moment ago.
    private static func isBusy(_ client: LocalEngine, _ call: CallContext) async throws -> Bool {
        let status = try await client.run(PipelineStatus(), call)
        return status.lag > 0 || status.stages.contains { $0.ratePerSecond > 0 }
            || status.workers.contains { $0.ratePerSecond > 0 || $0.state != "idle" }
    }

    private static func ports(
        at directory: EmbeddedDirectory, _ clock: StillClock
    ) throws -> EnginePorts {
        let ports = try EmbeddedPorts(
            opening: directory, clock: clock, partitions: 1,
            gathering: Set(WorkerKind.readModels.map(\.group)))
        let graph = try EmbeddedGraphStore(path: directory.graphPath)
        return EnginePorts(
            store: ports.log, bus: ports.bus, relayCheckpoints: ports.relayCheckpoints,
            guards: ports.effects, graph: graph,
            documents: try EmbeddedDocumentIndex(path: directory.documentsPath),
            lineage: try EmbeddedLineageIndex(path: directory.lineagePath),
            deadLetters: ports.deadLetters, parkedWrites: ports.parkedWrites,
            commandStatus: ports.commandStatus(graph: graph, group: WorkerKind.graph.group),
            audit: ports.audit, leases: ports.leases, board: ports.workers,
            sources: ports.sources, clock: clock, ids: SeededIDs(seed: 7, clock: clock),
            randomness: SeededRandomness(seed: 7))
    }
}

/// Removes what nobody closes, when the process ends.
enum Leftovers {
    private static let folders = Mutex<[TemporaryFolder]>([])
    private static let registered: Void = {
        atexit { Leftovers.folders.withLock { for folder in $0 { folder.remove() } } }
    }()

    static func add(_ folder: TemporaryFolder) {
        _ = registered
        folders.withLock { $0.append(folder) }
    }
}
