// Facts about what is no instance: tokens, label mappings, saved queries, jobs, branches, accesses. Each kind is a
// stream of the log, so that replay, backup and migration carry it without a port of its own.

internal import EventSourcing
internal import JSONText
internal import Ontology

/// Reads and writes streams of such facts. Nobody works them: their topic has no consumer.
struct RecordBook: Sendable {
    static let topic = Topic("service_events")
    private static let pageSize = 512
    private static let maximumRaces = 16

    let store: any EventStore
    let clock: any Clock
    let ids: any IDs

    /// The stream of a kind of facts of the whole engine.
    static func stream(_ kind: String, key: String = "") -> StreamID {
        StreamID(
            database: "", epoch: 0, type: AggregateType(kind), key: key.isEmpty ? "all" : key)
    }

    /// The stream of a kind of facts of one database in its present life.
    static func stream(_ kind: String, of scope: GraphScope, key: String = "") -> StreamID {
        StreamID(
            database: scope.database, epoch: scope.epoch, type: AggregateType(kind),
            key: key.isEmpty ? "all" : key)
    }

    func event(
        _ type: String, _ data: JSONObject, in stream: StreamID, actor: String, id: EventID? = nil
    ) -> Event {
        Event(
            id: id ?? ids.next(), kind: .domain, type: type, stream: stream,
            occurredAt: clock.now(),
            actor: actor, topic: RecordBook.topic, data: .object(data))
    }

    /// Appends a fact, whatever stands before it. With an id that is there already, the first fact is the answer.
    @discardableResult
    func append(
        _ type: String, _ data: JSONObject, to stream: StreamID, actor: String, id: EventID? = nil
    ) async throws(EngineError) -> RecordedEvent {
        if let kept = try await kept(id) { return kept }
        let event = event(type, data, in: stream, actor: actor, id: id)
        guard let recorded = try await submit(event, .any) else {
            throw EngineError(.internal, "a fact without expectation was refused")
        }
        return recorded
    }

    /// The fact that was written under this id; nil also without an id.
    func kept(_ id: EventID?) async throws(EngineError) -> RecordedEvent? {
        guard let id else { return nil }
        return try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await store.find(id)
        }
    }

    /// Appends what `decide` makes of the facts so far; decides again when somebody was faster, and not at all when a
    /// fact has this id already.
    @discardableResult
    func append(
        to stream: StreamID, actor: String, id: EventID? = nil,
        _ decide: ([RecordedEvent]) async throws(EngineError) -> (
            type: String, data: JSONObject
        )?
    ) async throws(EngineError) -> [RecordedEvent] {
        for _ in 0..<RecordBook.maximumRaces {
            let facts = try await read(stream)
            if let id, facts.contains(where: { $0.event.id == id }) { return facts }
            guard let (type, data) = try await decide(facts) else { return facts }
            let last = facts.last?.sequence ?? .none
            let event = event(type, data, in: stream, actor: actor, id: id)
            if let recorded = try await submit(event, .exactly(last)) {
                return facts + [recorded]
            }
        }
        throw EngineError(
            .busy, "too many writers are at \(stream.type.name); try again in 1 s",
            retryAfterSeconds: 1)
    }

    /// Nil: the stream does not end where it was expected to.
    private func submit(_ event: Event, _ expecting: Submission.Expectation)
        async throws(EngineError) -> RecordedEvent?
    {
        let answers = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await store.append([Submission([event], expecting: expecting)], with: nil)
        }
        guard case .appended(let events, _) = answers.first else { return nil }
        return events.first
    }

    /// The facts of a stream after a sequence, in order.
    func read(_ stream: StreamID, after: SequenceNumber = .none) async throws(EngineError)
        -> [RecordedEvent]
    {
        var facts: [RecordedEvent] = []
        while true {
            let last = facts.last?.sequence ?? after
            let page = try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await store.read(stream, after: last, limit: RecordBook.pageSize)
            }
            facts += page
            if page.count < RecordBook.pageSize { return facts }
        }
    }
}
