// Whether something was written since somebody looked. Who waits for that sleeps until it is so.

import Dispatch
import Synchronization

/// Set by a writing thread after each commit, taken by one that works behind it.
final class WriteSignal: Sendable {
    private struct State {
        var isSet = true
        var listener: DispatchSemaphore?
    }

    private let state = Mutex(State())

    /// Something was written. Costs a lock; wakes the listener the first time only.
    func set() {
        let listener = state.withLock { state -> DispatchSemaphore? in
            guard !state.isSet else { return nil }
            state.isSet = true
            return state.listener
        }
        listener?.signal()
    }

    /// Whether something was written since the last call; at first nobody knows, so it is so.
    func take() -> Bool {
        state.withLock { state in
            defer { state.isSet = false }
            return state.isSet
        }
    }

    /// From now on this one is woken, at once when there is something already.
    func wake(_ listener: DispatchSemaphore) {
        let isSet = state.withLock { state in
            state.listener = listener
            return state.isSet
        }
        if isSet { listener.signal() }
    }
}
