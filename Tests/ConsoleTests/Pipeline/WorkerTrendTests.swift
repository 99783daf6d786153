// Rates, the time to zero and standstills, from one answer to the next.

import EventSourcing
import Testing

@testable import Console
@testable import Engine

struct WorkerTrendTests {
    private func worker(_ committed: Int, lag: Int, rate: Double, state: String = "running")
        -> PipelineView.Worker
    {
        PipelineView.Worker(
            name: "graph", partition: 0, state: state, committed: committed, end: committed + lag,
            lag: lag, ratePerSecond: rate, restarts: 0)
    }

    private func trend(
        _ seconds: Int, _ state: String = "running", _ at: (Int) -> (committed: Int, lag: Int)
    ) -> (WorkerTrend, PipelineView.Worker) {
        var trend = WorkerTrend()
        var last = worker(0, lag: 0, rate: 0)
        for second in 0..<seconds {
            let (committed, lag) = at(second)
            last = worker(committed, lag: lag, rate: 50, state: state)
            trend.take(last, at: ScriptedEngine.now.adding(seconds: Double(second)))
        }
        return (trend, last)
    }

    @Test func whatComesIsWhatGoesAndWhatTheLagGrewBy() {
        let (trend, last) = trend(11) { (50 * $0, 20 * $0) }
        #expect(trend.rateIn(last) == 70)
        #expect(trend.secondsToZero(last) == nil)
    }

    @Test func theTimeToZeroIsThatOfTheLagAsItShrinks() {
        let (trend, last) = trend(11) { (50 * $0, 300 - 20 * $0) }
        #expect(trend.rateIn(last) == 30)
        #expect(trend.secondsToZero(last) == 5)
    }

    @Test func withoutAStepForFiveSecondsItStandsStill() {
        let (soon, before) = trend(5) { _ in (7, 3) }
        #expect(soon.stalledSeconds(before) == nil)
        let (late, last) = trend(9) { _ in (7, 3) }
        #expect(late.stalledSeconds(last) == 8)
        #expect(late.rateOut(last) == 0)
    }

    @Test func whoIsPausedOrHasNothingToDoDoesNotStandStill() {
        let (paused, last) = trend(30, "paused") { _ in (7, 3) }
        #expect(paused.stalledSeconds(last) == nil)
        let (idle, done) = trend(30) { _ in (7, 0) }
        #expect(idle.stalledSeconds(done) == nil)
    }
}
