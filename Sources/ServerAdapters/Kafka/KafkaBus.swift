// The bus on Kafka: topics and keys of the contract, an idempotent producer, groups with manual commits.

package import EventSourcing
internal import Synchronization

/// Close it before letting go of it.
package final class KafkaBus: EventBus {
    package let settings: KafkaSettings
    let producer: KafkaProducer
    /// For questions about groups, and for the relay's about topics, so that neither waits for the other.
    private let desk = JobThread(name: "kafka desk")
    private let looking = JobThread(name: "kafka ends")
    let limits = KafkaLimits()
    /// The highest end of each partition that this process knows of: what is below was acknowledged.
    let known = Mutex<[TopicPartition: Int64]>([:])
    /// How the topics were made, to make them again when a broker comes back without them.
    private let made = Mutex<[Topic: Making]>([:])
    private let observers = Mutex<[ConsumerGroup: KafkaHandle]>([:])
    private let members = Mutex<[KafkaMember]>([])

    package init(_ settings: KafkaSettings) {
        self.settings = settings
        producer = KafkaProducer(settings)
    }

    /// Makes the topics that are not there.
    package func prepare(
        _ topics: [Topic], partitions: Int, replication: Int = 1, retentionSeconds: Double? = nil
    ) async throws(EventBusError) {
        let making = Making(
            partitions: partitions, replication: replication, retentionSeconds: retentionSeconds)
        for topic in topics {
            made.withLock { $0[topic] = making }
            _ = try await make(topic)
        }
    }

    /// Removes them with all records. Harmless when they are not there.
    package func deleteTopics(_ topics: [Topic]) async throws(EventBusError) {
        for topic in topics {
            do throws(KafkaFailure) {
                try await producer.deleteTopic(settings.name(topic))
            } catch { throw error.asBus }
        }
    }

    private struct Making {
        var partitions: Int
        var replication: Int
        var retentionSeconds: Double?
    }

    /// False: it was there, or nobody said how to make it.
    func make(_ topic: Topic) async throws(EventBusError) -> Bool {
        guard let making = made.withLock({ $0[topic] }) else { return false }
        do throws(KafkaFailure) {
            try await producer.createTopic(
                settings.name(topic), partitions: making.partitions,
                replication: making.replication, retentionSeconds: making.retentionSeconds)
            return true
        } catch {
            guard error.isThere else { throw error.asBus }
            return false
        }
    }

    package func join(_ group: ConsumerGroup, topics: [Topic]) async throws(EventBusError)
        -> any BusMember
    {
        do throws(KafkaFailure) {
            let member = try KafkaMember(group, topics, settings)
            members.withLock { $0.append(member) }
            return member
        } catch {
            throw error.asBus
        }
    }

    package func positions(of group: ConsumerGroup, topics: [Topic]) async throws(EventBusError)
        -> [PartitionProgress]
    {
        try await progress(of: group) { (look) throws(KafkaFailure) in try look.read(topics) }
    }

    package func standing(of group: ConsumerGroup, topics: [Topic]) async throws(EventBusError)
        -> [PartitionProgress]
    {
        try await progress(of: group) { (look) throws(KafkaFailure) in try look.glance(topics) }
    }

    private func progress(
        of group: ConsumerGroup,
        _ body: @escaping @Sendable (KafkaProgress) throws(KafkaFailure) -> [PartitionProgress]
    ) async throws(EventBusError) -> [PartitionProgress] {
        let answer = await desk.run { [self] in
            Result { () throws(KafkaFailure) in
                try body(KafkaProgress(observer(of: group), settings))
            }
        }
        guard let answer else { throw .closed }
        do throws(KafkaFailure) { return try answer.get() } catch { throw error.asBus }
    }

    /// As the brokers have these topics now.
    func inspect(_ topics: [Topic]) async throws(KafkaFailure) -> [KafkaTopicState] {
        let answer = await desk.run { [self] in
            Result { () throws(KafkaFailure) in
                let handle = try observer(of: ConsumerGroup("doctor"))
                let milliseconds = Int32(settings.requestSeconds * 1000)
                return try topics.map { (topic) throws(KafkaFailure) in
                    try handle.state(of: settings.name(topic), milliseconds)
                }
            }
        }
        guard let states = try answer?.get() else { throw KafkaFailure(words: "closed") }
        return states
    }

    /// What we may do with topics that are there, and with groups.
    func rights(_ topics: [Topic], _ groups: [ConsumerGroup]) async -> KafkaRights {
        let answer = await desk.run { [self] in
            let milliseconds = Int32(settings.requestSeconds * 1000)
            let names = topics.map(settings.name)
            var rights = KafkaRights()
            guard let first = names.first,
                let handle = try? observer(of: ConsumerGroup("doctor"))
            else { return rights }
            rights.mayCreate = handle.mayCreate(first, milliseconds)
            rights.unreadable = (try? handle.unreadable(names, min(milliseconds, 5000))) ?? []
            let place = KafkaPlace(topic: first, partition: 0)
            rights.closedGroups = groups.filter { group in
                do throws(KafkaFailure) {
                    _ = try observer(of: group).committed([place], milliseconds)
                    return false
                } catch { return error.isForbidden }
            }.map { settings.prefix + $0.name }
            return rights
        }
        return answer ?? KafkaRights()
    }

    package var pollSeconds: Double { 1 }

    /// Ends all members, leaving their groups unless `abandoning`, and the producer.
    package func close(abandoning: Bool = false) async {
        let open = members.withLock { members in
            defer { members = [] }
            return members
        }
        for member in open {
            if abandoning { await member.abandon() } else { await member.leave() }
        }
        producer.close()
        desk.close()
        looking.close()
        observers.withLock { $0 = [:] }
    }

    /// Publishes what is no event of the log, such as the copy of a dead letter.
    package func send(
        to topic: Topic, key: String, value: [UInt8], headers: [(String, String)]
    ) async throws(EventBusError) {
        let message = KafkaOutgoing(
            topic: settings.name(topic), key: Array(key.utf8), value: value,
            headers: headers.map { ($0.0, Array($0.1.utf8)) })
        if let failure = await producer.publish([message]).failures.values.first {
            throw failure.asBus
        }
    }

    func observer(of group: ConsumerGroup) throws(KafkaFailure) -> KafkaHandle {
        if let known = observers.withLock({ $0[group] }) { return known }
        let new = try KafkaHandle(.observer, settings.observer(of: group), listener: nil)
        observers.withLock { $0[group] = new }
        return new
    }

    /// Asks the broker on a thread that may wait.
    func look<Value: Sendable>(
        _ body: @escaping @Sendable (KafkaHandle, Int32) throws(KafkaFailure) -> Value
    ) async throws(EventBusError) -> Value {
        let milliseconds = Int32(settings.requestSeconds * 1000)
        let answer = await looking.run { [self] in
            Result { () throws(KafkaFailure) in
                try body(try observer(of: ConsumerGroup("ends")), milliseconds)
            }
        }
        guard let answer else { throw .closed }
        do throws(KafkaFailure) { return try answer.get() } catch { throw error.asBus }
    }
}
