// Sample events: commands on instances and their answers, with ids from a seed.

package import EventSourcing
package import JSONText
package import Ontology

/// Makes events of one database; a copy made with the same seed makes the same events.
package struct EventBuilder: Sendable {
    package var database: String
    package var epoch: Int
    private let ids: SeededIDs
    private let clock: any EventSourcing.Clock

    package init(
        seed: UInt64 = 1, database: String = "shop", epoch: Int = 1,
        clock: any EventSourcing.Clock = FixedClock()
    ) {
        self.database = database
        self.epoch = epoch
        self.clock = clock
        ids = SeededIDs(seed: seed, clock: clock)
    }

    package func id() -> EventID { ids.next() }

    package func stream(_ key: String, className: String = "Product") -> StreamID {
        StreamID(
            database: database, epoch: epoch, type: .instance, className: className, key: key)
    }

    package func node(_ key: String, className: String = "Product") -> NodeID {
        NodeID(stream(key, className: className))
    }

    /// A command that asks for an instance.
    package func command(
        _ stream: StreamID, _ payload: JSONObject = JSONObject([("name", "Chai")]),
        type: CommandType = .createInstance
    ) -> Event {
        Event(
            id: ids.next(), kind: .command, type: type.eventType, stream: stream,
            occurredAt: clock.now(), actor: "tester", topic: .commands(for: stream.type),
            data: .object(JSONObject([("payload", .object(payload))])))
    }

    /// The domain event that answers a command.
    package func answer(
        to command: Event, type: DomainEventType = .instanceCreated, ordinal: Int = 0,
        data: JSONObject = JSONObject([("name", "Chai")])
    ) -> Event {
        Event(
            id: .domain(
                cause: command.id, type: type.rawValue + (ordinal == 0 ? "" : "#\(ordinal)"),
                aggregateID: command.stream.wireID),
            kind: .domain, type: type.rawValue, stream: command.stream, cause: command.id,
            ordinal: ordinal, occurredAt: clock.now(), actor: command.actor,
            topic: .events(for: command.stream.type), data: .object(data))
    }

    /// Texts that went wrong somewhere: accents composed and decomposed, wide, right to left, joined emoji, and the
    /// characters that keys, paths and query languages use themselves.
    package static let awkwardTexts = [
        "caf\u{E9}", "cafe\u{301}", "漢字かな", "👩‍👩‍👧‍👦🏳️‍🌈", "a%3Ab~c", "a:b/c~d%e", "%2F", "~", "a~b",
        "שלום עולם", "\u{202E}txt", "o'neill \"x\" \\ ` ;--", "*? [a-z] AND (OR",
        " lead and trail ",
        "Ａ\u{FF21}", "ﬁ ß İ ı", "𝒳\u{10FFFF}", "null", "0x0", "..",
    ]
}
