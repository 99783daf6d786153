// An event: a fact in the log. Commands are events too: the fact that somebody asked.

package import JSONText

/// One immutable fact, before or after it has its place in the log.
package struct Event: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable { case command, domain }

    package static let currentSchemaVersion = 1

    package var id: EventID
    package var kind: Kind
    /// `CREATE_INSTANCE_REQUESTED`, `INSTANCE_CREATED`, …
    package var type: String
    package var stream: StreamID
    /// The command that brought a domain event about; nil for commands.
    package var cause: EventID?
    /// Which of its cause's events this is, from 0.
    package var ordinal: Int
    package var occurredAt: Timestamp
    package var actor: String?
    /// Where the relay publishes it.
    package var topic: Topic
    package var data: JSON
    package var metadata: JSON
    package var schemaVersion: Int

    package init(
        id: EventID, kind: Kind, type: String, stream: StreamID, cause: EventID? = nil,
        ordinal: Int = 0, occurredAt: Timestamp, actor: String?, topic: Topic, data: JSON,
        metadata: JSON = .object(JSONObject()), schemaVersion: Int = Event.currentSchemaVersion
    ) {
        self.id = id
        self.kind = kind
        self.type = type
        self.stream = stream
        self.cause = cause
        self.ordinal = ordinal
        self.occurredAt = occurredAt
        self.actor = actor
        self.topic = topic
        self.data = data
        self.metadata = metadata
        self.schemaVersion = schemaVersion
    }

    /// Whether two events with one id are the same fact. When it happened to be written down does not count.
    package func sameFact(as other: Event) -> Bool {
        id == other.id && kind == other.kind && type == other.type && stream == other.stream
            && cause == other.cause && ordinal == other.ordinal
            && data.canonicalText.utf8.elementsEqual(other.data.canonicalText.utf8)
    }
}

/// An event with its number in its stream and its place in the store.
package struct RecordedEvent: Hashable, Sendable {
    package var event: Event
    package var sequence: SequenceNumber
    package var position: StorePosition

    package init(event: Event, sequence: SequenceNumber, position: StorePosition) {
        self.event = event
        self.sequence = sequence
        self.position = position
    }
}
