// Use case: how far behind each worker was over the last hour, as far as this engine has run.

internal import EventSourcing

package struct ReadLagHistory: UseCase, Hashable {
    package static let name = "read-lag-history"

    package init() {}

    package func perform(in engine: Engine, _ call: CallContext) async throws(EngineError)
        -> LagHistoryView
    {
        engine.monitor.lagHistory()
    }
}

package struct LagHistoryView: Codable, Hashable, Sendable {
    /// A worker in one partition.
    package struct Worker: Codable, Hashable, Sendable {
        package var name: String
        package var partition: Int
        /// The highest lag of each step, oldest first, the last one of the present step; nil where nobody looked.
        package var lags: [Int?]

        package init(name: String, partition: Int, lags: [Int?]) {
            self.name = name
            self.partition = partition
            self.lags = lags
        }
    }

    package var secondsPerStep: Double
    package var workers: [Worker]

    package init(secondsPerStep: Double, workers: [Worker]) {
        self.secondsPerStep = secondsPerStep
        self.workers = workers
    }
}

extension Monitor {
    func lagHistory() -> LagHistoryView {
        lags.view(uptime: ports.clock.uptimeSeconds() - startedUptime)
    }

    /// Notes the lag of all workers once a step, until the task is cancelled. An engine of a moment is not looked at.
    /// Where all workers are of this process nobody looks while they rest: their lags are then what they were.
    func recordLags() async {
        var last: [PipelineView.Worker]?
        while (try? await ports.clock.sleep(seconds: LagRecorder.stepSeconds)) != nil {
            // What cannot be had now leaves a gap.
            guard let workers = try? await workers() else {
                last = nil
                continue
            }
            note(workers)
            if !ports.board.isReadElsewhere, last?.map(\.lag) == workers.map(\.lag) {
                lags.rest(true, uptime: ports.clock.uptimeSeconds() - startedUptime)
                await crew.lagRest.sleep(seconds: Crew.longestRest)
                lags.rest(false, uptime: ports.clock.uptimeSeconds() - startedUptime)
            }
            last = workers
        }
    }

    func note(_ workers: [PipelineView.Worker]) {
        lags.note(workers, uptime: ports.clock.uptimeSeconds() - startedUptime)
    }
}

extension Engine {
    /// Keeps what `ReadLagHistory` tells, until the task is cancelled. Runs beside `run`.
    package func recordLags() async { await monitor.recordLags() }
}
