// What a read model's writing thread knows from one transaction to the next. It is taken out for a transaction and put
// back only when that has committed, so it never tells what a rollback undid.

import Synchronization

final class WriterMemory<State: Sendable>: Sendable {
    private let state = Mutex<State?>(nil)
    private let makeState: @Sendable () -> State

    /// `makeState` gives what is known at first and after a failure: nothing.
    init(_ makeState: @escaping @Sendable () -> State) { self.makeState = makeState }

    func take() -> State {
        state.withLock { state in
            defer { state = nil }
            return state ?? makeState()
        }
    }

    func put(_ known: State) { state.withLock { $0 = known } }
}
