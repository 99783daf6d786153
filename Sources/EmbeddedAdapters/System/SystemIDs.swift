// Time-ordered ids: each greater than the one before it, also within a millisecond and when the clock goes back.

package import EventSourcing
import Synchronization

package final class SystemIDs: IDs, Sendable {
    private struct Last {
        var millisecond: Int64 = 0
        /// Counts within the millisecond, in the 12 bits after the time.
        var count: UInt64 = 0
    }

    private static let maximumCount: UInt64 = 0xFFF

    private let clock: any Clock
    private let randomness: any Randomness
    private let last = Mutex(Last())

    package init(clock: any Clock, randomness: any Randomness) {
        self.clock = clock
        self.randomness = randomness
    }

    package func next() -> EventID {
        let now = clock.now().microseconds / 1000
        let (millisecond, count) = last.withLock { last in
            if now > last.millisecond {
                last = Last(millisecond: now)
            } else if last.count < Self.maximumCount {
                last.count += 1
            } else {
                // More in one millisecond than the counter holds: borrow from the next.
                last = Last(millisecond: last.millisecond + 1)
            }
            return (last.millisecond, last.count)
        }
        return EventID.timeOrdered(
            Timestamp(microseconds: millisecond * 1000), random: (count, randomness.next()))
    }
}
