// Time, ids and chance come from outside, so that a run can be repeated from a seed and tests never wait.

package protocol Clock: Sendable {
    /// Wall-clock time; may jump. For stamps only.
    func now() -> Timestamp
    /// Seconds from some fixed point, never backwards. For durations, leases and waits.
    func uptimeSeconds() -> Double
    /// Returns early by throwing when the task is cancelled.
    func sleep(seconds: Double) async throws(CancellationError)
}

package protocol Randomness: Sendable {
    func next() -> UInt64
}

package protocol IDs: Sendable {
    /// A time-ordered id that was never given out before.
    func next() -> EventID
}
