// How long the terminal takes to take what it is sent: after a screen it is asked for its state, and the
// time until the answer is the time all bytes before took to arrive. One question at a time, seldom,
// and none any more when the first stays without an answer.

struct DrainMeter {
    private var askedAt: ContinuousClock.Instant?
    private var lastAsked: ContinuousClock.Instant?

    /// Bytes and the other side's work are only spent so often.
    private static let pause = Duration.seconds(2)
    /// How long leaving waits for an answer that is on its way.
    private static let mostPatience = Duration.milliseconds(150)

    /// Whether to ask now.
    mutating func asks(at now: ContinuousClock.Instant) -> Bool {
        guard askedAt == nil, lastAsked.map({ now - $0 >= Self.pause }) ?? true else {
            return false
        }
        askedAt = now
        lastAsked = now
        return true
    }

    /// The time since the question; nil when there was none.
    mutating func answered(at now: ContinuousClock.Instant) -> Duration? {
        defer { askedAt = nil }
        return askedAt.map { now - $0 }
    }

    /// Milliseconds to wait for an answer that may still come; nil when none is awaited, or for too long.
    func patience(at now: ContinuousClock.Instant) -> Int32? {
        guard let askedAt, now - askedAt < .seconds(1) else { return nil }
        return Int32(Self.mostPatience.components.attoseconds / 1_000_000_000_000_000)
    }
}
