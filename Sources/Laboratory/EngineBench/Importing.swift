// One import of generated tables into an empty engine: from the call until every read model is at the log's head.

import Engine

struct Importing: Sendable {
    static let database = "trade"

    struct Round: Sendable {
        var instances: Int
        var events: Int
        var seconds: Double
        var cpuMicroseconds: Double
        var residentBefore: Int
        var residentAfter: Int

        var rate: Double { Double(instances) / seconds }
        var eventRate: Double { Double(events) / seconds }
        var cpuAnInstance: Double { cpuMicroseconds / Double(instances) }
    }

    let files: [String]
    let rows: Int
    let call: CallContext

    func round(_ client: any EngineClient) async throws -> Round {
        let before = ProcessUsage.residentBytes()
        let eventsBefore = try await client.run(PipelineStatus(), call).events
        let cpu = ProcessUsage.cpuMicroseconds()
        let started = ContinuousClock.now
        let report = try await client.run(
            ImportFiles(database: Importing.database, files: files.map { FileInput(name: $0) }),
            call)
        let status = try await EngineWait.untilProjected(client, call)
        let seconds = (ContinuousClock.now - started) / .seconds(1)
        let instances = report.tables.reduce(0) { $0 + $1.accepted }
        guard instances == rows, report.failedCommands == 0 else {
            throw LaboratoryError.unexpected(
                "of \(rows) rows \(instances) were accepted, and \(report.failedCommands) failed")
        }
        return Round(
            instances: instances, events: status.events - eventsBefore, seconds: seconds,
            cpuMicroseconds: ProcessUsage.cpuMicroseconds() - cpu, residentBefore: before,
            residentAfter: ProcessUsage.residentBytes())
    }
}

enum EngineWait {
    /// Until no worker has anything left to do; what the engine then says of itself. The longer it takes the less often it
    /// looks, since a look is work for the engine too: the time that it finds is right to a fiftieth.
    static func untilProjected(_ client: any EngineClient, _ call: CallContext) async throws
        -> PipelineView
    {
        let started = ContinuousClock.now
        while true {
            let status = try await client.run(PipelineStatus(), call)
            if status.lag == 0 { return status }
            try await Task.sleep(for: max(.milliseconds(5), (ContinuousClock.now - started) / 50))
        }
    }
}
