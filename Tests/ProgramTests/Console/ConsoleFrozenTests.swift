// The engine does not answer: the console draws at once, says so, and every key still answers.

import Foundation
import Laboratory
import TestSupport
import Testing

@Suite(.enabled(if: Program.isNamed(for: "engines that hang"))) struct ConsoleFrozenTests {
    // field case con-01b
    @Test func aServerThatNeverAnswersLeavesTheKeysAliveAndAnotherProfileWorks() async throws {
        let hole = try BlackHole()
        let path = try await DemoDirectory.shared.engine().path
        try await TemporaryFolder.with { folder in
            let config = try folder.write(
                "profiles:\n  local:\n    data-dir: \(path)\n", to: "config.yaml")
            let console = try ConsoleRun(
                "--connect http://127.0.0.1:\(hole.port)", environment: ["SPICE_CONFIG": config])
            // The frame is there before anything was answered.
            try await console.shows("connecting")
            try await console.shows("no answer")
            try await console.type("5", shows: "no answer")
            try await console.type("?", shows: "What can be done here")
            try await console.escape(from: "What can be done here")
            try await console.type("1", shows: "Classes")
            try await console.type(":", shows: "All actions")
            try await console.type("profile local", shows: "profile local")
            try await console.type("\r", shows: "SalesOrder")
            try await console.shows("● live")
            try await console.leave()
        }
    }

    /// Moves the cursor many times, waits for each to be seen, and gives the times in milliseconds.
    private func times(_ console: ConsoleRun, _ count: Int) async throws -> [Double] {
        var times: [Double] = []
        var isDown = true
        for _ in 0..<count {
            let start = ContinuousClock.now
            try await console.type(isDown ? "j" : "k", shows: isDown ? "▸ Customer" : "▸ Category")
            isDown.toggle()
            times.append((ContinuousClock.now - start) / .milliseconds(1))
        }
        return times.sorted()
    }

    // field case con-14a
    @Test func anEngineThatHangsLeavesEveryKeyAnsweringAndItsNumbersGetAnAge() async throws {
        try await TemporaryFolder.with { folder in
            let data = folder.file("data")
            try await Tables.small.imported().copy(to: data)
            let up = try #require(try await UpProgram(data))
            let console = try ConsoleRun("--data-dir \(data)")
            let dashboard = try ConsoleRun("--data-dir \(data) --pane pipeline")
            try await dashboard.shows("documents")
            try await console.shows("Shipper")
            let alive = try await times(console, 60)
            // The line must have a number before it can have a gap.
            try await dashboard.shows("numbers in the sparkline") { $0.text.contains("▁▁") }
            up.program.kill(SIGSTOP)
            defer { up.program.kill(SIGCONT) }
            // A console at rest looks every ten seconds.
            try await console.shows("no answer", seconds: 60)
            let frozen = try await times(console, 60)
            let (p50, p99) = (frozen[30], frozen[58])
            print("key to screen, engine alive \(alive[30]) ms, hung \(p50) ms, p99 \(p99) ms")
            // Whoever waited for the engine would wait for ever; how fast it is, `spice bench console` measures.
            for (key, text) in [("3", "Commands"), ("4", "Graph"), ("5", "Pipeline")] {
                try await console.type(key, shows: text)
            }
            try await console.leave()
            // Ten seconds after the last answer the numbers say that they are old.
            try await dashboard.shows("an age of ten seconds", seconds: 40) { screen in
                screen.text.contains(/no answer [1-9][0-9] s/)
                    && screen.text.contains(/✗ old: as it was [1-9][0-9] s/)
            }
            up.program.kill(SIGCONT)
            try await dashboard.shows("● live")
            // The seconds without a number are a gap in the line, not a flat piece of it.
            try await dashboard.shows("a gap in the sparkline") { screen in
                screen.lines.contains { $0.firstMatch(of: /▁ +▁/) != nil }
            }
            try await dashboard.leave()
            _ = await up.stop()
        }
    }
}
