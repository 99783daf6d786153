// Chance from a generator that is seeded by the system once: asking the system each time costs microseconds.
// Not for secrets.

import EventSourcing
import Synchronization

/// SplitMix64 (Steele, Lea, Flood 2014): a counter and a mixing function.
package final class SystemRandomness: Randomness, Sendable {
    private let state: Mutex<UInt64>

    /// The same seed gives the same numbers.
    package init(seed: UInt64) { state = Mutex(seed) }

    package convenience init() {
        var system = SystemRandomNumberGenerator()
        self.init(seed: system.next())
    }

    package func next() -> UInt64 {
        var value = state.withLock { state in
            state &+= 0x9E37_79B9_7F4A_7C15
            return state
        }
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
