// The events of many streams as one sequence, newest first. Reads only the streams whose turn it is, a few events each.

internal import EventSourcing

struct StreamsBackwards: Sendable {
    private static let atOnce = 8

    private enum Entry: Sendable {
        case event(RecordedEvent)
        /// Of this stream all events up to this sequence, none of them beyond the bound.
        case rest(StreamID, last: SequenceNumber)
    }

    private struct Bounded: Sendable {
        var bound: StorePosition
        var entry: Entry
    }

    private let store: any EventStore
    private let upTo: StorePosition
    /// By bound; the newest stands at the end.
    private var entries: [Bounded]

    init(_ store: any EventStore, _ ends: [StreamEnd], upTo: StorePosition)
        async throws(EngineError)
    {
        self.store = store
        self.upTo = upTo
        entries = ends.map { end in
            Bounded(
                bound: min(end.position, upTo), entry: .rest(end.stream, last: end.sequence))
        }
        entries.sort { $0.bound < $1.bound }
    }

    mutating func next() async throws(EngineError) -> RecordedEvent? {
        while let newest = entries.popLast() {
            if Task.isCancelled { throw EngineError(.cancelled, "cancelled") }
            switch newest.entry {
            case .event(let event): return event
            case .rest(let stream, let last): try await open(stream, last)
            }
        }
        return nil
    }

    private mutating func open(_ stream: StreamID, _ last: SequenceNumber)
        async throws(EngineError)
    {
        let first = SequenceNumber(max(0, last.value - StreamsBackwards.atOnce))
        let limit = last.value - first.value
        let events = try await EngineError.wrapStore { () async throws(EventStoreError) in
            try await store.read(stream, after: first, limit: limit)
        }.filter { $0.sequence <= last && $0.position <= upTo }
        for event in events { insert(Bounded(bound: event.position, entry: .event(event))) }
        guard first > .none else { return }
        let bound = events.first?.position ?? upTo
        insert(Bounded(bound: bound, entry: .rest(stream, last: first)))
    }

    /// Before entries of the same bound, which are read first.
    private mutating func insert(_ new: Bounded) {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].bound < new.bound { low = middle + 1 } else { high = middle }
        }
        entries.insert(new, at: low)
    }
}
