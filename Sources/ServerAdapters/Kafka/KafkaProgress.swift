// How far a group is: committed offsets against the ends of its partitions, and the age of the oldest waiting record,
// which is read from the broker.

internal import EventSourcing
internal import Foundation

struct KafkaProgress {
    private let handle: KafkaHandle
    private let settings: KafkaSettings
    private let milliseconds: Int32

    init(_ handle: KafkaHandle, _ settings: KafkaSettings) {
        self.handle = handle
        self.settings = settings
        milliseconds = Int32(settings.requestSeconds * 1000)
    }

    /// A few requests a partition.
    func read(_ topics: [Topic]) throws(KafkaFailure) -> [PartitionProgress] {
        var progress: [PartitionProgress] = []
        var waiting: [KafkaPlace] = []
        for place in try committed(topics) {
            let (low, high) = try handle.ends(of: place, milliseconds)
            let entry = self.progress(place, low, high)
            progress.append(entry)
            let (committed, end) = (entry.committed, entry.end)
            if end > committed {
                waiting.append(
                    KafkaPlace(topic: place.topic, partition: place.partition, offset: committed))
            }
        }
        let oldest = try firsts(waiting)
        for index in progress.indices where progress[index].lag > 0 {
            progress[index].oldestWaiting = oldest[progress[index].place]
        }
        return progress
    }

    /// Without the age of what waits, and with one request for the ends of all: what was committed is taken to be there
    /// still.
    func glance(_ topics: [Topic]) throws(KafkaFailure) -> [PartitionProgress] {
        let places = try committed(topics)
        let ends = try handle.latest(places, milliseconds)
        return try zip(places, ends).map { (place, end) throws(KafkaFailure) in
            let low = place.offset < 0 ? try handle.ends(of: place, milliseconds).0 : 0
            return progress(place, low, end ?? 0)
        }
    }

    /// All partitions, with what the group has committed.
    private func committed(_ topics: [Topic]) throws(KafkaFailure) -> [KafkaPlace] {
        var places: [KafkaPlace] = []
        for topic in topics {
            let name = settings.name(topic)
            for number in 0..<(try handle.partitions(of: name, milliseconds)) {
                places.append(KafkaPlace(topic: name, partition: Int32(number)))
            }
        }
        return try handle.committed(places, milliseconds)
    }

    private func progress(_ place: KafkaPlace, _ low: Int64, _ high: Int64) -> PartitionProgress {
        let committed = max(low, place.offset)
        // Some brokers tell an end below what was committed.
        let end = max(high, committed)
        return PartitionProgress(
            place: TopicPartition(settings.topic(place.topic), Int(place.partition)),
            committed: committed, hasCommitted: place.offset >= 0, end: end,
            lag: Int(end - committed), oldestWaiting: nil)
    }

    /// When the record at each of these offsets happened.
    private func firsts(_ places: [KafkaPlace]) throws(KafkaFailure)
        -> [TopicPartition: Timestamp]
    {
        if places.isEmpty { return [:] }
        try handle.assign(places)
        defer { try? handle.assign([]) }
        var found: [TopicPartition: Timestamp] = [:]
        let end = Date().addingTimeInterval(settings.requestSeconds)
        while found.count < places.count, Date() < end {
            guard let message = try handle.next(100) else { continue }
            let place = TopicPartition(
                settings.topic(message.place.topic), Int(message.place.partition))
            guard found[place] == nil else { continue }
            let event = try? EventEnvelope.decode(message.value)
            found[place] =
                event?.event.occurredAt ?? Timestamp(microseconds: message.time * 1000)
        }
        return found
    }
}
