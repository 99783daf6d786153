// All ports that stand on servers, opened together and made ready: tables, bucket, topics, index. The graph is not
// among them.

package import EventSourcing
package import HTTPClient
internal import Ontology

/// Where the servers are. Redis may be left out.
package struct ConnectedSettings: Sendable {
    package var postgres: PostgresSettings
    package var objects: S3Settings
    package var kafka: KafkaSettings
    package var documents: ElasticSettings
    package var redis: RedisSettings?
    package var partitions: Int
    package var replication: Int
    /// How long Kafka keeps records; the log keeps them for good.
    package var topicRetentionSeconds: Double

    package init(
        postgres: PostgresSettings, objects: S3Settings, kafka: KafkaSettings,
        documents: ElasticSettings, redis: RedisSettings? = nil, partitions: Int = 3,
        replication: Int = 1, topicRetentionSeconds: Double = 7 * 86_400
    ) {
        self.postgres = postgres
        self.objects = objects
        self.kafka = kafka
        self.documents = documents
        self.redis = redis
        self.partitions = partitions
        self.replication = replication
        self.topicRetentionSeconds = topicRetentionSeconds
    }
}

/// Which server is not ready, and its words.
package struct ConnectedError: Error, Hashable, Sendable {
    package let server: String
    package let reason: String
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
    private let settings: ConnectedSettings
    private let redis: RedisCommandStatus?

    /// Asks nobody yet.
    package init(
        _ settings: ConnectedSettings, http: HTTPClient, clock: any EventSourcing.Clock,
        time: PostgresTime = .server
    ) {
        self.settings = settings
        let registry = PostgresRegistry(settings.postgres, time: time)
        self.registry = registry
        let objects = S3Client(settings.objects, http: http, clock: clock)
        store = S3EventStore(objects, registry.pool)
        sources = S3SourceFiles(objects)
        bus = KafkaBus(settings.kafka)
        documents = ElasticDocumentIndex(ElasticClient(settings.documents, http: http))
        deadLetters = KafkaDeadLetters(registry.deadLetters, copyingTo: bus)
        audit = registry.audit(over: store)
        redis = settings.redis.map {
            RedisCommandStatus(before: registry.status, RedisClient($0))
        }
        status = redis ?? registry.status
    }

    /// Creates what is missing and refuses what cannot work. Harmless when repeated, and by many processes at once.
    package func prepare(ids: any IDs) async throws(ConnectedError) {
        do throws(PostgresError) {
            _ = try await registry.migrate()
        } catch {
            throw ConnectedError(server: "Postgres", reason: error.message)
        }
        do throws(EventStoreError) {
            try await store.prepare(ids: ids)
        } catch {
            throw ConnectedError(server: "S3", reason: "\(error)")
        }
        do throws(EventBusError) {
            try await bus.prepare(
                Self.topics, partitions: settings.partitions, replication: settings.replication,
                retentionSeconds: settings.topicRetentionSeconds)
        } catch {
            throw ConnectedError(server: "Kafka", reason: "\(error)")
        }
        do throws(ReadModelError) {
            try await documents.prepare()
        } catch {
            throw ConnectedError(server: "Elasticsearch", reason: "\(error)")
        }
    }

    /// Leaves the groups and ends all threads. Harmless when repeated.
    package func close() async {
        await bus.close()
        redis?.close()
        registry.close()
    }
}
