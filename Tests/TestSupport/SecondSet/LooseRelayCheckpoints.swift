// Pairs of store and bus positions, as the relay saved them.

internal import EventSourcing
internal import Synchronization

final class LooseRelayState: Sendable {
    let checkpoints = Mutex<[RelayCheckpoint]>([])
    let notes = Mutex(Notes())

    struct Notes: Sendable {
        var all: [BusRewind] = []
        var followed: [ConsumerGroup: [TopicPartition: Int64]] = [:]
    }
}

struct LooseRelayCheckpoints: RelayCheckpoints {
    let state: LooseRelayState
    /// Where the leases are.
    let operations: LooseOperationsState
    let connection: LooseConnection

    func last() async throws(EventBusError) -> RelayCheckpoint? {
        try connection.check(.bus, EventBusError.unavailable)
        return state.checkpoints.withLock { $0.last }
    }

    func first(atOrAfter position: StorePosition) async throws(EventBusError)
        -> RelayCheckpoint?
    {
        try connection.check(.bus, EventBusError.unavailable)
        return state.checkpoints.withLock { all in all.first { $0.store >= position } }
    }

    func save(_ checkpoint: RelayCheckpoint) async throws(EventBusError) {
        try connection.check(.bus, EventBusError.unavailable)
        state.checkpoints.withLock { all in
            if let last = all.last, last.store >= checkpoint.store { return }
            var next = checkpoint
            if let last = all.last { next.bus = last.bus.merged(with: checkpoint.bus) }
            all.append(next)
        }
    }

    func save(_ checkpoint: RelayCheckpoint, under lease: Lease) async throws(EventBusError)
        -> Bool
    {
        let isOthers = operations.state.withLock { state in
            state.leases[lease.name].map { $0.lease.fence != lease.fence } ?? false
        }
        if isOthers { return false }
        try await save(checkpoint)
        return true
    }

    func rewind(to ends: BusPosition) async throws(EventBusError) {
        try connection.check(.bus, EventBusError.unavailable)
        state.checkpoints.withLock { all in
            let kept = all.last { checkpoint in
                ends.offsets.allSatisfy { checkpoint.bus.offsets[$0.key] ?? 0 <= $0.value }
            }
            all = all.filter { $0.store <= kept?.store ?? .start }
        }
        state.notes.withLock { notes in
            for (place, end) in ends.offsets.sorted(by: { $0.key < $1.key }) {
                let number = Int64(notes.all.count) + 1
                notes.all.append(BusRewind(place: place, number: number, end: end))
            }
        }
    }

    func rewinds(for group: ConsumerGroup, in topics: [Topic])
        async throws(EventBusError) -> [BusRewind]
    {
        try connection.check(.bus, EventBusError.unavailable)
        return state.notes.withLock { notes in
            let followed = notes.followed[group] ?? [:]
            var open: [TopicPartition: BusRewind] = [:]
            for note in notes.all
            where note.number > followed[note.place] ?? 0 && topics.contains(note.place.topic) {
                let lowest = min(note.end, open[note.place]?.end ?? note.end)
                open[note.place] = BusRewind(
                    place: note.place, number: note.number, end: lowest)
            }
            return open.values.sorted { $0.place < $1.place }
        }
    }

    func followed(_ rewinds: [BusRewind], by group: ConsumerGroup) async throws(EventBusError) {
        try connection.check(.bus, EventBusError.unavailable)
        state.notes.withLock { notes in
            for rewind in rewinds {
                let before = notes.followed[group]?[rewind.place] ?? 0
                notes.followed[group, default: [:]][rewind.place] = max(before, rewind.number)
            }
        }
    }
}
