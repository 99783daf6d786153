// The pipeline of the scripted engine: it flows, but documents fall behind.

import EventSourcing

@testable import Engine

extension ScriptedEngine {
    static let pipelineScript: Script = { request, mood in
        switch request {
        case is PipelineStatus:
            if case .empty = mood { return stillPipeline }
            return busyPipeline
        case is ReadLagHistory:
            if case .empty = mood { return LagHistoryView(secondsPerStep: 5, workers: []) }
            return lastHour
        case is SetWorkerState: return true
        case let request as ListWaiting: return request.worker == "documents" ? waiting : still
        case let request as RebuildReadModel:
            return RebuildReport(models: request.models, events: 82_195, seconds: 4.2)
        default: return nil
        }
    }

    /// Two peaks in an hour, and a time in which nobody looked.
    static let lastHour = LagHistoryView(
        secondsPerStep: 5,
        workers: ["graph", "documents", "lineage"].map { name in
            let height = name == "documents" ? 190.0 : 24
            let lags = (0..<720).map { step -> Int? in
                if (300..<330).contains(step) { return nil }
                let first = max(0, 1 - Double(abs(step - 150)) / 40)
                let second = step > 600 ? Double(step - 600) / 120 : 0
                return Int(height * max(first * 0.7, second))
            }
            return LagHistoryView.Worker(name: name, partition: 0, lags: lags)
        })

    private static let still = WaitingView(events: [], remark: nil, letters: [])

    /// One event given up, and what waits behind and beside it.
    static let waiting = WaitingView(
        events: [("OrderDetail/2", 61, 1), ("SalesOrder/10274", 62, 1), ("Product/11", 66, 0)].map {
            (aggregate, number, seconds) in
            WaitingView.Event(
                position: "81\(number)84", eventID: "0192f3b0-1111-7000-8000-0000000000\(number)",
                eventType: "INSTANCE_UPDATED", aggregate: aggregate, database: "northwind",
                occurredAt: now.adding(seconds: Double(-seconds)).description,
                commandID: "0192f3b0-77aa-7000-8000-0000000000\(number)")
        }, remark: nil, letters: [deadLetter])

    static let busyPipeline = PipelineView(
        mode: "embedded", uptimeSeconds: 11_520,
        stages: [
            stage("OMS", 412), stage("log", 824), stage("relay", 824, lag: 0),
            stage("workers", 412, lag: 0), stage("graph", 412, lag: 0),
            stage("documents", 398, lag: 212), stage("lineage", 412, lag: 0),
        ],
        workers: [
            worker("instance", 0, at: 41_207, rate: 103),
            worker("instance", 1, at: 40_988, rate: 101),
            worker("ontology", 0, "idle", at: 24, rate: 0),
            worker("graph", 0, at: 82_195, rate: 412),
            worker("documents", 0, at: 81_983, lag: 212, rate: 398, oldest: 0.5),
            worker("lineage", 0, at: 82_195, rate: 412),
        ],
        deadLetters: 0, parkedWrites: 1, events: 82_195, dataBytes: 1_200_000_000,
        freeBytes: 61_000_000_000, lag: 212)

    static let stillPipeline = PipelineView(
        mode: "embedded", uptimeSeconds: 12,
        stages: [
            stage("OMS", 0), stage("log", 0), stage("relay", 0, lag: 0),
            stage("workers", 0, lag: 0),
            stage("graph", 0, lag: 0), stage("documents", 0, lag: 0), stage("lineage", 0, lag: 0),
        ],
        workers: [
            worker("instance", 0, "idle", at: 0, rate: 0),
            worker("ontology", 0, "idle", at: 0, rate: 0),
            worker("graph", 0, "idle", at: 0, rate: 0),
            worker("documents", 0, "idle", at: 0, rate: 0),
            worker("lineage", 0, "idle", at: 0, rate: 0),
        ],
        deadLetters: 0, parkedWrites: 0, events: 0, dataBytes: 180_224, freeBytes: 61_000_000_000,
        lag: 0)

    private static func stage(_ name: String, _ rate: Double, lag: Int? = nil) -> PipelineView.Stage
    {
        PipelineView.Stage(name: name, ratePerSecond: rate, lag: lag)
    }

    private static func worker(
        _ name: String, _ partition: Int, _ state: String = "running", at committed: Int,
        lag: Int = 0,
        rate: Double, oldest: Double? = nil
    ) -> PipelineView.Worker {
        PipelineView.Worker(
            name: name, partition: partition, state: state, committed: committed,
            end: committed + lag, lag: lag, ratePerSecond: rate, secondsToZero: nil,
            oldestWaitingSeconds: oldest, lastError: nil, restarts: 0)
    }
}
