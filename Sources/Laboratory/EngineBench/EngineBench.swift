// The engine part of the benchmark: every measure several times, each beside what it is compared to. It writes below
// one folder, which the caller makes and removes. Cancelling the task ends it within a call.

package import Engine
import Foundation

package struct EngineBench: Sendable {
    let rig: EngineRig
    /// Empty, on the disk that is to be measured.
    let folder: String
    let plan: EngineBenchPlan
    let call: CallContext

    package init(rig: EngineRig, folder: String, plan: EngineBenchPlan, call: CallContext) {
        self.rig = rig
        self.folder = folder
        self.plan = plan
        self.call = call
    }

    /// `version` of the program goes into the report.
    package func run(version: String) async throws -> BenchReport {
        let started = ContinuousClock.now
        let machine = MachineDescription.current(dataFolder: folder)
        var figures = EngineFigures()
        try await probes(&figures)
        try await accepting(&figures)
        let kept = try await imports(&figures)
        try await serversAlone(kept, &figures)
        try await queries(kept, &figures)
        try await rebuilds(kept, &figures)
        try await restarts(kept, &figures)
        return BenchReport(
            part: "engine", profile: plan.profile.rawValue, servers: figures.servers.servers,
            version: version, isQuick: plan.isQuick, rows: tables.rows,
            seconds: (ContinuousClock.now - started) / .seconds(1), machine: machine,
            measures: figures.measures(plan), notMeasured: EngineGaps.all(plan))
    }

    private var tables: GeneratedTables { GeneratedTables(rows: plan.rows) }

    /// Progress goes to the caller of the benchmark; the engine's own stays silent.
    private var silent: CallContext { CallContext(call.principal) }

    private func tell(_ phase: String, _ done: Int) {
        call.progress(Progress(phase: phase, done: done, total: plan.rounds))
    }

    private func probes(_ figures: inout EngineFigures) async throws {
        let disk = DiskProbe(path: folder + "/probe")
        let count = plan.probes
        for round in 0..<plan.rounds {
            tell("probing the machine", round)
            try Task.checkCancellation()
            figures.disk.append(try await BlockingWork.run { try disk.run(count: count) })
            figures.loopback.append(
                try await BlockingWork.run { try LoopbackProbe().run(count: count) })
        }
    }

    private func accepting(_ figures: inout EngineFigures) async throws {
        figures = try await rig.with(folder + "/accepting") { [figures] client in
            var figures = figures
            let accepting = Accepting(client: client, call: silent, folder: folder)
            try await accepting.prepare()
            _ = try await EngineWait.untilProjected(client, silent)
            for round in 0..<plan.rounds {
                tell("single commands", round)
                try await paced(accepting, &figures)
            }
            for round in 0..<plan.rounds {
                tell("group commit", round)
                _ = try await EngineWait.untilProjected(client, silent)
                figures.oneCaller.append(
                    try await accepting.busyRound(callers: 1, seconds: plan.roundSeconds))
                _ = try await EngineWait.untilProjected(client, silent)
                figures.manyCallers.append(
                    try await accepting.busyRound(
                        callers: plan.callers, seconds: plan.roundSeconds))
            }
            return figures
        }
        try await rig.discard(folder + "/accepting")
    }

    private func paced(_ accepting: Accepting, _ figures: inout EngineFigures) async throws {
        let (pace, seconds) = (plan.pace, plan.roundSeconds)
        let onServers = try await rig.withServers(folder + "/accepting") { rounds, _ in
            try await accepting.pacedRound(perSecond: pace, seconds: seconds) {
                try await rounds.beside(until: $0)
            }
        }
        if let onServers {
            figures.accepts.append(onServers.commands)
            figures.servers.beside.append(onServers.beside)
        } else {
            let onDisk = try await accepting.pacedRound(perSecond: pace, seconds: seconds)
            figures.accepts.append(onDisk.commands)
            figures.disksBeside.append(onDisk.beside)
        }
    }

    /// Every round into a directory of its own; answers the last one.
    private func imports(_ figures: inout EngineFigures) async throws -> String {
        let source = folder + "/tables"
        try FileManager.default.createDirectory(
            atPath: source, withIntermediateDirectories: false)
        let importing = Importing(
            files: try tables.write(to: source), rows: tables.rows, call: silent)
        var budget = Budget(seconds: plan.importBudgetSeconds)
        var kept = ""
        for round in 0..<plan.rounds where budget.allowsAnother() {
            tell("importing \(tables.rows) rows", round)
            if !kept.isEmpty { try await rig.discard(kept) }
            kept = folder + "/import-\(round)"
            figures.imports.append(
                try await rig.with(kept) { try await importing.round($0) })
        }
        return kept
    }

    /// Between the engines, when the servers have nothing else to do.
    private func serversAlone(_ directory: String, _ figures: inout EngineFigures) async throws {
        let records = plan.records
        let found = try await rig.withServers(directory) { rounds, load in
            var found = ServerFigures()
            found.servers = await load.servers()
            for round in 0..<plan.rounds {
                tell("the servers alone", round)
                found.rounds.append(try await rounds.round(records: records))
            }
            return found
        }
        guard let found else { return }
        figures.servers.servers = found.servers
        figures.servers.rounds = found.rounds
    }

    private func queries(_ directory: String, _ figures: inout EngineFigures) async throws {
        figures = try await rig.with(directory) { [figures] client in
            var figures = figures
            let walking = try await Walking(client, silent, tables: tables)
            _ = try await walking.round(starts: plan.starts, withDocuments: true)
            for round in 0..<plan.rounds {
                tell("queries of three hops", round)
                figures.graphQueries.append(
                    try await walking.round(starts: plan.starts, withDocuments: false))
                figures.queries.append(
                    try await walking.round(starts: plan.starts, withDocuments: true))
            }
            return figures
        }
    }

    private func rebuilds(_ directory: String, _ figures: inout EngineFigures) async throws {
        figures = try await rig.with(directory) { [figures] client in
            var figures = figures
            var budget = Budget(seconds: plan.rebuildBudgetSeconds)
            for round in 0..<plan.rounds where budget.allowsAnother() {
                tell("rebuilding the read models", round)
                let started = ContinuousClock.now
                _ = try await client.run(
                    RebuildReadModel(models: ReadModelName.allCases), silent)
                let status = try await EngineWait.untilProjected(client, silent)
                let seconds = (ContinuousClock.now - started) / .seconds(1)
                figures.rebuildRates.append(Double(status.events) / seconds)
            }
            return figures
        }
    }

    private func restarts(_ directory: String, _ figures: inout EngineFigures) async throws {
        for round in 0..<plan.rounds {
            tell("restarting", round)
            try Task.checkCancellation()
            let started = ContinuousClock.now
            let seconds = try await rig.with(directory) { client in
                _ = try await client.run(ListClasses(database: Importing.database), silent)
                return (ContinuousClock.now - started) / .seconds(1)
            }
            figures.restarts.append(seconds * 1000)
        }
    }
}
