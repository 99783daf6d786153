// The indexes of the past that are kept in memory: made when first asked for, in one pass over the log, then extended
// by what is new. Two scopes at most; whoever never looks back pays nothing.

internal import EventSourcing
internal import Ontology
internal import Synchronization

final class Chronicle: Sendable {
    static let maximumScopes = 2
    /// Changes of one scope, at about 100 bytes each.
    static let maximumChanges = 4_000_000
    private static let pageSize = 2000

    private let store: any EventStore
    private let shelf = Mutex<[Record]>([])

    init(store: any EventStore) { self.store = store }

    /// The record of a scope, up to the end of the log as it is now. O(log) the first time, then O(what is new).
    func record(of scope: GraphScope, _ call: CallContext?) async throws(EngineError) -> Record {
        let record = shelf.withLock { records in
            let known = records.first { $0.scope == scope } ?? Record(scope)
            records =
                [known] + records.filter { $0.scope != scope }.prefix(Chronicle.maximumScopes - 1)
            return known
        }
        var done = 0
        while true {
            if Task.isCancelled { throw EngineError(.cancelled, "looking back was cancelled") }
            let from = record.read { $0.position }
            let events = try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await store.read(after: from, limit: Chronicle.pageSize)
            }
            guard !events.isEmpty else { return record }
            record.take(events, after: from)
            done += events.count
            call?.progress(Progress(phase: "reading the log", done: done))
            guard record.read({ $0.end }) <= Chronicle.maximumChanges else {
                shelf.withLock { $0.removeAll { $0.scope == scope } }
                throw EngineError(
                    .tooLarge,
                    "\(scope.database) has more than \(Chronicle.maximumChanges) changes: as_of "
                        + "cannot look back over so many; spice lineage shows single nodes")
            }
        }
    }

    /// One scope's index, shared by those who read it.
    final class Record: Sendable {
        let scope: GraphScope
        private let index: Mutex<TimeIndex>

        init(_ scope: GraphScope) {
            self.scope = scope
            index = Mutex(TimeIndex(scope: scope))
        }

        func read<Value: Sendable>(_ body: (TimeIndex) -> Value) -> Value {
            index.withLock { body($0) }
        }

        /// Nothing where somebody else was faster.
        func take(_ events: [RecordedEvent], after position: StorePosition) {
            index.withLock { index in
                guard index.position == position else { return }
                index.take(events)
                if index.mustStartAgain {
                    index = TimeIndex(scope: scope, lookups: index.lookups)
                }
            }
        }
    }
}
