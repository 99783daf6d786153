// The console attached to an engine of another process: while events arrive, and while that process hangs.

import Engine
import Foundation
import Glibc
import Processes

extension ConsoleBench {
    /// `spreadsheet`: the program that is given the same large table.
    func beside(_ spreadsheet: ConsolePeer?) async throws -> ConsoleFigures {
        let up = try ChildProcess(
            Launch(rig.program, ["up", "--socket-only", "--data-dir", store]))
        defer {
            up.send(SIGCONT)
            up.stop()
        }
        let client = try await attached()
        let check = ConsoleLoad(client: client, call: CallContext(call.principal))
        try await check.holds(nodes: plan.nodes)
        var figures = ConsoleFigures()
        let accepting = Accepting(client: client, call: check.call, folder: folder)
        try await check.prepare(accepting)
        for round in 0..<min(plan.rounds, 3) {
            call.progress(Progress(phase: "events arrive", done: round, total: min(plan.rounds, 3)))
            async let load = check.run(
                accepting, perSecond: plan.commandsPerSecond,
                seconds: Double(plan.keys) * 0.2 + plan.idleSeconds + 12)
            let measured: Result<ConsoleFigures, any Error> = await .of { [figures] in
                try await BlockingWork.run {
                    var figures = figures
                    try self.busy(&figures)
                    return figures
                }
            }
            let ended = ContinuousClock.now
            // What was measured under no load, or under less, is no figure.
            try await load.held(perSecond: 2 * plan.commandsPerSecond, until: ended)
            figures = try measured.get()
            figures = try await BlockingWork.run { [figures] in
                var figures = figures
                try self.table(&figures, spreadsheet)
                return figures
            }
            figures = try await BlockingWork.run { [figures] in
                var figures = figures
                try self.hung(up, &figures)
                return figures
            }
        }
        return figures
    }

    private func attached() async throws -> any EngineClient {
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            do {
                let client = try rig.attach(store)
                _ = try await client.run(DescribeEngine(), CallContext(call.principal))
                return client
            } catch {
                guard ContinuousClock.now < deadline else { throw error }
                try await Task.sleep(for: .milliseconds(100))
            }
        }
    }

    private func busy(_ figures: inout ConsoleFigures) throws {
        let list = console(["--data-dir", store, "--db", "bench", "--pane", "ontology"])
        try with(list) { watch in
            guard watch.shows("Customer", seconds: 20) != nil else { return }
            watch.terminal.send("i")
            usleep(1_500_000)
            let down = watch.down
            let frames = (0..<plan.keys).compactMap { _ in
                watch.press(down, atMost: .milliseconds(200))
            }
            add(frames, "spice", "busy.", 80, &figures)
            figures.add(
                "spice.memory.attached", watch.terminal.usage.residentBytes.map(Double.init))
        }
        try with(console(["--data-dir", store, "--db", "bench", "--pane", "pipeline"])) { watch in
            usleep(2_000_000)
            figures.add(
                "spice.busy.dashboard.bytes", watch.idle(seconds: plan.idleSeconds).bytesPerSecond)
        }
    }

    /// A table of a million rows in the Mapping pane: first rows, types with their confidence, memory of the console
    /// alone.
    private func table(_ figures: inout ConsoleFigures, _ spreadsheet: ConsolePeer?) throws {
        let path = folder + "/large.csv"
        if !FileManager.default.fileExists(atPath: path) {
            try ConsolePeer.writeTable(rows: min(1_000_000, max(plan.nodes, 1000)), to: path)
        }
        let pane = console(
            ["--data-dir", store, "--db", "bench", "--pane", "mapping"], word: "no file open")
        try with(pane) { watch in
            guard watch.shows(pane.word, seconds: 20) != nil else { return }
            watch.settle(.milliseconds(400))
            watch.terminal.send("o")
            watch.settle(.milliseconds(200), atMost: 3)
            // As one paste: nothing is completed on the way.
            watch.terminal.send("\u{15}")
            watch.terminal.send("\u{1B}[200~\(path)\u{1B}[201~")
            watch.settle(.milliseconds(200), atMost: 3)
            let asked = ContinuousClock.now
            watch.terminal.send("\r")
            // A narrow column is cut behind it.
            let rows = watch.shows("user1@", seconds: 30)
            figures.add("spice.csv.rows", rows.map { ($0 - asked) / .milliseconds(1) })
            let types = watch.shows("Reads as", seconds: 30)
            figures.add("spice.csv.types", types.map { ($0 - asked) / .milliseconds(1) })
            usleep(2_000_000)
            figures.add("spice.csv.memory", watch.terminal.usage.residentBytes.map(Double.init))
        }
        if let spreadsheet { try load(spreadsheet.opening(path), &figures) }
    }

    /// The same table in a program that reads all of it: its first rows, and its memory when it has read to the end and is
    /// quiet.
    private func load(_ peer: ConsolePeer, _ figures: inout ConsoleFigures) throws {
        try with(peer) { watch in
            let rows = watch.shows(peer.word, seconds: 60)
            figures.add(
                "\(peer.name).csv.rows",
                rows.map { ($0 - watch.terminal.startedAt) / .milliseconds(1) })
            watch.settle(.seconds(3), atMost: 120)
            figures.add(
                "\(peer.name).csv.memory", watch.terminal.usage.residentBytes.map(Double.init))
        }
    }

    /// Stopped, not ended: its socket still takes connections, and nobody answers.
    private func hung(_ up: ChildProcess, _ figures: inout ConsoleFigures) throws {
        let list = console(["--data-dir", store, "--db", "bench", "--pane", "ontology"])
        try with(list) { watch in
            guard watch.shows("Customer", seconds: 20) != nil else { return }
            watch.terminal.send("i")
            watch.settle(.milliseconds(800), atMost: 4)
            up.send(SIGSTOP)
            defer { up.send(SIGCONT) }
            usleep(1_000_000)
            let down = watch.down
            let frames = (0..<plan.keys).compactMap { _ in watch.press(down) }
            add(frames, "spice", "hung.", 80, &figures)
        }
    }
}
