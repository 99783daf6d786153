// Turns counts into progress with rate and time left, a few times a second at most.

internal import EventSourcing
internal import Synchronization

final class ProgressMeter: Sendable {
    private static let secondsBetween = 0.1

    private let phase: String
    private let clock: any Clock
    private let call: CallContext
    private let started: Double
    private let last = Mutex(-Double.infinity)

    init(_ phase: String, clock: any Clock, call: CallContext) {
        self.phase = phase
        self.clock = clock
        self.call = call
        started = clock.uptimeSeconds()
    }

    /// `phase`: something else that is being done for the moment.
    func tell(done: Int, total: Int?, phase other: String? = nil) {
        let now = clock.uptimeSeconds()
        let isDue = last.withLock { last in
            guard now - last >= ProgressMeter.secondsBetween || done == total else { return false }
            last = now
            return true
        }
        guard isDue else { return }
        let elapsed = now - started
        let rate = elapsed > 0.05 ? Double(done) / elapsed : nil
        let left = total.flatMap { total in
            rate.flatMap { $0 > 0 ? Double(max(0, total - done)) / $0 : nil }
        }
        call.progress(
            Progress(
                phase: other ?? phase, done: done, total: total, ratePerSecond: rate,
                secondsLeft: left))
    }
}
