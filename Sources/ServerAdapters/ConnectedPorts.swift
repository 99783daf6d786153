// All ports that stand on servers, opened together and made ready: tables, bucket, topics, index, graph database. The
// graph may also stand elsewhere.

package import EventSourcing
package import HTTPClient
internal import Ontology
internal import Synchronization

/// Where the servers are. Redis may be left out, and the graph may stand elsewhere.
package struct ConnectedSettings: Sendable {
    package var postgres: PostgresSettings
    package var objects: S3Settings
    package var kafka: KafkaSettings
    package var documents: ElasticSettings
    package var redis: RedisSettings?
    package var graph: TerminusSettings?
    package var partitions: Int
    package var replication: Int
    /// How long Kafka keeps records; the log keeps them for good.
    package var topicRetentionSeconds: Double
    /// How long the registry remembers what was done; nil: for good.
    package var registryRetentionSeconds: Double?

    package init(
        postgres: PostgresSettings, objects: S3Settings, kafka: KafkaSettings,
        documents: ElasticSettings, redis: RedisSettings? = nil,
        graph: TerminusSettings? = nil, partitions: Int = 3, replication: Int = 1,
        topicRetentionSeconds: Double = 7 * 86_400, registryRetentionSeconds: Double? = nil
    ) {
        self.postgres = postgres
        self.objects = objects
        self.kafka = kafka
        self.documents = documents
        self.redis = redis
        self.graph = graph
        self.partitions = partitions
        self.replication = replication
        self.topicRetentionSeconds = topicRetentionSeconds
        self.registryRetentionSeconds = registryRetentionSeconds
    }
}

/// A server that ports stand on, by the name that screens and `/ready` have for it.
package enum ConnectedServer: String, CaseIterable, Sendable {
    case postgres = "Postgres"
    case objects = "S3"
    case kafka = "Kafka"
    case documents = "Elasticsearch"
    case graph = "TerminusDB"

    /// What holds the log: without it nothing works at all.
    package static let ofTheLog: Set<ConnectedServer> = [.postgres, .objects]
}

/// Which server is not ready, and its words.
package struct ConnectedError: Error, Hashable, Sendable, CustomStringConvertible {
    package let server: String
    package let reason: String

    package var description: String { "\(server): \(reason)" }
}

/// Open it once a process; close it before letting go of it.
package final class ConnectedPorts: Sendable {
    package static let topics: [Topic] = [
        .databaseCommands, .ontologyCommands, .instanceCommands, .ontologyEvents, .instanceEvents,
        KafkaDeadLetters.topic,
    ]

    package let registry: PostgresRegistry
    package let store: S3EventStore
    package let sources: S3SourceFiles
    package let bus: KafkaBus
    package let documents: ElasticDocumentIndex
    package let deadLetters: KafkaDeadLetters
    package let status: any CommandStatus
    package let audit: PostgresAuditTrail
    /// Nil where no graph server is named.
    package let graph: TerminusGraphStore?
    /// Where the log ended when Postgres was asked last.
    let lastSegment = Mutex<Int64?>(nil)
    let objects: S3Client
    let search: ElasticClient
    let redisClient: RedisClient?
    /// That topics should have.
    var partitions: Int { settings.partitions }
    /// How long records on them should stay.
    var topicRetentionSeconds: Double { settings.topicRetentionSeconds }
    /// Nil: for good.
    var registryRetentionSeconds: Double? { settings.registryRetentionSeconds }
    /// What is made ready when its server comes.
    private let later = Mutex<[Task<Void, Never>]>([])
    private let settings: ConnectedSettings
    private let retention: RegistryRetention
    private let redis: RedisCommandStatus?

    /// Asks nobody yet. `reserved`: see `S3EventStore`.
    package init(
        _ settings: ConnectedSettings, http: HTTPClient, clock: any EventSourcing.Clock,
        time: PostgresTime = .server, reserved: @escaping @Sendable () -> Void = {}
    ) {
        self.settings = settings
        let registry = PostgresRegistry(settings.postgres, time: time)
        self.registry = registry
        retention = RegistryRetention(
            registry, clock: clock, seconds: settings.registryRetentionSeconds)
        objects = S3Client(settings.objects, http: http, clock: clock)
        store = S3EventStore(objects, registry.pool, reserved: reserved)
        sources = S3SourceFiles(objects)
        bus = KafkaBus(settings.kafka)
        search = ElasticClient(settings.documents, http: http)
        documents = ElasticDocumentIndex(search)
        deadLetters = KafkaDeadLetters(registry.deadLetters, copyingTo: bus)
        audit = registry.audit(over: store)
        redisClient = settings.redis.map { RedisClient($0) }
        redis = redisClient.map { RedisCommandStatus(before: registry.status, $0) }
        status = redis ?? registry.status
        graph = settings.graph.map { TerminusGraphStore($0, http: http) }
    }

    /// Creates what is missing and refuses what cannot work. Harmless when repeated, and by many processes at once. What
    /// holds the log has to be there; of the others those in `needing`, and the rest is made ready when it comes.
    package func prepare(
        ids: any IDs, needing: Set<ConnectedServer> = Set(ConnectedServer.allCases)
    ) async throws(ConnectedError) {
        for server in [ConnectedServer.postgres, .objects, .kafka, .documents, .graph] {
            if needing.union(ConnectedServer.ofTheLog).contains(server) {
                try await prepare(server, ids)
            } else {
                prepareLater(server, ids)
            }
        }
        retention.start()
    }

    private func prepare(_ server: ConnectedServer, _ ids: any IDs) async throws(ConnectedError) {
        do {
            switch server {
            case .postgres: _ = try await registry.migrate()
            case .objects: try await store.prepare(ids: ids)
            case .kafka:
                try await bus.prepare(
                    Self.topics, partitions: settings.partitions,
                    replication: settings.replication,
                    retentionSeconds: settings.topicRetentionSeconds)
            case .documents: try await documents.prepare()
            case .graph: _ = try await graph?.client.login()
            }
        } catch {
            throw ConnectedError(server: server.rawValue, reason: Self.words(error))
        }
    }

    private static func words(_ error: any Error) -> String {
        switch error {
        case let error as PostgresError: error.message
        case let error as TerminusError: error.message
        case EventStoreError.unavailable(let words), EventStoreError.corrupt(_, let words),
            EventBusError.unavailable(let words), ReadModelError.unavailable(let words):
            words
        default: "\(error)"
        }
    }

    /// Again and again, at most five seconds apart, until it is done.
    private func prepareLater(_ server: ConnectedServer, _ ids: any IDs) {
        let task = Task { [weak self] in
            var seconds = 0.5
            while !Task.isCancelled {
                guard let self else { return }
                do throws(ConnectedError) {
                    return try await self.prepare(server, ids)
                } catch {
                    seconds = min(seconds * 2, 5)
                }
                try? await Task.sleep(for: .seconds(seconds))
            }
        }
        later.withLock { $0.append(task) }
    }

    /// Leaves the groups and ends all threads. Harmless when repeated.
    package func close() async {
        for task in later.withLock({ $0 }) { task.cancel() }
        await retention.stop()
        await bus.close()
        redis?.close()
        store.close()
        registry.close()
    }
}
