// A dead letter's id is computed from what it is about, so that a record that comes again finds its letter.

internal import EventSourcing

extension DeadLetter {
    static func id(_ group: ConsumerGroup, _ event: EventID) -> EventID {
        .named("dead-letter:\(group):\(event)")
    }

    /// Of bytes that are no event: named by their place on the bus.
    static func id(_ group: ConsumerGroup, _ record: BusRecord) -> EventID {
        .named("dead-letter:\(group):\(record.place)@\(record.offset)")
    }
}
