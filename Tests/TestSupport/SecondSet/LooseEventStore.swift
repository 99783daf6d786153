// The event store's port on the loose log. Knows no transaction with anything else.

internal import EventSourcing

struct LooseEventStore: EventStore {
    let log: LooseLog
    let connection: LooseConnection

    private func check() throws(EventStoreError) {
        if connection.isKilled { throw .closed }
        try connection.check(.events, EventStoreError.unavailable)
    }

    /// `commit` is ignored: the bus is another product.
    func append(_ batch: [Submission], with commit: GroupCommit?) async throws(EventStoreError)
        -> [AppendAnswer]
    {
        try check()
        return log.append(batch)
    }

    func read(_ stream: StreamID, after: SequenceNumber, limit: Int)
        async throws(EventStoreError) -> [RecordedEvent]
    {
        try check()
        return log.read(stream, after: after, limit: limit)
    }

    func read(after position: StorePosition, limit: Int) async throws(EventStoreError)
        -> [RecordedEvent]
    {
        try check()
        return log.read(after: position, limit: limit)
    }

    func find(_ id: EventID) async throws(EventStoreError) -> RecordedEvent? {
        try check()
        return log.find(id)
    }

    func answers(to command: EventID) async throws(EventStoreError) -> [RecordedEvent] {
        try check()
        return log.answers(to: command)
    }

    func head() async throws(EventStoreError) -> StorePosition {
        try check()
        return log.head()
    }

    /// Of segments, as many an object store's.
    func count(through position: StorePosition) -> Int? { nil }

    func keys(after position: StorePosition, through end: StorePosition)
        async throws(EventStoreError) -> [KeptKey]
    {
        try check()
        return log.keys(after: position, through: end)
    }

    func ends(of type: AggregateType, on branch: BranchAddress) async throws(EventStoreError)
        -> [StreamEnd]
    {
        try check()
        return log.ends(of: type, on: branch)
    }
}
