// Derivations by the aggregate that they start from. Keeps no checkpoint.

internal import EventSourcing
internal import Synchronization

final class LooseLineageState: Sendable {
    let changes = Mutex<[StreamID: DerivationChange]>([:])
}

struct LooseLineageIndex: LineageIndex {
    let state: LooseLineageState
    let connection: LooseConnection

    private func check() throws(ReadModelError) {
        try connection.check(.lineage, ReadModelError.unavailable)
    }

    func apply(_ batch: [DerivationChange], upTo: BusPosition?) async throws(ReadModelError) {
        try check()
        state.changes.withLock { changes in
            for change in batch {
                if let before = changes[change.from], before.sequence >= change.sequence {
                    continue
                }
                changes[change.from] = change
            }
        }
    }

    func checkpoint() async throws(ReadModelError) -> BusPosition? {
        try check()
        return nil
    }

    func derivations(from stream: StreamID, _ page: PageRequest) async throws(ReadModelError)
        -> Page<Derivation>
    {
        try check()
        let own = state.changes.withLock { $0[stream]?.derivations ?? [] }
        return keysetPage(own, page) { sortKey($0.relation, key($0.to), $0.event.description) }
    }

    func derivations(to stream: StreamID, _ page: PageRequest) async throws(ReadModelError)
        -> Page<Derivation>
    {
        try check()
        let all = state.changes.withLock { $0.values.flatMap(\.derivations) }
        return keysetPage(all.filter { $0.to == stream }, page) {
            sortKey($0.relation, key($0.from), $0.event.description)
        }
    }

    func reset() async throws(ReadModelError) {
        try check()
        state.changes.withLock { $0 = [:] }
    }

    private func key(_ stream: StreamID) -> String {
        sortKey(
            stream.database, sortable(stream.epoch), stream.branch, stream.type.name,
            stream.className, stream.key)
    }
}
