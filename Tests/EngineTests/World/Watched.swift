// Ports that tell what the engine does with them, and let a test act in between.

import EventSourcing
import Ontology
import Synchronization

final class Counter: Sendable {
    private let number = Mutex(0)

    var value: Int { number.withLock { $0 } }
    func add() { number.withLock { $0 += 1 } }
    func reset() { number.withLock { $0 = 0 } }
}

struct WatchedStore: EventStore {
    let base: any EventStore
    /// Before an append.
    var appending: @Sendable ([Submission]) async throws(EventStoreError) -> Void = {
        _ async throws(EventStoreError) in
    }
    /// What is appended instead.
    var changing: @Sendable ([Submission]) -> [Submission] = { $0 }
    var reading: @Sendable (StreamID) -> Void = { _ in }
    /// How many events of a stream are asked for at once.
    var limiting: @Sendable (StreamID, Int) -> Void = { _, _ in }
    /// Before the ends of streams are told.
    var ending: @Sendable () -> Void = {}
    /// Before the end of the log is told.
    var heading: @Sendable () async throws(EventStoreError) -> Void = {
        () async throws(EventStoreError) in
    }
    /// From where the whole log is read.
    var scanning: @Sendable (StorePosition) -> Void = { _ in }

    func append(_ batch: [Submission], with commit: GroupCommit?)
        async throws(EventStoreError) -> [AppendAnswer]
    {
        try await appending(batch)
        return try await base.append(changing(batch), with: commit)
    }

    func read(_ stream: StreamID, after: SequenceNumber, limit: Int)
        async throws(EventStoreError) -> [RecordedEvent]
    {
        reading(stream)
        limiting(stream, limit)
        return try await base.read(stream, after: after, limit: limit)
    }

    func read(after position: StorePosition, limit: Int)
        async throws(EventStoreError) -> [RecordedEvent]
    {
        scanning(position)
        return try await base.read(after: position, limit: limit)
    }

    func find(_ id: EventID) async throws(EventStoreError) -> RecordedEvent? {
        try await base.find(id)
    }

    func commands(_ ids: [EventID]) async throws(EventStoreError) -> [RecordedEvent] {
        try await base.commands(ids)
    }

    func answers(to command: EventID) async throws(EventStoreError) -> [RecordedEvent] {
        try await base.answers(to: command)
    }

    func head() async throws(EventStoreError) -> StorePosition {
        try await heading()
        return try await base.head()
    }

    func count(through position: StorePosition) -> Int? { base.count(through: position) }

    func keys(after position: StorePosition, through end: StorePosition)
        async throws(EventStoreError) -> [KeptKey]
    { try await base.keys(after: position, through: end) }

    func ends(of type: AggregateType, on branch: BranchAddress) async throws(EventStoreError)
        -> [StreamEnd]
    {
        ending()
        return try await base.ends(of: type, on: branch)
    }
}

struct WatchedDocuments: DocumentIndex {
    let base: any DocumentIndex
    /// Before changes are applied, with where they end.
    var applying: @Sendable (BusPosition?) async throws(ReadModelError) -> Void = {
        _ async throws(ReadModelError) in
    }
    /// After everything is forgotten.
    var wasReset: @Sendable () async -> Void = {}

    func documents(_ ids: [DocumentID]) async throws(ReadModelError) -> [Document] {
        try await base.documents(ids)
    }

    func search(_ query: DocumentQuery, _ page: PageRequest) async throws(ReadModelError)
        -> Page<Document>
    {
        try await base.search(query, page)
    }

    func count(_ query: DocumentQuery) async throws(ReadModelError) -> Int {
        try await base.count(query)
    }

    func apply(_ changes: [DocumentChange], upTo: BusPosition?) async throws(ReadModelError) {
        try await applying(upTo)
        try await base.apply(changes, upTo: upTo)
    }

    func checkpoint() async throws(ReadModelError) -> BusPosition? {
        try await base.checkpoint()
    }

    func reset() async throws(ReadModelError) {
        try await base.reset()
        await wasReset()
    }
}
