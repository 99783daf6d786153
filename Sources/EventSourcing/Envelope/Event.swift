// An event: a fact in the log. Commands are events too: the fact that somebody asked.

package import JSONText

/// One immutable fact, before or after it has its place in the log. Copies share their content: an event goes through
/// many hands, and its dozen texts and trees would be counted anew in each.
package struct Event: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable { case command, domain }

    package static let currentSchemaVersion = 1

    private var content: EventContent

    package var id: EventID {
        get { content.fields.id }
        set { change { $0.id = newValue } }
    }
    package var kind: Kind {
        get { content.fields.kind }
        set { change { $0.kind = newValue } }
    }
    /// `CREATE_INSTANCE_REQUESTED`, `INSTANCE_CREATED`, …
    package var type: String {
        get { content.fields.type }
        set { change { $0.type = newValue } }
    }
    package var stream: StreamID {
        get { content.fields.stream }
        set { change { $0.stream = newValue } }
    }
    /// The command that brought a domain event about; nil for commands.
    package var cause: EventID? {
        get { content.fields.cause }
        set { change { $0.cause = newValue } }
    }
    /// Which of its cause's events this is, from 0.
    package var ordinal: Int {
        get { content.fields.ordinal }
        set { change { $0.ordinal = newValue } }
    }
    package var occurredAt: Timestamp {
        get { content.fields.occurredAt }
        set { change { $0.occurredAt = newValue } }
    }
    package var actor: String? {
        get { content.fields.actor }
        set { change { $0.actor = newValue } }
    }
    /// Where the relay publishes it.
    package var topic: Topic {
        get { content.fields.topic }
        set { change { $0.topic = newValue } }
    }
    package var data: JSON {
        get { content.fields.data }
        set { change { $0.data = newValue } }
    }
    package var metadata: JSON {
        get { content.fields.metadata }
        set { change { $0.metadata = newValue } }
    }
    package var schemaVersion: Int {
        get { content.fields.schemaVersion }
        set { change { $0.schemaVersion = newValue } }
    }

    package init(
        id: EventID, kind: Kind, type: String, stream: StreamID, cause: EventID? = nil,
        ordinal: Int = 0, occurredAt: Timestamp, actor: String?, topic: Topic, data: JSON,
        metadata: JSON = .object(JSONObject()), schemaVersion: Int = Event.currentSchemaVersion
    ) {
        content = EventContent(
            EventContent.Fields(
                id: id, kind: kind, type: type, stream: stream, cause: cause, ordinal: ordinal,
                occurredAt: occurredAt, actor: actor, topic: topic, data: data,
                metadata: metadata, schemaVersion: schemaVersion))
    }

    private mutating func change(_ edit: (inout EventContent.Fields) -> Void) {
        var fields = content.fields
        edit(&fields)
        content = EventContent(fields)
    }

    package static func == (left: Event, right: Event) -> Bool {
        left.content === right.content || left.content.fields == right.content.fields
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(content.fields) }

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

extension Event: CustomReflectable {
    /// Printed as if it held its parts itself.
    package var customMirror: Mirror { Mirror(reflecting: content.fields) }
}

/// What copies of an event share.
private final class EventContent: Sendable {
    struct Fields: Hashable, Sendable {
        var id: EventID
        var kind: Event.Kind
        var type: String
        var stream: StreamID
        var cause: EventID?
        var ordinal: Int
        var occurredAt: Timestamp
        var actor: String?
        var topic: Topic
        var data: JSON
        var metadata: JSON
        var schemaVersion: Int
    }

    let fields: Fields

    init(_ fields: Fields) { self.fields = fields }
}
