// Wakes everybody who waits for "something changed", without losing a change between look and wait.

internal import EventSourcing
internal import Synchronization

final class LooseSignal: Sendable {
    private struct State {
        var version = 0
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
        var next = 0
    }

    private let state = Mutex(State())

    /// Read it before looking at what may change.
    var version: Int { state.withLock { $0.version } }

    func fire() {
        let waiting = state.withLock { state in
            state.version += 1
            defer { state.waiting = [:] }
            return state.waiting
        }
        for continuation in waiting.values { continuation.resume() }
    }

    /// Returns once the version is no longer this one, the time is over or the task is cancelled.
    func wait(since version: Int, seconds: Double, clock: any EventSourcing.Clock) async {
        guard seconds > 0, !Task.isCancelled, self.version == version else { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.wait(since: version) }
            group.addTask { try? await clock.sleep(seconds: seconds) }
            await group.next()
            group.cancelAll()
        }
    }

    private func wait(since version: Int) async {
        let id = state.withLock { state in
            state.next += 1
            return state.next
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    guard state.version == version, !Task.isCancelled else { return true }
                    state.waiting[id] = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: id) }?.resume()
        }
    }
}
