// How one worker is doing: what it handled, how fast over the last ten seconds, its last error.

internal import Synchronization

package final class WorkerMeter: Sendable {
    private static let windowSeconds = 10.0

    private struct State {
        var state = WorkerReport.State.idle
        var handled = 0
        var lastError: String?
        var pause: String?
        var failures = 0
        var redelivered = 0
        var samples: [(at: Double, count: Int)] = []
    }

    package let name: String
    private let clock: any Clock
    private let changed: @Sendable () -> Void
    private let state = Mutex(State())

    /// `changed`: called after something other than the rate became another; must return at once.
    package init(
        _ name: String, clock: any Clock, changed: @escaping @Sendable () -> Void = {}
    ) {
        self.name = name
        self.clock = clock
        self.changed = changed
    }

    package func handled(_ count: Int) {
        let now = clock.uptimeSeconds()
        state.withLock { state in
            state.state = count > 0 ? .running : .idle
            state.handled += count
            state.samples.append((now, count))
            state.samples.removeAll { $0.at < now - WorkerMeter.windowSeconds }
        }
        if count > 0 { changed() }
    }

    package func idle() { turn(to: .idle) }
    /// `because`: told as its last error as long as the pause lasts.
    package func paused(because reason: String? = nil) {
        state.withLock { $0.pause = reason }
        turn(to: .paused)
    }
    package func stopped() { turn(to: .stopped) }

    private func turn(to new: WorkerReport.State) {
        let isNew = state.withLock { state in
            defer { state.state = new }
            return state.state != new
        }
        if isNew { changed() }
    }

    package func failing(_ reason: String) {
        state.withLock { state in
            state.state = .failing
            state.lastError = reason
            state.failures += 1
        }
        changed()
    }

    /// So many came that had been begun or done before.
    package func redelivered(_ count: Int) {
        guard count > 0 else { return }
        state.withLock { $0.redelivered += count }
        changed()
    }

    /// A single event went wrong while the worker goes on.
    package func note(error: String) {
        state.withLock { $0.lastError = error }
        changed()
    }

    package func report() -> WorkerReport {
        let now = clock.uptimeSeconds()
        return state.withLock { state in
            let recent = state.samples.filter { $0.at >= now - WorkerMeter.windowSeconds }
            let span = max(1, now - (recent.first?.at ?? now))
            let rate = Double(recent.reduce(0) { $0 + $1.count }) / span
            return WorkerReport(
                name: name, state: state.state, handled: state.handled, ratePerSecond: rate,
                lastError: state.state == .paused
                    ? state.pause ?? state.lastError : state.lastError,
                restarts: state.failures, redelivered: state.redelivered, at: clock.now())
        }
    }
}
