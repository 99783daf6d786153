// The audit heads of the log that was copied, as facts at the end of the copy: the copy's own chain covers its own
// positions, so the heads of the first log cannot be heads of it; as facts they stand under its chain.

internal import EventSourcing
internal import JSONText

enum Takeover {
    static let kind = "Takeover"
    static let type = "LOG_TAKEN_OVER"
    /// So many heads go into one fact.
    private static let headsInFact = 500

    static func isFact(_ event: Event) -> Bool {
        event.stream.type.name == kind && event.type == type
    }

    /// Oldest heads first. The ids follow from the last head, so that taking over the same log again changes nothing.
    static func events(
        from mode: String, _ heads: [AuditHead], at now: Timestamp, actor: String
    ) -> [Event] {
        guard let last = heads.last, last.count > 0 else { return [] }
        let name = "\(mode):\(ContentHash.hex(last.hash))"
        let stream = RecordBook.stream(kind, key: ContentHash.hex(last.hash))
        return heads.chunks(of: headsInFact).enumerated().map { number, part in
            Event(
                id: .named("spice:takeover:\(name):\(number)"), kind: .domain, type: type,
                stream: stream, occurredAt: now, actor: actor, topic: RecordBook.topic,
                data: .object(
                    JSONObject([
                        ("from", .string(mode)), ("events", .integer(last.count)),
                        ("heads", .array(part.map(json))),
                    ])))
        }
    }

    private static func json(_ head: AuditHead) -> JSON {
        [
            .integer(head.count), .string(head.position.description),
            .string(ContentHash.hex(head.hash)),
        ]
    }
}
