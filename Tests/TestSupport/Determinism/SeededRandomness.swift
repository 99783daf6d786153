// Chance from a seed: the same seed gives the same run. SplitMix64 (Steele, Lea, Flood 2014).

internal import EventSourcing
internal import Synchronization

/// A shared stream of numbers, for what takes its chance from outside.
package final class SeededRandomness: Randomness {
    private let generator: Mutex<SeededGenerator>

    package init(seed: UInt64) { generator = Mutex(SeededGenerator(seed: seed)) }

    package func next() -> UInt64 { generator.withLock { $0.next() } }
}

/// The same as a value, for `shuffled(using:)` and the like.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        return SeededGenerator.mix(state)
    }

    /// A fixed, well-spread function of its input.
    package static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
