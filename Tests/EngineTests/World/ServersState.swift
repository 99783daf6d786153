// An engine wholly on servers: those that the environment names, under names of its own there, with the graph on the
// contract server. One of them may be reached over a way that a test can spoil, and the broker may be the test's own.

import EmbeddedAdapters
import Engine
import EventSourcing
import HTTPClient
import ServerAdapters
import TestSupport

final class ServersState: Durable {
    /// Those that can be reached over a way; a broker tells its clients where it is itself.
    enum Server: String, CaseIterable, Sendable {
        case postgres, objects, documents, graph, redis
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

    /// Little patience with servers, so that what hangs is given up soon. `broker`: of the test's own.
    init(over server: Server? = nil, broker: TestService? = nil) async throws {
        postgres = try await PostgresPart(TestServers.postgres ?? "")
        graph = try TerminusContractServer()
        let name = TestServers.uniqueName("w").lowercased()
        var urls: [Server: String] = [
            .postgres: postgres.url, .objects: TestServers.seaweed ?? "",
            .documents: TestServers.noidaElastic ?? "", .graph: graph.url,
            .redis: TestServers.redis ?? "",
        ]
        way = try server.map { try SlowWay(to: urls[$0] ?? "") }
        if let server, let way { urls[server] = way.url(of: urls[server] ?? "") }
        settings = ConnectedSettings(
            postgres: PostgresSettings(
                url: urls[.postgres] ?? "", connectSeconds: 2, statementSeconds: 1,
                patienceSeconds: 2),
            objects: S3Settings(
                endpoint: urls[.objects] ?? "", bucket: "spice-tests", prefix: name + "/",
                credentials: S3Credentials(accessKey: "key", secretKey: "secret"),
                deadlineSeconds: 1, attempts: 2),
            kafka: KafkaSettings(
                bootstrap: broker?.facts["BOOTSTRAP"] ?? TestServers.kafka ?? "",
                prefix: name + ".", sessionSeconds: 6, deliverySeconds: 3, requestSeconds: 3),
            documents: ElasticSettings(
                url: urls[.documents] ?? "", prefix: name + "_", deadlineSeconds: 1, attempts: 2),
            redis: RedisSettings(
                url: urls[.redis] ?? "", prefix: name + ":", deadlineSeconds: 0.3,
                pauseSeconds: 0.1),
            graph: TerminusSettings(
                url: urls[.graph] ?? "", key: TerminusContractServer.key, prefix: name + "_",
                deadlineSeconds: 1, attempts: 2), partitions: 2)
    }

    func open() async throws -> OpenPorts {
        let clock = SystemClock()
        let randomness = SystemRandomness()
        let ids = SystemIDs(clock: clock, randomness: randomness)
        let connected = ConnectedPorts(settings, http: HTTPClient(), clock: clock)
        try await connected.prepare(ids: ids)
        guard let graph = connected.graph else { throw CheckAborted("no graph server") }
        let registry = connected.registry
        return OpenPorts(
            ports: EnginePorts(
                store: connected.store, bus: connected.bus, relayCheckpoints: registry.relay,
                guards: registry.effects, graph: graph, documents: connected.documents,
                lineage: registry.lineage, deadLetters: connected.deadLetters,
                parkedWrites: registry.parked, commandStatus: connected.status,
                audit: connected.audit, leases: registry.leases, board: registry.board,
                sources: connected.sources, clock: clock, ids: ids, randomness: randomness),
            close: { await connected.close() })
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
        over server: Server? = nil, broker: TestService? = nil,
        _ body: (ServersState) async throws -> Void
    ) async throws {
        let state = try await ServersState(over: server, broker: broker)
        do { try await body(state) } catch {
            await state.end()
            throw error
        }
        await state.end()
    }
}
