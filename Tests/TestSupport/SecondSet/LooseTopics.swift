// The durable part of the loose bus: records by partition, and what the groups committed.

internal import EventSourcing
internal import Synchronization

/// Offsets count from 0 in each partition. A seeded share of what is published is stored twice, as after the retry
/// of a producer or the restart of a relay.
final class LooseTopics: Sendable {
    struct Record: Sendable {
        var content: BusRecord.Content
        var occurredAt: Timestamp
    }

    private struct State {
        var records: [TopicPartition: [Record]] = [:]
        var committed: [ConsumerGroup: BusPosition] = [:]
        var chance: SeededGenerator
    }

    let partitions: Int
    /// One in so many records comes again; 0 = never.
    let redeliversOneIn: UInt64
    private let seed: UInt64
    private let state: Mutex<State>

    init(partitions: Int, seed: UInt64, redeliversOneIn: UInt64) {
        self.partitions = partitions
        self.seed = seed
        self.redeliversOneIn = redeliversOneIn
        state = Mutex(State(chance: SeededGenerator(seed: seed)))
    }

    func places(of topic: Topic) -> [TopicPartition] {
        (0..<partitions).map { TopicPartition(topic, $0) }
    }

    /// Where the records of each partition begin, and where it ends after them.
    func publish(_ events: [RecordedEvent]) -> (starts: BusPosition, ends: BusPosition) {
        state.withLock { state in
            var touched: Set<TopicPartition> = []
            var again: [RecordedEvent] = []
            var starts = BusPosition()
            for event in events {
                let place = put(event, &state)
                touched.insert(place)
                let offset = Int64((state.records[place]?.count ?? 1) - 1)
                starts.offsets[place] = min(offset, starts.offsets[place] ?? offset)
                if redeliversOneIn > 0, state.chance.next() % redeliversOneIn == 0 {
                    again.append(event)
                }
            }
            for event in again { _ = put(event, &state) }
            var ends = BusPosition()
            for place in touched { ends.offsets[place] = Int64(state.records[place]?.count ?? 0) }
            return (starts, ends)
        }
    }

    func end(of place: TopicPartition) -> Int64 {
        state.withLock { Int64($0.records[place]?.count ?? 0) }
    }

    /// Forgets records that were acknowledged, as a broker whose disk did not keep them: `number` decides how many of
    /// which partitions, at times all of them.
    func loseTail(_ number: UInt64) {
        state.withLock { state in
            for place in state.records.keys.sorted() {
                var mixed = SeededGenerator.mix(number)
                for byte in "\(place)".utf8 { mixed = SeededGenerator.mix(mixed &+ UInt64(byte)) }
                let count = state.records[place]?.count ?? 0
                let lost = mixed.isMultiple(of: 11) ? count : Int(mixed % 7)
                state.records[place]?.removeLast(min(lost, count))
            }
        }
    }

    private func put(_ event: RecordedEvent, _ state: inout State) -> TopicPartition {
        let partition = Int(event.event.stream.stableHash % UInt64(partitions))
        let place = TopicPartition(event.event.topic, partition)
        state.records[place, default: []].append(
            Record(content: .event(event), occurredAt: event.event.occurredAt))
        return place
    }

    /// Puts bytes on the bus that are no event.
    func publishUnreadable(_ bytes: [UInt8], on place: TopicPartition, at time: Timestamp) {
        state.withLock { state in
            state.records[place, default: []].append(
                Record(content: .unreadable(bytes, "not JSON"), occurredAt: time))
        }
    }

    func read(_ place: TopicPartition, from offset: Int64, limit: Int) -> [BusRecord] {
        state.withLock { state in
            let records = state.records[place] ?? []
            guard offset < records.count else { return [] }
            return records[Int(max(0, offset))...].prefix(limit).enumerated().map {
                BusRecord(
                    place: place, offset: max(0, offset) + Int64($0.offset),
                    content: $0.element.content)
            }
        }
    }

    /// Whether the group gets this record a second time without asking for it.
    func comesAgain(_ place: TopicPartition, _ offset: Int64, _ group: ConsumerGroup) -> Bool {
        guard redeliversOneIn > 0 else { return false }
        var mixed = seed
        for part in [place.topic.name, group.name] {
            for byte in part.utf8 { mixed = SeededGenerator.mix(mixed &+ UInt64(byte)) }
        }
        mixed = SeededGenerator.mix(mixed &+ UInt64(place.partition) &* 31 &+ UInt64(offset))
        return mixed % redeliversOneIn == 0
    }

    func committed(_ group: ConsumerGroup, _ place: TopicPartition) -> Int64 {
        state.withLock { $0.committed[group]?.offsets[place] ?? 0 }
    }

    /// The newest commit counts, also when it is lower: so does an operator's reset.
    func commit(_ group: ConsumerGroup, _ position: BusPosition) {
        state.withLock { state in
            state.committed[group, default: BusPosition()].offsets
                .merge(position.offsets) { _, new in new }
        }
    }

    func progress(of group: ConsumerGroup, _ place: TopicPartition) -> PartitionProgress {
        state.withLock { state in
            let records = state.records[place] ?? []
            let own = state.committed[group]?.offsets[place]
            let committed = own ?? 0
            let waiting = records.dropFirst(Int(committed))
            return PartitionProgress(
                place: place, committed: committed, hasCommitted: own != nil,
                end: Int64(records.count),
                lag: waiting.count, oldestWaiting: waiting.first?.occurredAt)
        }
    }
}
