// A clock that stands still until a test moves it. Sleepers wake when it has been moved past their deadline.

package import EventSourcing
internal import Synchronization

/// `advance` moves both the wall clock and the uptime; `jump` moves the wall clock alone, as an operator would.
package final class FixedClock: EventSourcing.Clock {
    private struct Sleeper {
        var deadline: Double
        var continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var wall: Timestamp
        var uptime = 1000.0
        var sleepers: [Int: Sleeper] = [:]
        var nextSleeper = 0
    }

    /// 2026-01-31T12:00:00Z.
    package static let sampleTime = Timestamp(microseconds: 1_769_860_800_000_000)

    private let state: Mutex<State>
    private let movesItself: Bool

    /// `movesItself`: a sleep does not wait but moves the clock, for loops that nobody else drives.
    package init(_ start: Timestamp = FixedClock.sampleTime, movesItself: Bool = false) {
        state = Mutex(State(wall: start))
        self.movesItself = movesItself
    }

    package func now() -> Timestamp { state.withLock { $0.wall } }
    package func uptimeSeconds() -> Double { state.withLock { $0.uptime } }

    /// How many sleep on this clock now.
    package var sleepers: Int { state.withLock { $0.sleepers.count } }

    package func advance(seconds: Double) {
        let woken = state.withLock { state in
            state.wall = state.wall.adding(seconds: seconds)
            state.uptime += seconds
            let due = state.sleepers.filter { $0.value.deadline <= state.uptime }
            for id in due.keys { state.sleepers[id] = nil }
            return due.values.sorted { $0.deadline < $1.deadline }
        }
        for sleeper in woken { sleeper.continuation.resume() }
    }

    /// Moves the wall clock, also backwards; uptime and sleepers do not notice.
    package func jump(seconds: Double) {
        state.withLock { $0.wall = $0.wall.adding(seconds: seconds) }
    }

    package func sleep(seconds: Double) async throws(CancellationError) {
        if Task.isCancelled { throw CancellationError() }
        guard seconds > 0 else { return }
        if movesItself {
            advance(seconds: seconds)
            await Task.yield()
            return
        }
        let id = state.withLock { state in
            state.nextSleeper += 1
            return state.nextSleeper
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    guard !Task.isCancelled else { return true }
                    state.sleepers[id] = Sleeper(
                        deadline: state.uptime + seconds, continuation: continuation)
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: id) }?.continuation.resume()
        }
        if Task.isCancelled { throw CancellationError() }
    }
}
