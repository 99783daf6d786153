// Use case: how many events the last minutes brought. Reads the log backwards as far as the window goes, and no further
// than a limit.

internal import EventSourcing

package struct CountEvents: UseCase, Hashable {
    package static let name = "count-events"
    package static let maximumScanned = 200_000
    /// Two hundred years: longer than any log.
    private static let longestMinutes = 105_120_000
    private static let window: Int64 = 1024

    /// Nil: of the whole log.
    package var database: String?
    package var minutes: Int

    package init(database: String? = nil, minutes: Int) {
        self.database = database
        self.minutes = minutes
    }

    package var reach: Reach { database.map { .database($0) } ?? .engine }

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> EventCount
    {
        let store = engine.ports.store
        let now = engine.ports.clock.now().microseconds
        let minutes = Int64(min(max(minutes, 0), CountEvents.longestMinutes))
        let since = Timestamp(microseconds: now - minutes * 60_000_000)
        var end = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await store.head()
        }
        var count = EventCount(events: 0, isCut: false)
        var scanned = 0
        while end > .start {
            let start = StorePosition(segment: max(0, end.segment - CountEvents.window))
            let events = try await stretch(store, after: start, upTo: end)
            let young = events.filter { $0.event.occurredAt >= since }
            count.events += young.count { event in
                database.map { $0 == CommandReader.database(event.event.stream) } ?? true
            }
            scanned += events.count
            if young.count < events.count { return count }
            end = start
            if scanned >= CountEvents.maximumScanned {
                count.isCut = end > .start
                return count
            }
        }
        return count
    }

    private func stretch(
        _ store: any EventStore, after start: StorePosition, upTo end: StorePosition
    ) async throws(EngineError) -> [RecordedEvent] {
        var found: [RecordedEvent] = []
        var position = start
        while position < end {
            let from = position
            let page = try await EngineError.wrapStore { () async throws(EventStoreError) in
                try await store.read(after: from, limit: Int(CountEvents.window))
            }
            guard let last = page.last else { break }
            found += page.filter { $0.position <= end }
            position = last.position
        }
        return found
    }
}

package struct EventCount: Codable, Hashable, Sendable {
    package var events: Int
    /// The scan ended before the window did: there are more.
    package var isCut: Bool
}
