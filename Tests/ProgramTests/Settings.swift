// What a run of these tests can be told by the environment, and numbers that follow from a seed.

import Foundation

enum Settings {
    static func number(_ name: String, default standard: Int) -> Int {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? standard
    }

    /// `SPICE_TEST_SEED`; the same seed draws the same moments.
    static let seed = UInt64(number("SPICE_TEST_SEED", default: 20_260_101))
}

struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func number(in range: ClosedRange<Int>) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return range.lowerBound + Int(state >> 33) % range.count
    }
}
