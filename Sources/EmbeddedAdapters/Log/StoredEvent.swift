// An event as its row holds it: columns read, body not yet parsed. What cannot be parsed can still be hashed, shown
// as bytes and passed over.

import EventSourcing

struct StoredEvent: Sendable {
    var position: Int64
    var sequence: Int
    var id: EventID
    var cause: EventID?
    var ordinal: Int
    var stream: StreamID
    var kind: Event.Kind
    var type: String
    var topic: Topic
    var at: Int64
    var body: [UInt8]

    /// O(body).
    func recorded() throws(UnreadableEvent) -> RecordedEvent {
        let content = try EventBody.decode(body)
        return RecordedEvent(
            event: Event(
                id: id, kind: kind, type: type, stream: stream, cause: cause, ordinal: ordinal,
                occurredAt: Timestamp(microseconds: at), actor: content.actor, topic: topic,
                data: content.data, metadata: content.metadata,
                schemaVersion: content.schemaVersion),
            sequence: SequenceNumber(sequence), position: StorePosition(segment: position))
    }
}

extension StoredEvent {
    /// The row that an event gets.
    init(_ event: Event, body: [UInt8], sequence: Int, position: Int64) {
        self.init(
            position: position, sequence: sequence, id: event.id, cause: event.cause,
            ordinal: event.ordinal, stream: event.stream, kind: event.kind, type: event.type,
            topic: event.topic, at: event.occurredAt.microseconds, body: body)
    }
}
