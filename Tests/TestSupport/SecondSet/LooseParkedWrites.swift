// Parked writes in a store of their own.

internal import EventSourcing
internal import Synchronization

final class LooseParkedState: Sendable {
    struct Key: Hashable {
        var group: ConsumerGroup
        var event: EventID
    }

    let writes = Mutex<[Key: ParkedWrite]>([:])
}

struct LooseParkedWrites: ParkedWrites {
    let state: LooseParkedState
    let connection: LooseConnection

    private func check() throws(OperationsStoreError) {
        try connection.check(.operations, OperationsStoreError.unavailable)
    }

    func park(_ writes: [ParkedWrite]) async throws(OperationsStoreError) {
        try check()
        state.writes.withLock { all in
            for write in writes {
                let key = LooseParkedState.Key(group: write.group, event: write.event.event.id)
                var next = write
                if let known = all[key] { next.since = known.since }
                all[key] = next
            }
        }
    }

    func release(_ awaited: Awaited) async throws(OperationsStoreError) -> Int {
        try check()
        return state.writes.withLock { all in
            let waiting = all.filter { $0.value.awaited == awaited && !$0.value.isReady }.keys
            for key in waiting { all[key]?.isReady = true }
            return waiting.count
        }
    }

    func ready(_ group: ConsumerGroup, limit: Int) async throws(OperationsStoreError)
        -> [ParkedWrite]
    {
        try check()
        let ready = state.writes.withLock { all in
            all.values.filter { $0.group == group && $0.isReady }
        }
        return keysetPage(ready, PageRequest(limit: limit), by: key).items
    }

    func settle(_ group: ConsumerGroup, _ events: [EventID]) async throws(OperationsStoreError) {
        try check()
        state.writes.withLock { all in
            for event in events { all[LooseParkedState.Key(group: group, event: event)] = nil }
        }
    }

    func waiting(_ group: ConsumerGroup, among streams: Set<StreamID>)
        async throws(OperationsStoreError) -> Set<StreamID>
    {
        try check()
        return state.writes.withLock { all in
            Set(all.values.filter { $0.group == group }.map(\.event.event.stream))
                .intersection(streams)
        }
    }

    func list(_ page: PageRequest) async throws(OperationsStoreError) -> Page<ParkedWrite> {
        try check()
        return keysetPage(state.writes.withLock { Array($0.values) }, page, by: key)
    }

    /// Stream by stream, in sequence.
    private func key(_ write: ParkedWrite) -> String {
        let stream = write.event.event.stream
        return sortKey(
            stream.database, sortable(stream.epoch), stream.branch, stream.type.name,
            stream.className, stream.key, sortable(write.event.sequence.value), write.group.name)
    }
}
