// An event as one JSON object, the same bytes in S3 and on Kafka: the contract's fields, which outside tools read,
// and beside them a member `spice` with what those fields cannot say (the exact address, the cause, the position).

package import EventSourcing
internal import JSONText

/// Bytes that are no event, with the reason.
package struct UnreadableEnvelope: Error, Hashable, CustomStringConvertible {
    package let reason: String

    package var description: String { reason }
}

package enum EventEnvelope {
    /// O(event).
    package static func encode(_ recorded: RecordedEvent) -> [UInt8] {
        json(recorded).bytes
    }

    static func json(_ recorded: RecordedEvent) -> JSON {
        let event = recorded.event
        return .object(
            JSONObject([
                ("event_id", .string(event.id.description)), ("event_type", .string(event.type)),
                ("aggregate_type", .string(event.stream.type.name)),
                ("aggregate_id", .string(event.stream.wireID)),
                ("occurred_at", .string(event.occurredAt.description)),
                ("actor", event.actor.map(JSON.string) ?? .null), ("data", event.data),
                ("metadata", wireMetadata(event)),
                ("schema_version", .string(String(event.schemaVersion))),
                ("sequence_number", .integer(recorded.sequence.value)),
                ("spice", own(recorded)),
            ]))
    }

    /// Takes an outside tool's envelope as well, which has no `spice`: its address is then what the data says, in the
    /// first epoch of its database.
    package static func decode(_ bytes: [UInt8]) throws(UnreadableEnvelope) -> RecordedEvent {
        let json: JSON
        do { json = try JSON(parsing: bytes) } catch {
            throw UnreadableEnvelope(reason: "the envelope is no JSON: \(error)")
        }
        return try decode(json)
    }

    static func decode(_ json: JSON) throws(UnreadableEnvelope) -> RecordedEvent {
        guard let id = json["event_id"]?.string.flatMap(EventID.init),
            let type = json["event_type"]?.string, let data = json["data"],
            let at = json["occurred_at"]?.string.flatMap(Timestamp.init),
            let kind = json["metadata"]?["kind"]?.string.flatMap(Event.Kind.init),
            let topic = json["metadata"]?["kafka_topic"]?.string
        else {
            throw UnreadableEnvelope(
                reason: "the envelope lacks its id, type, time, data, kind or topic")
        }
        let own = json["spice"]
        guard let stream = own?["stream"].flatMap(StreamAddress.stream) ?? foreignStream(json)
        else { throw UnreadableEnvelope(reason: "the envelope names no aggregate") }
        let cause =
            own == nil
            ? (kind == .domain ? json["metadata"]?["command_id"]?.string : nil)
            : own?["cause"]?.string
        return RecordedEvent(
            event: Event(
                id: id, kind: kind, type: type, stream: stream,
                cause: cause.flatMap(EventID.init), ordinal: own?["ordinal"]?.integer ?? 0,
                occurredAt: at, actor: json["actor"]?.string, topic: Topic(topic), data: data,
                metadata: own?["metadata"] ?? .object(JSONObject()),
                schemaVersion: json["schema_version"]?.string.flatMap { Int($0) } ?? 1),
            sequence: SequenceNumber(json["sequence_number"]?.integer ?? 0),
            position: own?["position"]?.string.flatMap { StorePosition($0) } ?? .start)
    }

    private static func wireMetadata(_ event: Event) -> JSON {
        let command = event.cause ?? event.id
        return .object(
            JSONObject([
                ("kind", .string(event.kind.rawValue)),
                ("kafka_topic", .string(event.topic.name)),
                ("command_id", .string(command.description)),
            ]))
    }

    private static func own(_ recorded: RecordedEvent) -> JSON {
        let event = recorded.event
        var members: [(String, JSON)] = [
            ("stream", StreamAddress.json(event.stream)), ("ordinal", .integer(event.ordinal)),
            ("position", .string(recorded.position.description)), ("metadata", event.metadata),
        ]
        if let cause = event.cause { members.append(("cause", .string(cause.description))) }
        return .object(JSONObject(members))
    }

    private static func foreignStream(_ json: JSON) -> StreamID? {
        guard let type = json["aggregate_type"]?.string, let id = json["aggregate_id"]?.string,
            !id.isEmpty
        else { return nil }
        let data = json["data"]
        let database = data?["db_name"]?.string ?? id.split(separator: ":").first.map(String.init)
        guard let database else { return nil }
        return StreamID(
            database: database, epoch: 1, branch: data?["branch"]?.string ?? StreamID.mainBranch,
            type: AggregateType(type), className: data?["class_id"]?.string ?? "",
            key: data?["instance_id"]?.string ?? (type == "Database" ? database : ""))
    }
}
