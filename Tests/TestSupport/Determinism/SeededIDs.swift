// Ids that are the same in every run with the same seed and clock.

package import EventSourcing
internal import Synchronization

/// Version 7 ids; within one millisecond a counter stands where the first random bits would, so they rise.
package final class SeededIDs: IDs {
    private struct State {
        var generator: SeededGenerator
        var counter: UInt64 = 0
        var last = Timestamp(microseconds: 0)
    }

    private let clock: any EventSourcing.Clock
    private let state: Mutex<State>

    package init(seed: UInt64, clock: any EventSourcing.Clock = FixedClock()) {
        self.clock = clock
        state = Mutex(State(generator: SeededGenerator(seed: seed)))
    }

    package func next() -> EventID {
        state.withLock { state in
            state.last = max(state.last, clock.now())
            state.counter += 1
            if state.counter > 0xFFF {
                state.counter = 0
                state.last = Timestamp(microseconds: state.last.microseconds + 1000)
            }
            return EventID.timeOrdered(
                state.last, random: (state.counter, state.generator.next()))
        }
    }
}
