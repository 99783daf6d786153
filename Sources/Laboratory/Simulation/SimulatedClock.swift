// Time that the simulation moves. A sleep does not wait but moves it on.

package import EventSourcing
internal import Synchronization

package final class SimulatedClock: EventSourcing.Clock {
    /// 2026-01-31T12:00:00Z.
    private static let start = Timestamp(microseconds: 1_769_860_800_000_000)

    private let uptime = Mutex(1000.0)

    package init() {}

    package func now() -> Timestamp {
        SimulatedClock.start.adding(seconds: uptimeSeconds() - 1000)
    }

    package func uptimeSeconds() -> Double { uptime.withLock { $0 } }

    package func sleep(seconds: Double) async throws(CancellationError) {
        if Task.isCancelled { throw CancellationError() }
        advance(seconds: seconds)
    }

    package func advance(seconds: Double) { uptime.withLock { $0 += max(0, seconds) } }
}
