// What is said of workers that have nothing to do.

import EventSourcing
import Testing

@testable import Engine

@Suite struct WorkerAtRestTests {
    private func report(_ state: WorkerReport.State, rate: Double) -> WorkerReport {
        WorkerReport(
            name: "graph", state: state, handled: 5, ratePerSecond: rate, lastError: nil,
            restarts: 0, at: Timestamp(microseconds: 0))
    }

    @Test func aWorkerThatHasDoneAllAndWaitsIsIdle() {
        #expect(Monitor.state(of: report(.running, rate: 0), lag: 0) == .idle)
        #expect(Monitor.state(of: report(.running, rate: 3), lag: 0) == .running)
        #expect(Monitor.state(of: report(.running, rate: 0), lag: 2) == .running)
        #expect(Monitor.state(of: report(.paused, rate: 0), lag: 0) == .paused)
        #expect(Monitor.state(of: nil, lag: 0) == .stopped)
    }

    @Test(arguments: AdapterKind.allCases) func inAnEmptyStoreNobodyIsBehind(_ kind: AdapterKind)
        async throws
    {
        try await World.with(kind) { world in
            let view = try await world.run(PipelineStatus())
            #expect(view.lag == 0)
            #expect(view.workers.filter { $0.lag > 0 }.map(\.name) == [])
        }
    }
}
