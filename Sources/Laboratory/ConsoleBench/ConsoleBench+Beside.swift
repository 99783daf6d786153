// The console attached to an engine of another process: while events arrive, and while that process hangs.

import Engine
import Foundation
import Glibc
import Processes

extension ConsoleBench {
    func beside() async throws -> ConsoleFigures {
        let up = try ChildProcess(
            Launch(rig.program, ["up", "--socket-only", "--data-dir", store]))
        defer {
            up.send(SIGCONT)
            up.stop()
        }
        let client = try await attached()
        var figures = ConsoleFigures()
        let accepting = Accepting(client: client, call: CallContext(call.principal), folder: folder)
        // It may be there from an earlier run on this store.
        try? await accepting.prepare()
        for round in 0..<min(plan.rounds, 3) {
            call.progress(Progress(phase: "events arrive", done: round, total: min(plan.rounds, 3)))
            async let load = accepting.paced(
                perSecond: plan.commandsPerSecond,
                seconds: Double(plan.keys) * 0.2 + plan.idleSeconds + 6)
            figures = try await BlockingWork.run { [figures] in
                var figures = figures
                try self.busy(&figures)
                return figures
            }
            _ = try? await load
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
            figures.add("spice.memory.attached", Double(watch.terminal.usage.residentBytes))
        }
        try with(console(["--data-dir", store, "--db", "bench", "--pane", "pipeline"])) { watch in
            usleep(2_000_000)
            figures.add(
                "spice.busy.dashboard.bytes", watch.idle(seconds: plan.idleSeconds).bytesPerSecond)
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
