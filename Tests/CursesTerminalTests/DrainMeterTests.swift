// When the terminal is asked how long it takes, and what the answer means.

import Testing

@testable import CursesTerminal

@Suite struct DrainMeterTests {
    @Test func itAsksSeldomAndOneQuestionAtATime() {
        var meter = DrainMeter()
        let start = ContinuousClock.now
        let asksFirst = meter.asks(at: start)
        let asksWhileOpen = meter.asks(at: start + .seconds(9))
        let took = meter.answered(at: start + .milliseconds(300))
        let asksSoon = meter.asks(at: start + .seconds(1))
        let asksLater = meter.asks(at: start + .seconds(2))
        #expect(asksFirst && !asksWhileOpen && !asksSoon && asksLater)
        #expect(took == .milliseconds(300))
    }

    @Test func anAnswerWithoutAQuestionMeansNothing() {
        var meter = DrainMeter()
        let took = meter.answered(at: .now)
        #expect(took == nil)
        #expect(meter.patience(at: .now) == nil)
    }

    @Test func leavingWaitsAMomentForAnAnswerOnItsWayOnly() {
        var meter = DrainMeter()
        let start = ContinuousClock.now
        _ = meter.asks(at: start)
        #expect(meter.patience(at: start + .milliseconds(10)) == 150)
        #expect(meter.patience(at: start + .seconds(5)) == nil)
    }
}
