// How far behind workers were, kept for an hour.

import Testing

@testable import Engine

@Suite struct LagRecorderTests {
    private func worker(_ name: String, lag: Int) -> PipelineView.Worker {
        PipelineView.Worker(
            name: name, partition: 0, state: "running", committed: 10, end: 10 + lag, lag: lag,
            ratePerSecond: 0, secondsToZero: nil, oldestWaitingSeconds: nil, lastError: nil,
            restarts: 0)
    }

    private func lags(_ recorder: LagRecorder, _ name: String, at uptime: Double) -> [Int?] {
        recorder.view(uptime: uptime).workers.first { $0.name == name }?.lags ?? []
    }

    @Test func aStepKeepsItsHighestAndAStepWithoutALookIsAGap() {
        let recorder = LagRecorder()
        recorder.note([worker("graph", lag: 3)], uptime: 100)
        recorder.note([worker("graph", lag: 7)], uptime: 101)
        recorder.note([worker("graph", lag: 5)], uptime: 104.9)
        recorder.note([worker("graph", lag: 1), worker("lineage", lag: 2)], uptime: 115)
        #expect(lags(recorder, "graph", at: 116) == [7, nil, nil, 1])
        #expect(lags(recorder, "lineage", at: 116) == [2])
        #expect(lags(recorder, "graph", at: 121) == [7, nil, nil, 1, nil])
    }

    @Test func whileNothingChangesAStepIsAsTheOneBefore() {
        let recorder = LagRecorder()
        recorder.note([worker("graph", lag: 7), worker("lineage", lag: 0)], uptime: 100)
        recorder.rest(true, uptime: 101)
        #expect(lags(recorder, "graph", at: 111) == [7, 7, 7])
        recorder.rest(false, uptime: 121)
        #expect(lags(recorder, "graph", at: 121) == [7, 7, 7, 7, 7])
        recorder.note([worker("graph", lag: 9)], uptime: 131)
        #expect(lags(recorder, "graph", at: 131) == [7, 7, 7, 7, 7, nil, 9], "nobody looked")
        #expect(lags(recorder, "lineage", at: 131) == [0, 0, 0, 0, 0, nil, nil])
    }

    @Test func noMoreThanAnHourIsKept() {
        let recorder = LagRecorder()
        for step in 0..<2000 {
            recorder.note([worker("graph", lag: step)], uptime: Double(step) * 5)
        }
        let kept = lags(recorder, "graph", at: 1999 * 5)
        #expect(kept.count == 720 && kept.first == 1280 && kept.last == 1999)
        recorder.note([worker("graph", lag: 1)], uptime: 1_000_000)
        let later = lags(recorder, "graph", at: 1_000_000)
        #expect(later.count == 720 && later.compactMap(\.self) == [1])
    }

    @Test func whoeverAsksForTheStateLeavesATrace() async throws {
        try await World.with(.loose) { world in
            _ = try await world.run(PipelineStatus())
            let view = try await world.run(ReadLagHistory())
            #expect(
                Set(view.workers.map(\.name)).isSuperset(of: ["graph", "documents", "lineage"]))
            #expect(view.workers.allSatisfy { $0.lags.compactMap(\.self).last == 0 })
        }
    }
}
