// An embedded engine in this process, asked through the services' routes without a socket.

import EmbeddedAdapters
import Engine
import EventSourcing
import HTTPAPI
import JSONText
import Ontology
import Synchronization
import TestSupport
import Testing
import WireFormat

final class RealEngine: Sendable {
    private struct Open: Sendable {
        var engine: Engine
        var ports: EnginePorts
        var running: Task<Void, Never>
        var close: @Sendable () async -> Void
        var stopDocuments: @Sendable () async -> Void
    }

    private let folder: TemporaryFolder
    private let open = Mutex<Open?>(nil)

    private let sheets: (any SheetSource)?

    private init(_ sheets: (any SheetSource)?) throws {
        folder = try TemporaryFolder()
        self.sheets = sheets
    }

    /// Runs `body` with an engine on an empty directory.
    static func with(
        sheets: (any SheetSource)? = nil, _ body: (RealEngine) async throws -> Void
    ) async throws {
        let engine = try RealEngine(sheets)
        try await engine.start()
        let result: Result<Void, any Error>
        do { result = .success(try await body(engine)) } catch { result = .failure(error) }
        await engine.stop()
        engine.folder.remove()
        try result.get()
    }

    func restart() async throws {
        await stop()
        try await start()
    }

    private func start() async throws {
        let clock = SystemClock()
        let directory = try EmbeddedDirectory(path: folder.path)
        let ports = try EmbeddedPorts(
            opening: directory, clock: clock, partitions: 1,
            gathering: Set(WorkerKind.readModels.map(\.group)))
        let graph = try EmbeddedGraphStore(path: directory.graphPath)
        let documents = try EmbeddedDocumentIndex(path: directory.documentsPath)
        let lineage = try EmbeddedLineageIndex(path: directory.lineagePath)
        let randomness = SystemRandomness()
        var all = EnginePorts(
            store: ports.log, bus: ports.bus, relayCheckpoints: ports.relayCheckpoints,
            guards: ports.effects, graph: graph, documents: documents, lineage: lineage,
            deadLetters: ports.deadLetters, parkedWrites: ports.parkedWrites,
            commandStatus: ports.commandStatus(graph: graph, group: WorkerKind.graph.group),
            audit: ports.audit, leases: ports.leases, board: ports.workers,
            sources: ports.sources, clock: clock,
            ids: SystemIDs(clock: clock, randomness: randomness), randomness: randomness)
        all.sheets = sheets
        let engine = Engine(
            ports: all,
            settings: EngineSettings(
                version: "test", mode: "embedded", processID: 1, readYourWritesSeconds: 20))
        let running = Task { await engine.run() }
        open.withLock {
            $0 = Open(
                engine: engine, ports: all, running: running,
                close: {
                    await graph.file.close()
                    await documents.file.close()
                    await lineage.file.close()
                    await ports.close()
                }, stopDocuments: { await documents.file.close() })
        }
    }

    /// Puts a fact about its branches into the log, past the engine.
    func note(_ type: String, _ data: JSON) async throws {
        let store = try #require(open.withLock { $0?.ports.store })
        let clock = SystemClock()
        let fact = Event(
            id: SystemIDs(clock: clock, randomness: SystemRandomness()).next(), kind: .domain,
            type: type,
            stream: StreamID(
                database: "shop", epoch: 1, type: AggregateType("Branch"), key: "all"),
            occurredAt: clock.now(), actor: nil, topic: Topic("service_events"), data: data)
        _ = try await store.append([Submission([fact], expecting: .any)], with: nil)
    }

    /// The document index is gone, and only that.
    func loseDocuments() async {
        await open.withLock { $0?.stopDocuments }?()
    }

    private func stop() async {
        guard
            let live = open.withLock({ open in
                defer { open = nil }
                return open
            })
        else { return }
        live.running.cancel()
        await live.running.value
        await live.close()
    }

    var client: LocalEngine {
        guard let engine = open.withLock({ $0?.engine }) else {
            preconditionFailure("it is stopped")
        }
        return LocalEngine(engine)
    }

    /// OMS of another engine on the same ports, as a second process on the same servers.
    var twin: Asking {
        guard let ports = open.withLock({ $0?.ports }) else {
            preconditionFailure("it is stopped")
        }
        let settings = EngineSettings(version: "test", mode: "embedded", processID: 2)
        return Asking(
            Services.omsRoutes, LocalEngine(Engine(ports: ports, settings: settings)))
    }

    var oms: Asking { Asking(Services.omsRoutes, client) }
    var bff: Asking { Asking(Services.bffRoutes, client, style: .list) }
    var funnel: Asking { Asking(Services.funnelRoutes, client, style: .list) }

    func run<Request: UseCase>(_ request: Request) async throws -> Request.Answer {
        try await client.run(request, CallContext(.localAdmin("tester")))
    }

    /// A database with makers and products, decided and projected.
    func openShop() async throws {
        for (path, body) in RealEngine.shop {
            let answer = try await oms.post(path + "?wait=20&until=projected", body)
            #expect(answer.status == 202, "\(path): \(answer.text)")
        }
    }

    private static let shop: [(String, String)] = [
        ("/api/v1/database/create", #"{"name":"shop","description":"things"}"#),
        (
            "/api/v1/database/shop/ontology",
            #"""
            {"id":"Maker","label":"Makers","properties":[
              {"name":"maker_id","type":"string","required":true},
              {"name":"name","type":"string","label":"Name"},
              {"name":"boss","type":"string"}],
             "relationships":[{"predicate":"part_of","target":"Maker","cardinality":"n:1"}]}
            """#
        ),
        (
            "/api/v1/database/shop/ontology",
            #"""
            {"id":"Product","properties":[
              {"name":"product_id","type":"string","required":true},
              {"name":"name","type":"string","label":"Title"},
              {"name":"price","type":"decimal"},{"name":"stock","type":"integer"},
              {"name":"size","type":"object"}],
             "relationships":[{"predicate":"made_by","target":"Maker","cardinality":"n:1"}]}
            """#
        ),
        create("Maker", #"{"maker_id":"m1","name":"Ada"}"#),
        create("Maker", #"{"maker_id":"m2","name":"Bob","part_of":"Maker/m1"}"#),
        create("Maker", #"{"maker_id":"m3","name":"Cy","part_of":"Maker/m2"}"#),
        create("Product", #"{"product_id":"p1","name":"Axe","price":9.5,"made_by":"Maker/m1"}"#),
        create("Product", #"{"product_id":"p2","name":"Bow","price":20,"made_by":"Maker/m3"}"#),
        create("Product", #"{"product_id":"p3","name":"Cup","price":3,"size":{"h":1,"w":2}}"#),
    ]

    private static func create(_ className: String, _ data: String) -> (String, String) {
        ("/api/v1/instances/shop/async/\(className)/create", #"{"data":\#(data)}"#)
    }
}
