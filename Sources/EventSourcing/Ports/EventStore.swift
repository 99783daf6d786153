// The immutable log. Shaped by what an object store with a relational index can promise; a local file is a
// luxurious case of it.

/// Appends events and reads them back.
///
/// Promises on every adapter: a submission is stored whole or not at all; it is durable before `append` answers; no
/// position passes over an event that appears later; stored events never change.
package protocol EventStore: Sendable {
    /// Appends each submission by itself; the answers stand in the order of the batch, and one refusal does not touch
    /// the others. An event id that is there already with the same fact gets the first answer (`isDuplicate`), one
    /// with another fact is refused. An empty batch tells whether writing goes on, where
    /// the store knows by itself. Where the store is also the bus,
    /// `commit` is kept in the same transaction; other adapters ignore it.
    func append(_ batch: [Submission], with commit: GroupCommit?) async throws(EventStoreError)
        -> [AppendAnswer]

    /// The events of a stream with a sequence greater than `after`, in order; at most `limit`. Empty for an unknown
    /// stream.
    func read(_ stream: StreamID, after: SequenceNumber, limit: Int) async throws(EventStoreError)
        -> [RecordedEvent]

    /// The events of the whole store after a position, in order; at most `limit`.
    func read(after position: StorePosition, limit: Int) async throws(EventStoreError)
        -> [RecordedEvent]

    /// The event with this id, else nil. Ids of commands and of domain events, the latter by their cause.
    func find(_ id: EventID) async throws(EventStoreError) -> RecordedEvent?

    /// Those of these ids that there are, in their order.
    func find(_ ids: [EventID]) async throws(EventStoreError) -> [RecordedEvent]

    /// Those of these ids that stand for commands, in their order: by an index alone, also ids of version 5.
    func commands(_ ids: [EventID]) async throws(EventStoreError) -> [RecordedEvent]

    /// The domain events that a command brought about, by ordinal; empty while it is not decided.
    func answers(to command: EventID) async throws(EventStoreError) -> [RecordedEvent]

    /// The position of the last event that readers can see.
    func head() async throws(EventStoreError) -> StorePosition

    /// How many events there are up to a position of this store, where the position itself tells: each of its events
    /// stands one further than the one before it. Nil where it does not, as in segments of many events. Asks nobody, so
    /// that a head that was told before can be counted.
    func count(through position: StorePosition) -> Int?

    /// Returns true when events after a position are there or the time is up; false at once where the store cannot
    /// tell when something comes, so that whoever asks has to look again by himself.
    func waits(forEventsAfter position: StorePosition, timeoutSeconds: Double) async -> Bool

    /// The idempotency keys of the submissions that begin after one position and not after another, in store order.
    /// For copying a log: O(keys of the store) where no index leads from a position to its key.
    func keys(after position: StorePosition, through end: StorePosition)
        async throws(EventStoreError) -> [KeptKey]

    /// Where the streams of one type on one branch end, in no order. Reads no event's content where the store has an
    /// index of its streams.
    func ends(of type: AggregateType, on branch: BranchAddress) async throws(EventStoreError)
        -> [StreamEnd]
}

extension EventStore {
    package func waits(forEventsAfter position: StorePosition, timeoutSeconds: Double) async
        -> Bool
    {
        false
    }

    /// One at a time, where the store has nothing better.
    package func find(_ ids: [EventID]) async throws(EventStoreError) -> [RecordedEvent] {
        var found: [RecordedEvent] = []
        for id in ids {
            if let event = try await find(id) { found.append(event) }
        }
        return found
    }

    /// All ids are looked for alike, where the store has nothing better.
    package func commands(_ ids: [EventID]) async throws(EventStoreError) -> [RecordedEvent] {
        try await find(ids).filter { $0.event.kind == .command }
    }

    /// O(log), where the store has nothing better.
    package func ends(of type: AggregateType, on branch: BranchAddress)
        async throws(EventStoreError) -> [StreamEnd]
    {
        var ends: [StreamID: StreamEnd] = [:]
        var position = StorePosition.start
        while true {
            let events = try await read(after: position, limit: 2000)
            guard let last = events.last else { return Array(ends.values) }
            position = last.position
            for recorded in events where recorded.event.stream.type == type {
                let stream = recorded.event.stream
                if branch.holds(stream) { ends[stream] = StreamEnd(recorded) }
            }
        }
    }
}

/// Where a stream ends.
package struct StreamEnd: Hashable, Sendable {
    package var stream: StreamID
    /// Of its last event.
    package var sequence: SequenceNumber
    package var position: StorePosition
    package var type: String

    package init(
        stream: StreamID, sequence: SequenceNumber, position: StorePosition, type: String
    ) {
        self.stream = stream
        self.sequence = sequence
        self.position = position
        self.type = type
    }

    package init(_ last: RecordedEvent) {
        self.init(
            stream: last.event.stream, sequence: last.sequence, position: last.position,
            type: last.event.type)
    }
}

