// Walks a log from its start, event by event, each with the idempotency key that it came under. Reads pages; holds one.

internal import EventSourcing

struct LogCursor: Sendable {
    /// An event, and the key of the submission that begins with it.
    struct Entry: Sendable {
        var event: RecordedEvent
        var key: KeptKey?
    }

    static let pageSize = 500

    private let store: any EventStore
    private var page: ArraySlice<Entry> = []
    private var position = StorePosition.start
    private var isAtEnd = false

    init(_ store: any EventStore) { self.store = store }

    /// The next entry, which stays the next; nil at the end of the log as it is now.
    mutating func peek() async throws(EngineError) -> Entry? {
        if page.isEmpty, !isAtEnd { try await fill() }
        return page.first
    }

    mutating func next() async throws(EngineError) -> Entry? {
        guard let entry = try await peek() else { return nil }
        page.removeFirst()
        return entry
    }

    private mutating func fill() async throws(EngineError) {
        let (store, after) = (store, position)
        let events = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await store.read(after: after, limit: LogCursor.pageSize)
        }
        guard let last = events.last else {
            isAtEnd = true
            return
        }
        let keys = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await store.keys(after: after, through: last.position)
        }
        let byFirst = Dictionary(
            keys.map { ($0.first, $0) }, uniquingKeysWith: { first, _ in first })
        page = events.map { Entry(event: $0, key: byFirst[$0.position]) }[...]
        position = last.position
    }
}
