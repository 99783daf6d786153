// All chance of one run, from its seed, and a mark of everything that happened: two runs with the same mark went the
// same way.

internal import EventSourcing
internal import Synchronization

package final class SimulatedChance: Randomness, Sendable {
    private struct State {
        var seed: UInt64
        var mark: UInt64 = 0xcbf2_9ce4_8422_2325
    }

    private let state: Mutex<State>

    private let trace: (@Sendable (String) -> Void)?

    package init(seed: UInt64, trace: (@Sendable (String) -> Void)? = nil) {
        state = Mutex(State(seed: seed))
        self.trace = trace
    }

    /// SplitMix64 (Steele, Lea, Flood 2014).
    package func next() -> UInt64 {
        state.withLock { state in
            state.seed &+= 0x9e37_79b9_7f4a_7c15
            var mixed = state.seed
            mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            return mixed ^ (mixed >> 31)
        }
    }

    /// 0 ..< bound.
    func number(below bound: Int) -> Int { Int(next() % UInt64(bound)) }

    /// True once in so many times; never for 0.
    func isOne(in rate: Int) -> Bool { rate > 0 && number(below: rate) == 0 }

    /// Makes what happened part of the mark.
    func note(_ text: String) {
        trace?(text)
        state.withLock { state in
            for byte in text.utf8 { state.mark = (state.mark ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
    }

    var mark: UInt64 { state.withLock { $0.mark } }
}
