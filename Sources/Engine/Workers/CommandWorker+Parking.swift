// Commands that wait: for a database or class in flight, or behind an earlier command of their stream. Nothing that
// waits is forgotten, whoever dies between parking and waking.

internal import EventSourcing
internal import Ontology

extension CommandWorker {
    /// Wakes what an owner before this one parked and did not live to wake.
    func begin() async throws(HandlerFailure) { try await wake(among: nil) }

    /// Wakes those whose wait is over, and the first of each stream when it waits for earlier ones.
    private func wake(among streams: Set<StreamID>?) async throws(HandlerFailure) {
        var seen: Set<StreamID> = []
        var pass = WakePass(ports.store)
        for write in try await parkedWrites() {
            let stream = write.event.event.stream
            guard streams?.contains(stream) ?? true else { continue }
            let isFirst = seen.insert(stream).inserted
            guard !write.isReady else { continue }
            switch write.awaited {
            case .earlier(let stream) where isFirst: try await release(.earlier(stream))
            case .decision:
                try await releaseIfOver(write.awaited, &pass)
            default: break
            }
        }
    }

    /// Everything of this group that is parked, stream after stream.
    private func parkedWrites() async throws(HandlerFailure) -> [ParkedWrite] {
        try await operations { () async throws(OperationsStoreError) in
            try await ports.parkedWrites.all(of: kind.group)
        }
    }

    /// Commands whose stream has something parked wait behind it.
    func behindParked(_ commands: [RecordedEvent]) async throws(HandlerFailure)
        -> [RecordedEvent]
    {
        let streams = Set(commands.map(\.event.stream))
        let blocked = try await operations { () async throws(OperationsStoreError) in
            try await ports.parkedWrites.waiting(kind.group, among: streams)
        }
        guard !blocked.isEmpty else { return commands }
        let inLine = commands.filter { blocked.contains($0.event.stream) }
        // One that comes again while it is parked must not be made to wait for itself.
        let parked = Set(try await parkedWrites().map(\.event.event.id))
        let waiting = inLine.filter { !parked.contains($0.event.id) }
        if !waiting.isEmpty {
            try await park(
                waiting.map { ($0, .earlier($0.event.stream), "an earlier command of it waits") })
            // What they wait for may have been settled between the look and the parking.
            try await wake(among: Set(waiting.map(\.event.stream)))
        }
        return commands.filter { !blocked.contains($0.event.stream) }
    }

    /// Another owner may have parked a later command because one of these was not decided yet.
    func wakeFollowers(_ streams: Set<StreamID>) async throws(HandlerFailure) {
        if streams.isEmpty { return }
        let waiting = try await operations { () async throws(OperationsStoreError) in
            try await ports.parkedWrites.waiting(kind.group, among: streams)
        }
        if !waiting.isEmpty { try await wake(among: waiting) }
    }

    func releaseFollowers(of settled: [ParkedWrite]) async throws(HandlerFailure) {
        for stream in settled.map(\.event.event.stream).withoutRepeats {
            try await release(.earlier(stream))
        }
    }

    func park(_ waiting: [(RecordedEvent, Awaited, String)]) async throws(HandlerFailure) {
        guard !waiting.isEmpty else { return }
        let now = ports.clock.now()
        let writes = waiting.map { command, awaited, reason in
            ParkedWrite(
                group: kind.group, event: command, awaited: awaited, reason: reason, since: now)
        }
        try await operations { () async throws(OperationsStoreError) in
            try await ports.parkedWrites.park(writes)
        }
        var pass = WakePass(ports.store)
        for (_, awaited, _) in waiting { try await releaseIfOver(awaited, &pass) }
    }

    /// Whoever decides between the look and the end of the pass wakes what is parked by then itself.
    private func releaseIfOver(_ awaited: Awaited, _ pass: inout WakePass)
        async throws(HandlerFailure)
    {
        guard pass.seen.insert(awaited).inserted else { return }
        if try await isOver(awaited, pass.reader) { try await release(awaited) }
    }

    /// Whether what is awaited has been decided in the meantime: nobody would wake us any more.
    private func isOver(_ awaited: Awaited, _ reader: AggregateReader)
        async throws(HandlerFailure) -> Bool
    {
        if case .earlier(let stream) = awaited, stream.type == .instance {
            // Nothing but the parked ones themselves, the first of which may go.
            return try await isFirstParked(stream, reader)
        }
        guard case .decision(let stream) = awaited else { return false }
        let pending = try await store { () async throws(EventStoreError) in
            if stream.type == .database, let name = try? DatabaseName(stream.key) {
                return try await reader.database(name).pending
            }
            return try await reader.ontologyClass(stream).pending
        }
        return pending.isEmpty
    }

    private func isFirstParked(_ stream: StreamID, _ reader: AggregateReader)
        async throws(HandlerFailure) -> Bool
    {
        let pending = try await store { () async throws(EventStoreError) in
            try await reader.instance(stream).pending.first
        }
        let first = try await parkedWrites().first { $0.event.event.stream == stream }
        guard let pending, let first, case .earlier = first.awaited else { return false }
        return first.event.event.id == pending.event.id
    }

    private func release(_ awaited: Awaited) async throws(HandlerFailure) {
        _ = try await operations { () async throws(OperationsStoreError) in
            try await ports.parkedWrites.release(awaited)
        }
    }
}

/// One look at everything that waits: thousands may wait for the same, which is looked at once.
private struct WakePass: Sendable {
    let reader: AggregateReader
    var seen: Set<Awaited> = []

    init(_ store: any EventStore) { reader = AggregateReader(store: store) }
}

extension ParkedWrites {
    /// Everything of a group, stream after stream and each by sequence. O(parked).
    func all(of group: ConsumerGroup) async throws(OperationsStoreError) -> [ParkedWrite] {
        var writes: [ParkedWrite] = []
        var page = PageRequest(limit: 1000)
        while true {
            let found = try await list(page)
            writes += found.items.filter { $0.group == group }
            guard let next = found.next else { break }
            page.after = next
        }
        var places: [StreamID: Int] = [:]
        for write in writes where places[write.event.event.stream] == nil {
            places[write.event.event.stream] = places.count
        }
        return writes.sorted { left, right in
            let (first, second) = (left.event, right.event)
            let place = places[first.event.stream] ?? 0
            let other = places[second.event.stream] ?? 0
            return place == other ? first.sequence < second.sequence : place < other
        }
    }
}
