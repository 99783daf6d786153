// Use case: what was written after a place in the log, in short. Streams to browsers are made of it: they ask again and
// again, and a reader who comes back asks from where it was.

internal import EventSourcing
internal import Ontology

package struct FollowLog: UseCase, Hashable {
    package static let name = "follow-log"
    package static let maximumLimit = 1000

    /// Nil: only says where the log ends.
    package var after: String?
    package var database: String?
    package var limit: Int

    package init(after: String?, database: String? = nil, limit: Int = 200) {
        self.after = after
        self.database = database
        self.limit = limit
    }

    package var reach: Reach { database.map { .database($0) } ?? .anyone }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> LogStretch
    {
        guard let after else {
            let head = try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await engine.ports.store.head()
            }
            return LogStretch(entries: [], position: head.description)
        }
        guard let start = StorePosition(after) else {
            throw EngineError(.invalidRequest, "after is a position of the log")
        }
        let limit = min(max(limit, 1), FollowLog.maximumLimit)
        let events = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await engine.ports.store.read(after: start, limit: limit)
        }
        let shown = events.filter { recorded in
            let name = CommandReader.database(recorded.event.stream)
            let isOfDatabase = database.map { $0 == name } ?? true
            return isOfDatabase && (name.isEmpty ? false : call.principal.mayTouch(name))
        }
        return LogStretch(
            entries: shown.map(LogStretch.Entry.init),
            position: (events.last?.position ?? start).description)
    }
}

package struct LogStretch: Codable, Hashable, Sendable {
    package struct Entry: Codable, Hashable, Sendable {
        package var position: String
        package var eventID: String
        package var eventType: String
        /// `command` or `domain`.
        package var kind: String
        package var commandID: String?
        package var database: String
        package var aggregateType: String
        package var aggregate: String
        package var sequence: Int
        package var actor: String?
        package var at: String
    }

    package var entries: [Entry]
    /// Ask from here next.
    package var position: String
}

extension LogStretch.Entry {
    init(_ recorded: RecordedEvent) {
        let event = recorded.event
        self.init(
            position: recorded.position.description, eventID: event.id.description,
            eventType: event.type, kind: event.kind.rawValue,
            commandID: (event.cause ?? (event.kind == .command ? event.id : nil))?.description,
            database: CommandReader.database(event.stream),
            aggregateType: event.stream.type.name,
            aggregate: CommandReader.aggregate(event.stream),
            sequence: recorded.sequence.value, actor: event.actor,
            at: event.occurredAt.description)
    }
}