/// Events of one stream that are appended together.
package struct Submission: Sendable {
    package enum Expectation: Hashable, Sendable {
        case any
        /// The stream's last sequence must be this one.
        case exactly(SequenceNumber)
    }

    /// Not empty; all of one stream.
    package var events: [Event]
    package var expecting: Expectation
    package var idempotencyKey: IdempotencyKey?
    /// The numbers that another store gave these events, one each; nil: this store numbers them. They must rise, from
    /// above the stream's last; else the submission is refused with `conflict`.
    package var sequences: [SequenceNumber]?

    package init(
        _ events: [Event], expecting: Expectation, idempotencyKey: IdempotencyKey? = nil,
        sequences: [SequenceNumber]? = nil
    ) {
        precondition(
            sequences.map { $0.count == events.count } ?? true, "one number for each event")
        self.events = events
        self.expecting = expecting
        self.idempotencyKey = idempotencyKey
        self.sequences = sequences
    }

    /// Why a stream that ends at `last` cannot take it; nil when it can.
    package func refusal(after last: SequenceNumber) -> AppendRefusal? {
        Submission.refusal(expecting, sequences, after: last)
    }

    /// The same for parts of a submission.
    package static func refusal(
        _ expecting: Expectation, _ sequences: [SequenceNumber]?, after last: SequenceNumber
    ) -> AppendRefusal? {
        if case .exactly(let expected) = expecting, expected != last {
            return .conflict(expected: expected, actual: last)
        }
        var previous = last
        for sequence in sequences ?? [] {
            guard sequence > previous else {
                return .conflict(expected: SequenceNumber(sequence.value - 1), actual: previous)
            }
            previous = sequence
        }
        return nil
    }
}

/// A client's own name for a request, so that it can be sent again without harm.
package struct IdempotencyKey: Hashable, Sendable {
    /// The database or service in which the key is unique.
    package var scope: String
    package var key: String
    /// A hash of the request's content: the same key with another hash is refused.
    package var contentHash: [UInt8]

    package init(scope: String, key: String, contentHash: [UInt8]) {
        self.scope = scope
        self.key = key
        self.contentHash = contentHash
    }
}

/// A key that a store keeps, and which events were stored under it: `count` of them from `first` on.
package struct KeptKey: Hashable, Sendable {
    package var key: IdempotencyKey
    package var first: StorePosition
    package var count: Int

    package init(key: IdempotencyKey, first: StorePosition, count: Int) {
        self.key = key
        self.first = first
        self.count = count
    }
}

/// A consumer group's position, kept in the same commit as its effect.
package struct GroupCommit: Sendable {
    package var group: ConsumerGroup
    package var position: BusPosition

    package init(group: ConsumerGroup, position: BusPosition) {
        self.group = group
        self.position = position
    }
}

/// What became of one submission.
package enum AppendAnswer: Hashable, Sendable {
    /// The events as they stand in the log. `isDuplicate`: they were there already.
    case appended([RecordedEvent], isDuplicate: Bool)
    case refused(AppendRefusal)
}

/// Why one submission was not stored. The rest of its batch is not affected.
package enum AppendRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    case conflict(expected: SequenceNumber, actual: SequenceNumber)
    /// This event id stands for another fact.
    case otherContent(EventID)
    /// This idempotency key was used with another content.
    case keyReused(String)
    /// The store is well, and will never take these events (too large, say): its words.
    case notStorable(String)

    package var description: String {
        switch self {
        case .conflict(let expected, let actual):
            "it is at sequence \(actual.value), not at \(expected.value): read it again"
        case .otherContent(let id): "event \(id) is stored with another content"
        case .keyReused(let key): "the key \(key) was used with another content"
        case .notStorable(let reason): reason
        }
    }
}

/// The store as a whole cannot do it.
package enum EventStoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Too much is waiting; try again after so many seconds.
    case busy(retryAfterSeconds: Int)
    /// No space; nothing was stored; writing goes on once there is space.
    case storageFull
    /// Writing has stopped for good (failed flush, lost disk): reads go on, a restart decides.
    case writingStopped(String)
    case unavailable(String)
    /// What is stored at this position cannot be read as an event.
    case corrupt(StorePosition, String)
    case closed

    package var description: String {
        switch self {
        case .busy(let seconds): "too many writes are waiting; try again in \(seconds) s"
        case .storageFull: "no space is left: make room"
        case .writingStopped(let reason): "it has stopped writing (\(reason)): restart the engine"
        case .unavailable(let reason): reason
        case .corrupt(let position, let reason):
            "the event at position \(position) cannot be read: \(reason)"
        case .closed: "the engine is shutting down"
        }
    }
}
