// Whether the broker still holds what it acknowledged.

package import EventSourcing
internal import Synchronization

extension KafkaBus {
    /// Also makes topics again that are gone, as they were made by `prepare`.
    package func losses(below position: BusPosition) async throws(EventBusError) -> BusPosition {
        let wanted = known.withLock { known in
            for (place, end) in position.offsets { known[place] = max(known[place] ?? 0, end) }
            return known.filter { position.offsets[$0.key] != nil }
        }
        let places = wanted.keys.sorted()
        let found = try await latestUnlessGone(places)
        let short = zip(places, found).filter { $0.1 ?? 0 < wanted[$0.0] ?? 0 }
        if short.isEmpty { return BusPosition() }
        var made: Set<Topic> = []
        for (place, end) in short where end == nil && !made.contains(place.topic) {
            // A broker that just started may not know yet what it has: then the topic is there after all.
            if try await make(place.topic) { made.insert(place.topic) }
        }
        for (place, end) in short where end == nil && !made.contains(place.topic) {
            guard try await isThere(place.topic, place) else { continue }
            throw .unavailable("Kafka: the broker does not know \(place) yet")
        }
        let doubtful = short.compactMap { place, end in
            end.map { _ in self.place(place, (wanted[place] ?? 0) - 1) }
        }
        let held = try await held(of: doubtful)
        var lost = BusPosition()
        for (place, end) in short where !held.contains(place) { lost.offsets[place] = end ?? 0 }
        known.withLock { known in known.merge(lost.offsets) { _, end in end } }
        return lost
    }

    package func ends(of places: [TopicPartition]) async throws(EventBusError) -> BusPosition {
        let found = try await latest(places)
        return BusPosition(Dictionary(zip(places, found.map { $0 ?? 0 }), uniquingKeysWith: max))
    }

    /// As `latest`. For a topic that is gone the client waits in vain until time is up: then the broker is asked which
    /// topics there are.
    private func latestUnlessGone(_ places: [TopicPartition])
        async throws(EventBusError) -> [Int64?]
    {
        do throws(EventBusError) { return try await latest(places) } catch {
            var gone: Set<Topic> = []
            for topic in Set(places.map(\.topic)) {
                let name = settings.name(topic)
                let count = try await look { (handle, milliseconds) throws(KafkaFailure) in
                    try handle.partitions(of: name, milliseconds)
                }
                if count == 0 { gone.insert(topic) }
            }
            if gone.isEmpty { throw error }
            let left = places.filter { !gone.contains($0.topic) }
            let found = Dictionary(
                zip(left, try await latest(left)), uniquingKeysWith: { first, _ in first })
            return places.map { found[$0] ?? nil }
        }
    }

    private func latest(_ places: [TopicPartition]) async throws(EventBusError) -> [Int64?] {
        let wanted = places.map { place($0) }
        return try await look { (handle, milliseconds) throws(KafkaFailure) in
            try handle.latest(wanted, milliseconds)
        }
    }

    private func place(_ partition: TopicPartition, _ offset: Int64 = -1001) -> KafkaPlace {
        KafkaPlace(
            topic: settings.name(partition.topic), partition: Int32(partition.partition),
            offset: offset)
    }

    /// Whether the topic has this partition; one that was made again with fewer does not.
    private func isThere(_ topic: Topic, _ partition: TopicPartition)
        async throws(EventBusError) -> Bool
    {
        let name = settings.name(topic)
        return try await look { (handle, milliseconds) throws(KafkaFailure) in
            let count = try handle.partitions(of: name, milliseconds)
            return count == 0 || count > partition.partition
        }
    }

    /// The partitions of which the record at the offset can still be read. Some brokers tell an end that is too low. All
    /// are asked together: one after the other they would hold up what is to be published.
    private func held(of wanted: [KafkaPlace]) async throws(EventBusError) -> Set<TopicPartition> {
        if wanted.isEmpty { return [] }
        let seconds = min(2, settings.requestSeconds)
        return try await look { [settings] (handle, _) throws(KafkaFailure) in
            try handle.assign(wanted)
            defer { try? handle.assign([]) }
            var open = Dictionary(
                wanted.map { (settings.partition($0), $0.offset) }, uniquingKeysWith: max)
            var held: Set<TopicPartition> = []
            var end = ContinuousClock.now + .seconds(seconds)
            while !open.isEmpty, .now < end {
                guard let message = try? handle.next(100) else { continue }
                // Beyond the end the broker's answer is the start of the partition.
                let partition = settings.partition(message.place)
                guard let offset = open.removeValue(forKey: partition) else { continue }
                end = .now + .seconds(seconds)
                if message.place.offset >= offset { held.insert(partition) }
            }
            return held
        }
    }
}
