// The log in an object store: segments that are never rewritten are the truth, and Postgres holds the index that says
// where each event stands. The index can be made again from the segments alone (`rebuildIndex`).

package import EventSourcing

package final class S3EventStore: EventStore {
    /// Segments that are fetched at once.
    private static let parallel = 8

    let pool: PostgresPool
    let objects: SegmentObjects
    let index: SegmentIndex
    private let writer: SegmentWriter
    private let news: PostgresNews

    /// The tables must be there; see `PostgresRegistry.migrate`. Call `prepare` once before the first write.
    /// `reserved` is called between a reservation and its segment's way into the object store.
    package init(
        _ client: S3Client, _ pool: PostgresPool,
        reserved: @escaping @Sendable () -> Void = {}
    ) {
        self.pool = pool
        index = SegmentIndex(pool: pool)
        objects = SegmentObjects(client, index)
        writer = SegmentWriter(pool, objects, reserved)
        news = PostgresNews(pool.settings, channel: SegmentIndex.channel)
    }

    /// Nobody waits any more. Harmless when repeated.
    package func close() { news.close() }

    /// Makes the bucket, and refuses a store that does not keep what the log stands on, and an index that is behind it.
    package func prepare(ids: any IDs) async throws(EventStoreError) {
        do throws(S3Error) {
            try await objects.client.createBucket()
            try await S3Probe.check(objects.client, id: ids.next())
        } catch {
            throw .unavailable(error.message)
        }
        try await refuseOldIndex()
    }

    package func append(_ batch: [Submission], with commit: GroupCommit?)
        async throws(EventStoreError) -> [AppendAnswer]
    {
        if batch.isEmpty { return [] }
        var answers: [AppendAnswer] = []
        for answer in try await writer.append(batch) {
            switch answer {
            case .stored(let events): answers.append(.appended(events, isDuplicate: false))
            case .refused(let refusal): answers.append(.refused(refusal))
            case .duplicate(let places):
                answers.append(.appended(try await events(at: places), isDuplicate: true))
            }
        }
        return answers
    }

    package func read(_ stream: StreamID, after: SequenceNumber, limit: Int)
        async throws(EventStoreError) -> [RecordedEvent]
    {
        try await events(at: try await index.places(of: stream, after: after, limit: limit))
    }

    package func read(after position: StorePosition, limit: Int) async throws(EventStoreError)
        -> [RecordedEvent]
    {
        var places = try await index.places(after: position, limit: limit)
        if places.count < limit {
            let abandoned = try await index.abandoned()
            for number in abandoned { try await objects.settle(number) }
            if !abandoned.isEmpty {
                places = try await index.places(after: position, limit: limit)
            }
        }
        return try await events(at: places)
    }

    package func find(_ id: EventID) async throws(EventStoreError) -> RecordedEvent? {
        guard let place = try await index.place(of: id) else { return nil }
        return try await events(at: [place]).first
    }

    package func find(_ ids: [EventID]) async throws(EventStoreError) -> [RecordedEvent] {
        let found = try await events(at: try await index.places(of: ids))
        let byID = Dictionary(
            found.map { ($0.event.id, $0) }, uniquingKeysWith: { first, _ in first })
        return ids.compactMap { byID[$0] }
    }

    package func answers(to command: EventID) async throws(EventStoreError) -> [RecordedEvent] {
        try await events(at: try await index.places(answering: command))
    }

    package func head() async throws(EventStoreError) -> StorePosition {
        try await objects.settleAbandoned()
        return try await index.head()
    }

    /// A segment holds as many events as were appended together.
    package func count(through position: StorePosition) -> Int? { nil }

    /// What is said through Postgres wakes it.
    package func waits(forEventsAfter position: StorePosition, timeoutSeconds: Double) async
        -> Bool
    {
        await news.wait(seconds: timeoutSeconds) { [index] in
            do throws(EventStoreError) {
                return try await index.head() > position
            } catch {
                return false
            }
        }
    }

    package func keys(after position: StorePosition, through end: StorePosition)
        async throws(EventStoreError) -> [KeptKey]
    { try await index.keys(after: position, through: end) }

    /// Reads the segments in which the streams end, each once, some at a time.
    package func ends(of type: AggregateType, on branch: BranchAddress)
        async throws(EventStoreError) -> [StreamEnd]
    {
        var rest = try await index.lastPlaces(of: type, on: branch)[...]
        var ends: [StreamEnd] = []
        while let first = rest.first {
            var segments: Set<Int64> = [first.segment]
            let part = rest.prefix { place in
                segments.insert(place.segment)
                return segments.count <= Self.parallel
            }
            rest = rest.dropFirst(part.count)
            ends += try await events(at: Array(part)).map { StreamEnd($0) }
        }
        return ends
    }

    /// `head` by what Postgres alone says, for whoever must not wait for the object store.
    func recordedHead() async throws(EventStoreError) -> StorePosition { try await index.head() }

    /// In the order of the places; segments are fetched side by side.
    private func events(at places: [SegmentIndex.Place]) async throws(EventStoreError)
        -> [RecordedEvent]
    {
        let numbers = Array(Set(places.map(\.segment))).sorted()
        var found: [Int64: [RecordedEvent]] = [:]
        var rest = numbers[...]
        while !rest.isEmpty {
            let part = rest.prefix(Self.parallel)
            rest = rest.dropFirst(Self.parallel)
            for fetched in await fetch(Array(part)) {
                found[fetched.number] = try fetched.events.get()
            }
        }
        var events: [RecordedEvent] = []
        for place in places {
            guard let segment = found[place.segment], place.ordinal < segment.count else {
                throw .corrupt(
                    StorePosition(segment: place.segment, ordinal: Int64(place.ordinal)),
                    "the segment does not hold what the index says")
            }
            events.append(segment[place.ordinal])
        }
        return events
    }

    private struct Fetched: Sendable {
        var number: Int64
        var events: Result<[RecordedEvent], EventStoreError>
    }

    private func fetch(_ numbers: [Int64]) async -> [Fetched] {
        await withTaskGroup(of: Fetched.self, returning: [Fetched].self) { group in
            for number in numbers {
                group.addTask { [objects] in await Self.fetch(number, objects) }
            }
            var all: [Fetched] = []
            for await fetched in group { all.append(fetched) }
            return all
        }
    }

    private static func fetch(_ number: Int64, _ objects: SegmentObjects) async -> Fetched {
        do throws(EventStoreError) {
            return Fetched(number: number, events: .success(try await objects.events(number)))
        } catch {
            return Fetched(number: number, events: .failure(error))
        }
    }
}
