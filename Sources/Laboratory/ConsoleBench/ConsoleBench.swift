// The console on a pseudo terminal, beside other terminal programs in the same run: start, keys, scrolling, idling, an
// engine that is busy, hangs or is not there. Everything is seen from outside, as the person at the terminal sees it.

package import Engine
import Foundation
import Glibc

package struct ConsoleBench: Sendable {
    let rig: ConsoleBenchRig
    let plan: ConsoleBenchPlan
    /// Empty, of this run alone.
    let folder: String
    /// A data directory with a database `bench`.
    let store: String
    let call: CallContext

    package init(
        rig: ConsoleBenchRig, plan: ConsoleBenchPlan, folder: String, store: String,
        call: CallContext
    ) {
        self.rig = rig
        self.plan = plan
        self.folder = folder
        self.store = store
        self.call = call
    }

    /// Writes the tables that make a store of so many nodes; their paths.
    package static func tables(nodes: Int, in folder: String) throws -> [String] {
        try GeneratedTables(rows: nodes).write(to: folder)
    }

    package func run(version: String) async throws -> BenchReport {
        let started = ContinuousClock.now
        let machine = MachineDescription.current(dataFolder: store)
        let table = folder + "/table.csv"
        try ConsolePeer.writeTable(rows: 100_000, to: table)
        let (peers, missing) = ConsolePeer.installed(
            table: table, repository: rig.repository, home: folder)
        let alone = try await BlockingWork.run { try self.alone(peers) }
        var figures = alone
        let spreadsheet = peers.first { $0.name == ConsolePeer.visidata }
        figures.merge(try await beside(spreadsheet))
        let gaps = missing.map {
            BenchReport.Gap("ratios to \($0)", "\($0) is not installed, or has nothing to show")
        }
        return BenchReport(
            part: "console", version: version, isQuick: plan.rounds < BenchReport.wantedRounds,
            rows: plan.nodes,
            seconds: (ContinuousClock.now - started) / .seconds(1), machine: machine,
            measures: figures.measures(),
            notMeasured: gaps
                + figures.missing.map {
                    BenchReport.Gap($0, "nothing of it came on the screen in time")
                })
    }

    private func tell(_ phase: String, _ done: Int) {
        call.progress(Progress(phase: phase, done: done, total: plan.rounds))
    }

    /// The console as it is started for the bench: nothing of a person's is read or kept.
    func console(_ arguments: [String], word: String = "Ontology") -> ConsolePeer {
        ConsolePeer(
            name: "spice", command: [rig.program, "console"] + arguments, word: word,
            environment: ["HOME": folder, "XDG_CONFIG_HOME": folder + "/.config"])
    }

    private var embedded: [String] { ["--data-dir", store, "--db", "bench"] }

    /// Without load; the programs take turns.
    private func alone(_ peers: [ConsolePeer]) throws -> ConsoleFigures {
        var figures = ConsoleFigures()
        let list = console(embedded + ["--pane", "ontology"])
        let timeline = console(embedded + ["--pane", "commands"], word: "Aggregate")
        for round in 0..<plan.rounds {
            tell("starting", round)
            try start(list, &figures, rows: "Customer")
            for peer in peers { try start(peer, &figures) }
        }
        let sessions = min(plan.rounds, 3)
        for round in 0..<sessions {
            tell("keys", round)
            for (columns, rows) in [(80, 24), (200, 50)] {
                try keys(list, columns, rows, &figures, before: "i")
                try split(timeline, columns, rows, &figures)
                for peer in peers where peer.hasList {
                    try keys(peer, columns, rows, &figures, before: "")
                }
            }
            tell("idling", round)
            try idle(list, "idle", &figures)
            try idle(
                console(embedded + ["--pane", "pipeline"], word: "Worker"), "dashboard", &figures)
            try idle(
                console(["--connect", "unix:\(folder)/none.sock"]), "down", &figures)
            try idle(
                console(["--connect", "unix:\(folder)/none.sock"]), "wide.down", &figures,
                columns: 200, rows: 50)
            for peer in peers { try idle(peer, "idle", &figures) }
            try slow(&figures)
        }
        return figures
    }
}
