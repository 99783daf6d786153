// Where Kafka is, and how this program uses it.

internal import EventSourcing

package struct KafkaSettings: Sendable {
    /// Of a record: the largest event that is accepted, and room for its envelope. Topics are made for as much; what is too large
    /// for one with a lower limit waits in the relay.
    static let largestBytes = 12_000_000
    /// Of records that are sent together.
    static let requestBytes = 1_000_000
    /// What a record costs beside its key and value, in a request of its own.
    static let framing = 150
    /// What a topic takes, when the broker does not say: a little less than brokers take by themselves.
    static let usualLimit = 900_000

    package var bootstrap: String
    /// Before every name of a topic and group; empty but in tests.
    package var prefix: String
    /// `range` or `cooperative-sticky`; for the latter see `KafkaLibrary`, and librdkafka before 2.6.1 has endless rebalances.
    package var assignment: String
    /// How long a member may be silent before its partitions go to others.
    package var sessionSeconds: Double
    /// How long partitions that are to go to another member are kept back for the batch in hand, so that it is committed and
    /// not handled again there. The whole group waits meanwhile, and throws out whom it waits for longer than a session.
    var handBackSeconds: Double { min(20, sessionSeconds * 2 / 3) }
    /// How long leaving a group may take: a broker that does not answer is not waited for.
    var leaveSeconds: Double { min(requestSeconds, 10) }
    /// How long publishing one event may take in all, retries included: less than the relay's lease lasts, so that nothing
    /// of one who lost it comes after what the next one publishes.
    package var deliverySeconds: Double
    /// For requests about offsets and topics.
    package var requestSeconds: Double
    /// Further properties of librdkafka: `security.protocol`, `sasl.username`, `ssl.ca.location`, …
    package var properties: [String: String]

    package init(
        bootstrap: String, prefix: String = "", assignment: String = "range",
        sessionSeconds: Double = 45, deliverySeconds: Double = 8, requestSeconds: Double = 10,
        properties: [String: String] = [:]
    ) {
        self.bootstrap = bootstrap
        self.prefix = prefix
        self.assignment = assignment
        self.sessionSeconds = sessionSeconds
        self.deliverySeconds = deliverySeconds
        self.requestSeconds = requestSeconds
        self.properties = properties
    }

    /// Whether a refused commit may be taken later. A member that keeps its partitions while the group sorts itself commits
    /// under a generation that may end meanwhile, and again under the next one; any other has given them back before.
    func isForNow(_ failure: KafkaFailure) -> Bool {
        failure.isRebalance || assignment.hasPrefix("cooperative") && failure.isOldGeneration
    }

    func name(_ topic: Topic) -> String { prefix + topic.name }

    func topic(_ name: String) -> Topic { Topic(String(name.dropFirst(prefix.count))) }

    func partition(_ place: KafkaPlace) -> TopicPartition {
        TopicPartition(topic(place.topic), Int(place.partition))
    }

    func place(_ partition: TopicPartition, _ offset: Int64 = -1001) -> KafkaPlace {
        KafkaPlace(
            topic: name(partition.topic), partition: Int32(partition.partition), offset: offset)
    }

    /// What producers and consumers share.
    var common: [String: String] {
        [
            "bootstrap.servers": bootstrap, "client.id": "spice", "log_level": "0",
            "socket.nagle.disable": "true", "broker.address.family": "v4",
            "reconnect.backoff.max.ms": "1000", "allow.auto.create.topics": "false",
            // Topics that went away and were made again are found so soon.
            "topic.metadata.refresh.interval.ms": "5000",
            // A topic that was just made may be unknown to the broker that is asked.
            "topic.metadata.propagation.max.ms": "10000",
            // The host name counts, whatever the library's own default is.
            "ssl.endpoint.identification.algorithm": "https",
        ].merging(properties) { $1 }
    }

    func producer(requestBytes: Int) -> [String: String] {
        common.merging([
            "enable.idempotence": "true", "acks": "all", "linger.ms": "2",
            "compression.type": "lz4", "partitioner": "murmur2_random",
            "message.max.bytes": String(Self.largestBytes), "batch.size": String(requestBytes),
            "message.timeout.ms": String(Int(deliverySeconds * 1000)),
        ]) { $1 }
    }

    /// Of a handle that asks about the group without being a member. What it reads is there already: a request that waits
    /// for more would only hold up its next question.
    func observer(of group: ConsumerGroup) -> [String: String] {
        common.merging([
            "group.id": prefix + group.name, "enable.auto.commit": "false",
            "enable.auto.offset.store": "false", "auto.offset.reset": "earliest",
            "fetch.wait.max.ms": "10", "fetch.message.max.bytes": String(Self.largestBytes),
        ]) { $1 }
    }

    func member(of group: ConsumerGroup) -> [String: String] {
        observer(of: group).merging([
            "partition.assignment.strategy": assignment,
            "session.timeout.ms": String(Int(sessionSeconds * 1000)),
            "fetch.wait.max.ms": "500",
            // How long after its begin a member learns of a rebalance, and the whole group waits for it.
            "heartbeat.interval.ms": String(Int(min(2000, sessionSeconds * 300))),
            // A member polls all the time. Some brokers wait as long as this for one that died.
            "max.poll.interval.ms": String(Int(sessionSeconds * 1000)),
        ]) { $1 }
    }
}
