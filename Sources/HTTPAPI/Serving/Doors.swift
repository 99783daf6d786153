// What stands between a TCP port and its routes: tokens, limits, the record of who came.

package import Engine
package import Logging

package struct Doors: Sendable {
    let gate: Gate
    let limiter: RateLimiter
    package let recorder: AccessRecorder
    /// Seconds that never go back.
    let uptime: @Sendable () -> Double

    /// Requests a second for each token, unless it is configured.
    package static let usualRate = 1000.0

    /// `ratePerSecond` 0: no limit.
    package init(
        engine: any EngineClient, ratePerSecond: Double = Doors.usualRate, logger: Logger? = nil
    ) {
        gate = Gate(engine: engine)
        limiter = RateLimiter(perSecond: ratePerSecond, burst: ratePerSecond * 2)
        recorder = AccessRecorder(engine: engine, logger: logger)
        let start = ContinuousClock.now
        uptime = { (ContinuousClock.now - start) / .seconds(1) }
    }
}
