// A sleep that a change ends early: who looks at something that seldom changes need not look every second.

internal import EventSourcing
internal import Synchronization

final class Rest: Sendable {
    private struct State {
        var sleep: Task<Void, Never>?
        /// It was ended before it began.
        var isOver = false
    }

    private let clock: any Clock
    private let state = Mutex(State())

    init(clock: any Clock) { self.clock = clock }

    /// Ends the sleep, or the next one when nobody sleeps. Returns at once.
    func end() {
        let sleep = state.withLock { state in
            state.isOver = true
            return state.sleep
        }
        sleep?.cancel()
    }

    /// Returns after the time, after `end`, or when the task is cancelled. For one sleeper at a time.
    func sleep(seconds: Double) async {
        let clock = clock
        let sleep = state.withLock { state -> Task<Void, Never>? in
            if state.isOver {
                state.isOver = false
                return nil
            }
            let sleep = Task { _ = try? await clock.sleep(seconds: seconds) }
            state.sleep = sleep
            return sleep
        }
        guard let sleep else { return }
        await withTaskCancellationHandler {
            await sleep.value
        } onCancel: {
            sleep.cancel()
        }
        state.withLock { $0 = State() }
    }
}
