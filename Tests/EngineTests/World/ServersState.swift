// An engine wholly on servers: those that the environment names, under names of its own there, with the graph on the
// contract server or in a file. One of them may be reached over a way that a test can spoil, and the broker may be the
// test's own.

import EmbeddedAdapters
import Engine
import EventSourcing
import HTTPClient
import Ontology
import ServerAdapters
import TestSupport
import Testing

final class ServersState: Durable {
    /// Those that can be reached over a way.
    enum Server: String, CaseIterable, Sendable {
        case postgres, objects, kafka, documents, graph, redis
    }

    static let areThere = TestServers.has(
        "the engine on servers", TestServers.postgres, TestServers.seaweed, TestServers.kafka,
        TestServers.noidaElastic, TestServers.redis,
        TestServers.variable("SPICE_TEST_SERVICES"))

    /// To the server that was asked for.
    let way: SlowWay?
    let settings: ConnectedSettings
    private let postgres: PostgresPart
    private let graph: TerminusContractServer
    private let graphFile: String?

    /// With a server that is reached over a way there is little patience, so that what hangs is given up soon; a busy
    /// machine may use it up too. `broker`: of the test's own. `graphFile`: where the graph is, when on no server.
    init(over server: Server? = nil, broker: TestService? = nil, graphFile: String? = nil)
        async throws
    {
        postgres = try await PostgresPart(TestServers.postgres ?? "")
        graph = try TerminusContractServer()
        self.graphFile = graphFile
        let name = TestServers.uniqueName("w").lowercased()
        var urls: [Server: String] = [
            .postgres: postgres.url, .objects: TestServers.seaweed ?? "",
            .documents: TestServers.noidaElastic ?? "", .graph: graph.url,
            .redis: TestServers.redis ?? "",
            .kafka: "kafka://" + (broker?.facts["BOOTSTRAP"] ?? TestServers.kafka ?? ""),
        ]
        way = try server.map { try SlowWay(to: urls[$0] ?? "", isToBroker: $0 == .kafka) }
        if let server, let way { urls[server] = way.url(of: urls[server] ?? "") }
        let isImpatient = server != nil
        let limit = isImpatient ? 1.0 : 20.0
        let attempts = isImpatient ? 2 : 4
        settings = ConnectedSettings(
            postgres: PostgresSettings(
                url: urls[.postgres] ?? "", connectSeconds: 2, statementSeconds: limit,
                patienceSeconds: isImpatient ? 2 : 20),
            objects: S3Settings(
                endpoint: urls[.objects] ?? "", bucket: "spice-tests", prefix: name + "/",
                credentials: S3Credentials(accessKey: "key", secretKey: "secret"),
                deadlineSeconds: limit, attempts: attempts),
            kafka: KafkaSettings(
                bootstrap: String((urls[.kafka] ?? "").trimmingPrefix("kafka://")),
                prefix: name + ".",
                // The look-alike keeps the place of a member whose session ran out.
                sessionSeconds: server == .kafka ? 30 : 6, deliverySeconds: 3, requestSeconds: 3),
            documents: ElasticSettings(
                url: urls[.documents] ?? "", prefix: name + "_", deadlineSeconds: limit,
                attempts: attempts),
            redis: RedisSettings(
                url: urls[.redis] ?? "", prefix: name + ":", deadlineSeconds: 0.3,
                pauseSeconds: 0.1),
            graph: TerminusSettings(
                url: urls[.graph] ?? "", key: TerminusContractServer.key, prefix: name + "_",
                deadlineSeconds: limit, attempts: attempts), partitions: 2)
    }

    func open() async throws -> OpenPorts {
        let clock = SystemClock()
        let randomness = SystemRandomness()
        let ids = SystemIDs(clock: clock, randomness: randomness)
        let connected = ConnectedPorts(settings, http: HTTPClient(), clock: clock)
        try await patiently("the servers are made ready") {
            try await connected.prepare(ids: ids)
        }
        let file = try graphFile.map { try EmbeddedGraphStore(path: $0) }
        guard let graph: any GraphStore = file ?? connected.graph else {
            throw CheckAborted("no graph server")
        }
        let registry = connected.registry
        return OpenPorts(
            ports: EnginePorts(
                store: connected.store, bus: connected.bus, relayCheckpoints: registry.relay,
                guards: registry.effects, graph: graph, documents: connected.documents,
                lineage: registry.lineage, deadLetters: connected.deadLetters,
                parkedWrites: registry.parked, commandStatus: connected.status,
                audit: connected.audit, leases: registry.leases, board: registry.board,
                sources: connected.sources, clock: clock, ids: ids, randomness: randomness),
            close: {
                await connected.close()
                await file?.file.close()
            })
    }

    /// Nothing: `end` removes what can be removed.
    func remove() {}

    func end() async {
        way?.cut()
        graph.stop()
        await postgres.end()
    }

    /// A state for the length of `body`.
    static func with(
        over server: Server? = nil, broker: TestService? = nil, graphFile: String? = nil,
        _ body: (ServersState) async throws -> Void
    ) async throws {
        let state = try await ServersState(over: server, broker: broker, graphFile: graphFile)
        do { try await body(state) } catch {
            await state.end()
            throw error
        }
        await state.end()
    }
}
