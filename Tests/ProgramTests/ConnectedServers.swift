// The servers that the environment names, for the program: under names of their own on all of them, with a graph server and a
// broker of their own.

import EmbeddedAdapters
import EventSourcing
import Foundation
import HTTPClient
import ServerAdapters
import TestSupport

/// Names of their own on all servers, and a graph server of their own.
struct ConnectedServers {
    let environment: [String: String]
    let graph: TerminusContractServer
    /// Its own, to be restarted.
    let kafka: TestService
    private let namespace = TestServers.uniqueName("p").lowercased()
    private let postgres: PostgresPart

    /// `strictGroups`: on a broker whose groups wait for their members and take their commits as Kafka's do.
    init(strictGroups: Bool = false) async throws {
        postgres = try await PostgresPart(TestServers.postgres ?? "")
        graph = try TerminusContractServer()
        kafka = try strictGroups ? TestService.withStrictGroups() : TestService("noida-kafka")
        environment = [
            "SPICE_MODE": "connected", "SPICE_NAMESPACE": namespace, "POSTGRES_URL": postgres.url,
            "MINIO_ENDPOINT_URL": TestServers.seaweed ?? "", "MINIO_ACCESS_KEY": "key",
            "MINIO_SECRET_KEY": "secret", "EVENT_STORE_BUCKET": "spice-tests",
            "KAFKA_BOOTSTRAP_SERVERS": kafka.facts["BOOTSTRAP"] ?? "",
            "SPICE_KAFKA_SESSION_SECONDS": "6", "SPICE_KAFKA_PARTITIONS": "2",
            "ELASTICSEARCH_URL": TestServers.noidaElastic ?? "",
            "REDIS_URL": TestServers.redis ?? "", "TERMINUS_SERVER_URL": graph.url,
            "TERMINUS_KEY": TerminusContractServer.key,
        ]
    }

    func role(_ name: String, _ options: [String] = [], more: [String: String] = [:]) throws
        -> RunningProgram
    {
        try RunningProgram(
            ["serve", name] + options, environment: environment.merging(more) { $1 })
    }

    /// On the registry of these servers.
    func postgres<Value: Sendable>(_ body: (PostgresPool) async throws -> Value) async throws
        -> Value
    {
        let pool = PostgresPool(
            PostgresSettings(url: postgres.url, connections: 1, applicationName: "test"))
        defer { pool.close() }
        return try await body(pool)
    }

    /// Everything that the log holds.
    func log() async throws -> [RecordedEvent] {
        try await postgres { pool in
            let store = S3EventStore(
                S3Client(
                    S3Settings(
                        endpoint: TestServers.seaweed ?? "", bucket: "spice-tests",
                        prefix: namespace + "/",
                        credentials: S3Credentials(accessKey: "key", secretKey: "secret")),
                    http: HTTPClient(), clock: SystemClock()), pool)
            defer { store.close() }
            var events: [RecordedEvent] = []
            while true {
                let more = try await store.read(
                    after: events.last?.position ?? .start, limit: 1000)
                if more.isEmpty { return events }
                events += more
            }
        }
    }

    /// The broker as a client of its own sees it; close it.
    var bus: KafkaBus {
        KafkaBus(
            KafkaSettings(bootstrap: kafka.facts["BOOTSTRAP"] ?? "", prefix: namespace + "."))
    }

    func end() async {
        graph.stop()
        kafka.end()
        await postgres.end()
    }
}
