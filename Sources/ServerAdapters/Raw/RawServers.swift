// What the servers can take by themselves, without engine and log: the least that a benchmark compares with. Writes to a
// topic, a table, objects and an index of its own below the given names, which `ServerErasure`
// takes away again.

package import EventSourcing
package import HTTPClient
internal import JSONText
internal import Synchronization

/// Which server did not do it, and its words.
package struct RawServerError: Error, Hashable, Sendable, CustomStringConvertible {
    package let server: String
    package let reason: String

    package var description: String { "\(server): \(reason)" }
}

/// Close it before letting go of it.
package final class RawServers: Sendable {
    static let topic = Topic("bench_raw")
    /// Rows of a transaction and documents of a bulk: as many as the adapters send.
    static let batch = 500
    /// Objects that are stored at once.
    static let parallel = 8

    let settings: KafkaSettings
    let bus: KafkaBus
    let producer: KafkaProducer
    let desk = JobThread(name: "raw kafka")
    let pool: PostgresPool
    let objects: S3Client
    let search: ElasticClient
    let redis: RedisClient?
    private let store: S3EventStore
    /// Tells its objects from those of another one under the same names.
    let mark = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    private let last = Atomic(0)

    /// Asks nobody yet. The log's tables must be there.
    package init(
        _ given: ConnectedSettings, http: HTTPClient, clock: any EventSourcing.Clock
    ) {
        settings = given.kafka
        bus = KafkaBus(given.kafka)
        producer = KafkaProducer(given.kafka)
        pool = PostgresPool(given.postgres)
        objects = S3Client(given.objects, http: http, clock: clock)
        search = ElasticClient(given.documents, http: http)
        redis = given.redis.map { RedisClient($0) }
        store = S3EventStore(objects, pool)
    }

    var index: String { Self.index(search.settings) }

    static func index(_ settings: ElasticSettings) -> String {
        settings.prefix + "spice_bench_raw"
    }

    func nextNumber() -> Int { last.add(1, ordering: .relaxed).newValue }

    /// Makes topic, table and index. Harmless when repeated.
    package func prepare() async throws(RawServerError) {
        do throws(EventBusError) {
            try await bus.prepare([Self.topic], partitions: 1)
        } catch { throw RawServerError(server: "Kafka", reason: "\(error)") }
        try await postgres { (session) throws(PostgresError) in
            _ = try session.run(
                "CREATE TABLE IF NOT EXISTS spice_bench_raw (id bigserial, body text NOT NULL)")
        }
    }

    /// The first events of the log as they went over the bus: records of the sizes that the engine writes.
    package func sample(limit: Int) async throws(RawServerError) -> [[UInt8]] {
        let events: [RecordedEvent]
        do throws(EventStoreError) {
            events = try await store.read(after: .start, limit: limit)
        } catch { throw RawServerError(server: "S3", reason: "\(error)") }
        guard !events.isEmpty else {
            throw RawServerError(server: "S3", reason: "the log is empty")
        }
        return events.map(EventEnvelope.encode)
    }

    package func close() async {
        await bus.close()
        producer.close()
        desk.close()
        pool.close()
        redis?.close()
    }

    func postgres<Answer: Sendable>(
        _ body: @escaping @Sendable (PostgresSession) throws(PostgresError) -> Answer
    ) async throws(RawServerError) -> Answer {
        do throws(PostgresError) {
            return try await pool.run(body)
        } catch { throw RawServerError(server: "Postgres", reason: error.message) }
    }
}
