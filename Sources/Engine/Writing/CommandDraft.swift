// A command before it has its place in the log: names checked, address found, content in the shape that is stored.

internal import EventSourcing
internal import JSONText
internal import Ontology

/// What will be appended, and what is needed to decide it beforehand.
struct CommandDraft: Sendable {
    var type: CommandType
    var stream: StreamID
    var payload: JSONObject
    var metadata: JSONObject
    /// Of instance commands: the class as it stands or is in flight.
    var definition: ClassDefinition?

    var content: CommandContent {
        CommandContent(type: type, stream: stream, payload: payload)
    }

    func event(id: EventID, at: Timestamp, actor: String, expected: Int?) -> Event {
        var data = JSONObject([("command_type", .string(type.rawValue))])
        data["payload"] = .object(payload)
        if !metadata.isEmpty { data["metadata"] = .object(metadata) }
        if let expected { data["expected_seq"] = .integer(expected) }
        return Event(
            id: id, kind: .command, type: type.eventType, stream: stream, occurredAt: at,
            actor: actor, topic: .commands(for: stream.type), data: .object(data))
    }
}
