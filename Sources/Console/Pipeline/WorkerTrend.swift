// What the last answers tell of one worker: how fast events come and go, when nothing will wait any more, and since when
// it stands still although something waits.

package import Engine
package import EventSourcing

package struct WorkerTrend: Hashable, Sendable {
    /// Longer without a step, with something waiting, is a standstill.
    package static let patienceSeconds = 5.0
    private static let windowSeconds = 10.0

    private struct Sample: Hashable, Sendable {
        var at: Timestamp
        var lag: Int
        var committed: Int?
    }

    private var samples: [Sample] = []
    private var movedAt: Timestamp?
    private var last: Timestamp?

    package init() {}

    package mutating func take(_ worker: PipelineView.Worker, at now: Timestamp) {
        if samples.last?.committed != worker.committed || worker.lag == 0 { movedAt = now }
        samples.append(Sample(at: now, lag: worker.lag, committed: worker.committed))
        samples.removeAll { now.seconds(since: $0.at) > Self.windowSeconds }
        last = now
    }

    /// By how many a second the lag grows; nil before two answers.
    private var growth: Double? {
        guard let first = samples.first, let end = samples.last, first.at < end.at else {
            return nil
        }
        return Double(end.lag - first.lag) / end.at.seconds(since: first.at)
    }

    /// Events a second that arrive: those that are done, and what the lag grew by.
    package func rateIn(_ worker: PipelineView.Worker) -> Double? {
        growth.map { max(0, rateOut(worker) + $0) }
    }

    /// Events a second that are done: none while it stands still, whatever it did before.
    package func rateOut(_ worker: PipelineView.Worker) -> Double {
        stalledSeconds(worker) == nil ? worker.ratePerSecond : 0
    }

    /// Until nothing waits, as it goes now; nil when nothing waits or it does not get less.
    package func secondsToZero(_ worker: PipelineView.Worker) -> Double? {
        guard worker.lag > 0 else { return nil }
        guard let growth else { return worker.secondsToZero }
        return growth < 0 ? Double(worker.lag) / -growth : nil
    }

    /// Since when it has not moved although something waits; nil while it moves, or somebody paused it.
    package func stalledSeconds(_ worker: PipelineView.Worker) -> Double? {
        guard worker.lag > 0, worker.state != "paused", let movedAt, let last else { return nil }
        let seconds = last.seconds(since: movedAt)
        return seconds >= Self.patienceSeconds ? seconds : nil
    }
}
