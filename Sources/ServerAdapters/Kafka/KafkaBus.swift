// The bus on Kafka: topics and keys of the contract, an idempotent producer, groups with manual commits.

package import EventSourcing
internal import Synchronization

/// Close it before letting go of it.
package final class KafkaBus: EventBus {
    package let settings: KafkaSettings
    private let producer: KafkaProducer
    private let desk = JobThread(name: "kafka desk")
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
        for topic in topics {
            do throws(KafkaFailure) {
                try await producer.createTopic(
                    settings.name(topic), partitions: partitions, replication: replication,
                    retentionSeconds: retentionSeconds)
            } catch {
                guard error.isThere else { throw error.asBus }
            }
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

    package func publish(_ events: [RecordedEvent]) async throws(EventBusError) -> BusPosition {
        let messages = events.map { event in
            KafkaOutgoing(
                topic: settings.name(event.event.topic), key: Array(event.event.stream.wireID.utf8),
                value: EventEnvelope.encode(event))
        }
        do throws(KafkaFailure) {
            return try await position(of: try await producer.publish(messages))
        } catch {
            throw error.asBus
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
        let answer = await desk.run { [self] in
            Result { () throws(KafkaFailure) in
                try KafkaProgress(observer(of: group), settings).read(topics)
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
        observers.withLock { $0 = [:] }
    }

    /// Publishes what is no event of the log, such as the copy of a dead letter.
    package func send(
        to topic: Topic, key: String, value: [UInt8], headers: [(String, String)]
    ) async throws(EventBusError) {
        let message = KafkaOutgoing(
            topic: settings.name(topic), key: Array(key.utf8), value: value,
            headers: headers.map { ($0.0, Array($0.1.utf8)) })
        do throws(KafkaFailure) {
            _ = try await producer.publish([message])
        } catch {
            throw error.asBus
        }
    }

    private func observer(of group: ConsumerGroup) throws(KafkaFailure) -> KafkaHandle {
        if let known = observers.withLock({ $0[group] }) { return known }
        let new = try KafkaHandle(.observer, settings.observer(of: group), listener: nil)
        observers.withLock { $0[group] = new }
        return new
    }

    /// Asks for the ends that the delivery reports did not tell.
    private func position(of ends: KafkaProducer.Ends) async throws(KafkaFailure) -> BusPosition {
        var position = BusPosition()
        var unknown: [KafkaPlace] = []
        for (place, end) in ends {
            let partition = TopicPartition(settings.topic(place.topic), Int(place.partition))
            if let end { position.offsets[partition] = end } else { unknown.append(place) }
        }
        if unknown.isEmpty { return position }
        let answer = await desk.run { [self, unknown] in
            Result { () throws(KafkaFailure) in
                let handle = try observer(of: ConsumerGroup("ends"))
                return try unknown.map { (place) throws(KafkaFailure) in
                    try handle.ends(of: place, Int32(settings.requestSeconds * 1000)).1
                }
            }
        }
        guard let found = try answer?.get() else { throw KafkaFailure(words: "closed") }
        for (place, end) in zip(unknown, found) {
            let partition = TopicPartition(settings.topic(place.topic), Int(place.partition))
            position.offsets[partition] = end
        }
        return position
    }
}
