// Pairs of store and bus positions, as the relay saved them.

internal import EventSourcing
internal import Synchronization

final class LooseRelayState: Sendable {
    let checkpoints = Mutex<[RelayCheckpoint]>([])
}

struct LooseRelayCheckpoints: RelayCheckpoints {
    let state: LooseRelayState
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
}
