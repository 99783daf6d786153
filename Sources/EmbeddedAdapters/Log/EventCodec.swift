// A whole recorded event as JSON text, for events that stand outside of the event table: injected envelopes, parked
// writes.

import EventSourcing
import JSONText

enum EventCodec {
    static func encode(_ recorded: RecordedEvent) -> [UInt8] {
        let event = recorded.event
        var members: [(String, JSON)] = [
            ("id", .string(event.id.description)), ("kind", .string(event.kind.rawValue)),
            ("type", .string(event.type)), ("stream", json(event.stream)),
            ("ordinal", .integer(event.ordinal)),
            ("at", .integer(Int(event.occurredAt.microseconds))),
            ("topic", .string(event.topic.name)), ("data", event.data),
            ("metadata", event.metadata), ("schema", .integer(event.schemaVersion)),
            ("sequence", .integer(recorded.sequence.value)),
            ("position", .string(recorded.position.description)),
        ]
        if let cause = event.cause { members.append(("cause", .string(cause.description))) }
        if let actor = event.actor { members.append(("actor", .string(actor))) }
        return JSON.object(JSONObject(members)).bytes
    }

    static func decode(_ bytes: [UInt8]) throws(UnreadableEvent) -> RecordedEvent {
        let json: JSON
        do { json = try JSON(parsing: bytes) } catch {
            throw UnreadableEvent(reason: "the stored envelope is no JSON: \(error)")
        }
        guard let id = json["id"]?.string.flatMap(EventID.init),
            let kind = json["kind"]?.string.flatMap(Event.Kind.init),
            let type = json["type"]?.string, let stream = json["stream"].flatMap(stream),
            let ordinal = json["ordinal"]?.integer, let at = json["at"]?.integer,
            let topic = json["topic"]?.string, let data = json["data"],
            let metadata = json["metadata"], let schema = json["schema"]?.integer,
            let sequence = json["sequence"]?.integer,
            let position = json["position"]?.string.flatMap(StorePosition.init)
        else { throw UnreadableEvent(reason: "the stored envelope lacks a member") }
        return RecordedEvent(
            event: Event(
                id: id, kind: kind, type: type, stream: stream,
                cause: json["cause"]?.string.flatMap(EventID.init), ordinal: ordinal,
                occurredAt: Timestamp(microseconds: Int64(at)), actor: json["actor"]?.string,
                topic: Topic(topic), data: data, metadata: metadata, schemaVersion: schema),
            sequence: SequenceNumber(sequence), position: position)
    }

    /// A stream's address as the text of a JSON array: unambiguous, so it can be compared.
    static func text(_ stream: StreamID) -> String { json(stream).text }

    /// Reads what `text` wrote, else nil.
    static func stream(_ text: String) -> StreamID? {
        (try? JSON(parsing: text)).flatMap(stream)
    }

    private static func json(_ stream: StreamID) -> JSON {
        [
            .string(stream.database), .integer(stream.epoch), .string(stream.branch),
            .string(stream.type.name), .string(stream.className), .string(stream.key),
        ]
    }

    private static func stream(_ json: JSON) -> StreamID? {
        guard let parts = json.array, parts.count == 6, let database = parts[0].string,
            let epoch = parts[1].integer, let branch = parts[2].string,
            let type = parts[3].string, let className = parts[4].string,
            let key = parts[5].string
        else { return nil }
        return StreamID(
            database: database, epoch: epoch, branch: branch, type: AggregateType(type),
            className: className, key: key)
    }
}
