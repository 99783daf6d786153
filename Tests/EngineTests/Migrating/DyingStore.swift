// A store on which a copy dies: one append is not made, or made without an answer.

import EventSourcing
import Synchronization

final class DyingStore: EventStore {
    enum Death: Sendable, CaseIterable { case before, after }

    private let base: any EventStore
    private let death: Death
    private let left: Mutex<Int>

    /// The append of this number, counted from 0, is the last.
    init(_ base: any EventStore, at number: Int, _ death: Death) {
        self.base = base
        self.death = death
        left = Mutex(number)
    }

    func append(_ batch: [Submission], with commit: GroupCommit?) async throws(EventStoreError)
        -> [AppendAnswer]
    {
        let isLast = left.withLock { left in
            left -= 1
            return left < 0
        }
        guard isLast else { return try await base.append(batch, with: commit) }
        if death == .after { _ = try await base.append(batch, with: commit) }
        throw .unavailable("a test")
    }

    func read(_ stream: StreamID, after: SequenceNumber, limit: Int) async throws(EventStoreError)
        -> [RecordedEvent]
    { try await base.read(stream, after: after, limit: limit) }

    func read(after position: StorePosition, limit: Int) async throws(EventStoreError)
        -> [RecordedEvent]
    { try await base.read(after: position, limit: limit) }

    func find(_ id: EventID) async throws(EventStoreError) -> RecordedEvent? {
        try await base.find(id)
    }

    func answers(to command: EventID) async throws(EventStoreError) -> [RecordedEvent] {
        try await base.answers(to: command)
    }

    func head() async throws(EventStoreError) -> StorePosition { try await base.head() }

    func count(through position: StorePosition) -> Int? { base.count(through: position) }

    func keys(after position: StorePosition, through end: StorePosition)
        async throws(EventStoreError) -> [KeptKey]
    { try await base.keys(after: position, through: end) }
}
