// When the terminal is asked how long it takes, and what the answer means.

import Testing

@testable import CursesTerminal

@Suite struct DrainMeterTests {
    @Test func itAsksSeldomAndOneQuestionAtATime() {
        var meter = DrainMeter()
        let start = ContinuousClock.now
        #expect(meter.asks(at: start))
        #expect(!meter.asks(at: start + .seconds(9)), "the first is still open")
        #expect(meter.answered(at: start + .milliseconds(300)) == .milliseconds(300))
        #expect(!meter.asks(at: start + .seconds(1)))
        #expect(meter.asks(at: start + .seconds(2)))
    }

    @Test func anAnswerWithoutAQuestionMeansNothing() {
        var meter = DrainMeter()
        #expect(meter.answered(at: .now) == nil)
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
