// Three kinds of numbers that must never be mixed: an event's number in its stream, its place in the whole store,
// and offsets on the bus.

/// An event's number in its stream, from 1; 0 stands for "no event yet".
package struct SequenceNumber: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let value: Int

    package init(_ value: Int) { self.value = value }

    package static let none = SequenceNumber(0)

    package var next: SequenceNumber { SequenceNumber(value + 1) }
    package var description: String { String(value) }

    package static func < (left: SequenceNumber, right: SequenceNumber) -> Bool {
        left.value < right.value
    }
}

/// A place in the whole store: totally ordered, otherwise opaque. Only an event store makes or takes apart its parts.
package struct StorePosition: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// A segment, or the position itself where the store has no segments.
    package let segment: Int64
    /// The place within the segment.
    package let ordinal: Int64

    package init(segment: Int64, ordinal: Int64 = 0) {
        self.segment = segment
        self.ordinal = ordinal
    }

    /// Before the first event.
    package static let start = StorePosition(segment: 0)

    package static func < (left: StorePosition, right: StorePosition) -> Bool {
        (left.segment, left.ordinal) < (right.segment, right.ordinal)
    }

    package var description: String { ordinal == 0 ? "\(segment)" : "\(segment).\(ordinal)" }

    /// Reads what `description` wrote, else nil.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let segment = Int64(parts[0]) else { return nil }
        guard parts.count == 2 else {
            self.init(segment: segment)
            return
        }
        guard let ordinal = Int64(parts[1]) else { return nil }
        self.init(segment: segment, ordinal: ordinal)
    }
}

/// One partition of one topic.
package struct TopicPartition: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let topic: Topic
    package let partition: Int

    package init(_ topic: Topic, _ partition: Int) {
        self.topic = topic
        self.partition = partition
    }

    package var description: String { "\(topic)/\(partition)" }

    package static func < (left: TopicPartition, right: TopicPartition) -> Bool {
        (left.topic.name, left.partition) < (right.topic.name, right.partition)
    }
}

/// For each partition the next offset to read: everything below it is done.
package struct BusPosition: Hashable, Sendable {
    package var offsets: [TopicPartition: Int64]

    package init(_ offsets: [TopicPartition: Int64] = [:]) { self.offsets = offsets }

    /// The larger offset of each partition.
    package func merged(with other: BusPosition) -> BusPosition {
        BusPosition(offsets.merging(other.offsets, uniquingKeysWith: max))
    }

    /// Whether every partition of `other` is at or below the one here.
    package func covers(_ other: BusPosition) -> Bool {
        other.offsets.allSatisfy { offsets[$0.key, default: 0] >= $0.value }
    }
}

/// A named stream of records on the bus.
package struct Topic: Hashable, Sendable, CustomStringConvertible {
    package let name: String
    package init(_ name: String) { self.name = name }
    package var description: String { name }
}

/// Consumers that share the work of some topics.
package struct ConsumerGroup: Hashable, Sendable, CustomStringConvertible {
    package let name: String
    package init(_ name: String) { self.name = name }
    package var description: String { name }
}
