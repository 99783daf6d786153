// Whether bytes are dear: said by a person, or found from the time the terminal takes to drain.

package struct LinkState: Hashable, Sendable {
    package enum Mode: String, Hashable, Sendable { case automatic, slow, fast }

    package var mode: Mode
    package private(set) var isSlow: Bool
    /// Measurements in a row that speak against the present state.
    private var against = 0

    package init(_ mode: Mode = .automatic) {
        self.mode = mode
        isSlow = mode == .slow
    }

    /// A frame that is seen later than this is late.
    static let slowFrom = Duration.milliseconds(180)
    static let fastBelow = Duration.milliseconds(120)
    /// One late answer may be chance.
    private static let needed = 2

    /// Takes a measurement in; true when the state changed by it.
    package mutating func take(_ drain: Duration) -> Bool {
        guard mode == .automatic else { return false }
        let speaksAgainst = isSlow ? drain < Self.fastBelow : drain > Self.slowFrom
        against = speaksAgainst ? against + 1 : 0
        guard against >= (isSlow ? 2 * Self.needed : Self.needed) else { return false }
        isSlow.toggle()
        against = 0
        return true
    }

    /// The next of slow, fast, automatic.
    package mutating func turn() {
        switch mode {
        case .automatic: self = LinkState(isSlow ? .fast : .slow)
        case .slow: self = LinkState(.fast)
        case .fast: self = LinkState(.automatic)
        }
    }
}
