// What workers tell the board: changes at once, and otherwise often enough that nobody takes one that rests for gone.

import EventSourcing
import Testing

@testable import Engine

@Suite struct ToldReportsTests {
    private func report(_ second: Double, handled: Int = 1) -> WorkerReport {
        WorkerReport(
            name: "graph", state: .idle, handled: handled, ratePerSecond: 0, lastError: nil,
            restarts: 0, at: Timestamp(microseconds: 0).adding(seconds: second))
    }

    /// The seconds at which it is told, looked at each second.
    private func told(_ reports: [WorkerReport]) -> [Double] {
        var told = ToldReports()
        var seconds: [Double] = []
        for report in reports where told.isDue(report) {
            told.note(report)
            seconds.append(report.at.seconds(since: Timestamp(microseconds: 0)))
        }
        return seconds
    }

    @Test func aWorkerThatRestsIsNeverTakenForGone() {
        let seconds = told((0..<60).map { report(Double($0)) })
        #expect(seconds.first == 0 && seconds.count < 30, "it need not say so each second")
        let gaps = zip(seconds, seconds.dropFirst() + [60]).map { $1 - $0 }
        // As old as the last report gets, and then it takes time to arrive.
        #expect((gaps.max() ?? 60) + 2 < ToldReports.goneSeconds)
    }

    @Test func whereNobodyElseReadsThemOnlyChangesAreTold() {
        var told = ToldReports(isReadElsewhere: false)
        var seconds: [Double] = []
        for second in 0..<60 {
            let report = report(Double(second), handled: second < 30 ? 1 : 2)
            guard told.isDue(report) else { continue }
            told.note(report)
            seconds.append(Double(second))
        }
        #expect(seconds == [0, 30])
    }

    @Test func aChangeIsToldAtOnce() {
        #expect(told([report(0), report(1, handled: 2), report(2, handled: 2)]) == [0, 1])
    }

    @Test func aClockThatIsPutBackSilencesNobody() {
        #expect(told([report(100), report(10), report(11)]) == [100, 10])
    }
}
