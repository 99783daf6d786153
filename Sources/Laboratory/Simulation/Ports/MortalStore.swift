// The event store as a mortal process reaches it.

internal import EventSourcing

struct MortalStore: EventStore {
    let base: any EventStore
    let life: Life

    func append(_ batch: [Submission], with commit: GroupCommit?) async throws(EventStoreError)
        -> [AppendAnswer]
    {
        let events = batch.flatMap(\.events).map { "\($0.type) \($0.stream.wireID)" }
        let what = "store.append \(events.joined(separator: ", "))"
        return try await life.through(what, EventStoreError.unavailable) {
            () async throws(EventStoreError) in
            try await base.append(batch, with: commit)
        }
    }

    func read(_ stream: StreamID, after: SequenceNumber, limit: Int)
        async throws(EventStoreError) -> [RecordedEvent]
    {
        try await life.through("store.stream", EventStoreError.unavailable) {
            () async throws(EventStoreError) in
            try await base.read(stream, after: after, limit: limit)
        }
    }

    func read(after position: StorePosition, limit: Int) async throws(EventStoreError)
        -> [RecordedEvent]
    {
        try await life.through("store.read", EventStoreError.unavailable) {
            () async throws(EventStoreError) in
            try await base.read(after: position, limit: limit)
        }
    }

    func find(_ id: EventID) async throws(EventStoreError) -> RecordedEvent? {
        try await life.through("store.find", EventStoreError.unavailable) {
            () async throws(EventStoreError) in try await base.find(id)
        }
    }

    func commands(_ ids: [EventID]) async throws(EventStoreError) -> [RecordedEvent] {
        try await life.through("store.commands", EventStoreError.unavailable) {
            () async throws(EventStoreError) in try await base.commands(ids)
        }
    }

    func answers(to command: EventID) async throws(EventStoreError) -> [RecordedEvent] {
        try await life.through("store.answers", EventStoreError.unavailable) {
            () async throws(EventStoreError) in try await base.answers(to: command)
        }
    }

    func head() async throws(EventStoreError) -> StorePosition {
        try await life.through("store.head", EventStoreError.unavailable) {
            () async throws(EventStoreError) in try await base.head()
        }
    }

    func count(through position: StorePosition) -> Int? { base.count(through: position) }

    func keys(after position: StorePosition, through end: StorePosition)
        async throws(EventStoreError) -> [KeptKey]
    {
        try await life.through("store.keys", EventStoreError.unavailable) {
            () async throws(EventStoreError) in
            try await base.keys(after: position, through: end)
        }
    }

    func ends(of type: AggregateType, on branch: BranchAddress) async throws(EventStoreError)
        -> [StreamEnd]
    {
        try await life.through("store.ends", EventStoreError.unavailable) {
            () async throws(EventStoreError) in try await base.ends(of: type, on: branch)
        }
    }
}
