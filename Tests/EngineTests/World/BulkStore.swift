// A store of which a test decides what becomes of each append of many rows.

import EventSourcing
import Synchronization

final class BulkStore: EventStore, Sendable {
    /// Smaller appends are those of single commands and of workers, and go through.
    private static let bulk = 200

    private struct State {
        var calls = 0
        var refusals: [Int: EventStoreError] = [:]
        var stopsAt: Int?
        var isStopped = false
        var waiting: CheckedContinuation<Void, Never>?
    }

    private let base: any EventStore
    private let state = Mutex(State())

    init(_ base: any EventStore) { self.base = base }

    /// The appends of these numbers from now on, counted from 1, are refused.
    func refuse(_ refusals: [Int: EventStoreError]) {
        state.withLock { $0 = State(refusals: refusals) }
    }

    /// The append of this number from now on waits until `goOn`.
    func stop(at number: Int) { state.withLock { $0 = State(stopsAt: number) } }

    /// Since the last `refuse` or `stop`.
    var bulkAppends: Int { state.withLock(\.calls) }

    var isStopped: Bool { state.withLock(\.isStopped) }

    func goOn() {
        let waiting = state.withLock { state in
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume()
    }

    func append(_ batch: [Submission], with commit: GroupCommit?) async throws(EventStoreError)
        -> [AppendAnswer]
    {
        if batch.count >= BulkStore.bulk, batch.first?.events.first?.kind == .command {
            let number = state.withLock { state in
                state.calls += 1
                return state.calls
            }
            if let refusal = state.withLock({ $0.refusals[number] }) { throw refusal }
            if state.withLock({ $0.stopsAt == number }) { await pause() }
        }
        return try await base.append(batch, with: commit)
    }

    private func pause() async {
        await withCheckedContinuation { continuation in
            state.withLock { state in
                state.waiting = continuation
                state.isStopped = true
            }
        }
    }

    func read(_ stream: StreamID, after: SequenceNumber, limit: Int) async throws(EventStoreError)
        -> [RecordedEvent]
    {
        try await base.read(stream, after: after, limit: limit)
    }

    func read(after position: StorePosition, limit: Int) async throws(EventStoreError)
        -> [RecordedEvent]
    {
        try await base.read(after: position, limit: limit)
    }

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
