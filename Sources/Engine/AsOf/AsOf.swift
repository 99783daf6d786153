// The moment that a read asks for, as people write it: a time, or a position of the log.

internal import EventSourcing
internal import JSONText

enum AsOf: Hashable, Sendable {
    /// The state before the first change that happened after it.
    case time(Timestamp)
    /// The state after the change at it, or the last before it.
    case position(StorePosition)

    /// A time with or without zone (then UTC), a day (its first moment), or a position.
    init(_ text: String) throws(EngineError) {
        if let position = StorePosition(text), position >= .start {
            self = .position(position)
        } else if let time = Timestamp(text) ?? Timestamp(text + "Z")
            ?? Timestamp(text + "T00:00:00Z")
        {
            self = .time(time)
        } else {
            throw AsOf.refusal(
                "as_of is a time (2026-01-31T12:00:00Z) or a position of the log (4711), not "
                    + EngineError.quoted(text))
        }
    }

    func includes(_ recorded: RecordedEvent) -> Bool {
        switch self {
        case .time(let time): recorded.event.occurredAt <= time
        case .position(let position): recorded.position <= position
        }
    }

    var text: String {
        switch self {
        case .time(let time): time.description
        case .position(let position): "position \(position)"
        }
    }

    static func refusal(_ message: String) -> EngineError {
        EngineError(.invalidRequest, message, details: JSONObject([("path", .string("as_of"))]))
    }
}

/// Of what moment an answer is.
package struct AsOfView: Codable, Hashable, Sendable {
    /// As it was asked for.
    package var asked: String
    /// The last change that counts; nil where nothing had been written yet.
    package var position: String?
    /// When that happened.
    package var at: String?
    /// How many changes of classes and instances had been, and how many there are by now.
    package var changes: Int
    package var changesNow: Int

    /// Why a text names no moment; nil when it does.
    package static func problem(in text: String) -> String? {
        (try? AsOf(text)) == nil ? "neither a time nor a position of the log" : nil
    }

    package init(asked: String, position: String?, at: String?, changes: Int, changesNow: Int) {
        self.asked = asked
        self.position = position
        self.at = at
        self.changes = changes
        self.changesNow = changesNow
    }
}
