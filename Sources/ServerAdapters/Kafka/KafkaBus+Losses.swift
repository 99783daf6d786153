// Whether the broker still holds what it acknowledged.

package import EventSourcing
internal import Foundation
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
        var lost = BusPosition()
        for (place, end) in short {
            if end == nil, !made.contains(place.topic), try await isThere(place.topic, place) {
                throw .unavailable("Kafka: the broker does not know \(place) yet")
            }
            if end != nil, try await holds(place, (wanted[place] ?? 0) - 1) { continue }
            lost.offsets[place] = end ?? 0
        }
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

    /// Whether a record can still be read. Some brokers tell an end that is too low.
    private func holds(_ partition: TopicPartition, _ offset: Int64) async throws(EventBusError)
        -> Bool
    {
        let wanted = place(partition, offset)
        let seconds = min(2, settings.requestSeconds)
        return try await look { (handle, _) throws(KafkaFailure) in
            try handle.assign([wanted])
            defer { try? handle.assign([]) }
            let end = Date().addingTimeInterval(seconds)
            while Date() < end {
                // Beyond the end the broker's answer is the start of the partition.
                guard let message = try? handle.next(100) else { continue }
                return message.place.offset >= offset
            }
            return false
        }
    }
}
