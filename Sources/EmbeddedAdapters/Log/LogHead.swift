// How far the log is, for readers that wait for more. Published after each commit.

import EventSourcing
import Synchronization

/// The ends of the log, and those who wait for them to move.
final class LogHead: Sendable {
    struct Ends: Hashable, Sendable {
        /// The position of the last event; 0 when there is none.
        var event: Int64 = 0
        /// The last position that was given out, to an event or to an injected envelope.
        var last: Int64 = 0
        /// The last position of an injected envelope.
        var injected: Int64 = 0
        /// Counts commits, also those of operations data.
        var changes = 0
    }

    private struct Waiter {
        var reached: @Sendable (Ends) -> Bool
        var continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var ends = Ends()
        var stirs = 0
        var waiters: [Int: Waiter] = [:]
        var nextWaiter = 0
        var isClosed = false
    }

    private let state = Mutex(State())
    private let clock: any Clock

    init(clock: any Clock) { self.clock = clock }

    var ends: Ends { state.withLock(\.ends) }

    var isClosed: Bool { state.withLock(\.isClosed) }

    /// Counts the calls of `stir`.
    var stirs: Int { state.withLock(\.stirs) }

    /// Something that members of groups look at between two polls is not as it was.
    func stir() {
        wake { state in
            state.stirs += 1
            return Array(state.waiters.keys)
        }
    }

    /// Wakes those who wait for this.
    func publish(_ ends: Ends) {
        wake { state in
            state.ends = ends
            return state.waiters.filter { $0.value.reached(ends) }.map(\.key)
        }
    }

    /// Wakes everybody, for good.
    func close() {
        wake { state in
            state.isClosed = true
            return Array(state.waiters.keys)
        }
    }

    /// Wakes everybody to look again, for changes that are not in the ends.
    func nudge() { wake { Array($0.waiters.keys) } }

    /// Returns when `reached` holds, after the timeout, on `nudge` and `stir`, on `close` or when the task is cancelled;
    /// at once when there were other stirs than the caller knows of.
    func wait(
        timeoutSeconds: Double, stirs: Int? = nil,
        until reached: @escaping @Sendable (Ends) -> Bool
    ) async {
        guard timeoutSeconds > 0 else { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.wait(stirs, until: reached) }
            group.addTask { [clock] in try? await clock.sleep(seconds: timeoutSeconds) }
            await group.next()
            group.cancelAll()
        }
    }

    private func wait(_ stirs: Int?, until reached: @escaping @Sendable (Ends) -> Bool) async {
        let number = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    let isStirred = stirs.map { $0 != state.stirs } ?? false
                    if state.isClosed || Task.isCancelled || isStirred || reached(state.ends) {
                        return true
                    }
                    state.waiters[number] = Waiter(reached: reached, continuation: continuation)
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            wake { _ in [number] }
        }
    }

    private func wake(_ select: (inout State) -> [Int]) {
        let woken = state.withLock { state in
            select(&state).compactMap { state.waiters.removeValue(forKey: $0) }
        }
        for waiter in woken { waiter.continuation.resume() }
    }
}
