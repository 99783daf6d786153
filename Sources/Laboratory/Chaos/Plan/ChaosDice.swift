// Chance of a chaos run as a value: the same seed and purpose draw the same numbers, in every process and build.

package struct ChaosDice: Hashable, Sendable {
    private var state: UInt64

    /// `purpose` keeps what is drawn for one thing apart from what is drawn for another.
    package init(seed: UInt64, purpose: String) {
        state = seed
        for byte in purpose.utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }

    /// SplitMix64 (Steele, Lea, Flood 2014).
    package mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    package mutating func number(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }

    /// True once in so many times.
    package mutating func isOne(in rate: Int) -> Bool { number(in: 1...rate) == 1 }

    /// Nil of nothing.
    package mutating func pick<Element>(_ all: [Element]) -> Element? {
        all.isEmpty ? nil : all[number(in: 0...all.count - 1)]
    }

    package mutating func shuffled<Element>(_ all: [Element]) -> [Element] {
        var all = all
        for last in all.indices.dropFirst().reversed() {
            all.swapAt(last, number(in: 0...last))
        }
        return all
    }
}
