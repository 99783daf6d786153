// Field cases at their full length: a minute of silence, a million rows, sixteen million rows looked at for long. They
// take as long as they say, so they want the optimized program and run where one is named.

import Foundation
import Glibc
import Laboratory
import TestSupport
import Testing

@Suite(.enabled(if: Program.isNamed(for: "ConsoleEnduranceTests"))) struct ConsoleEnduranceTests {
    /// A minute is over when the screen says so.
    private static let minute = 100.0

    // field cases con-01b and con-14a
    @Test func aMinuteOfSilenceLeavesTheKeysAliveAndIsNoFlatLine() async throws {
        async let hole: Void = neverAnswered()
        async let stopped: Void = stoppedForAMinute()
        _ = try await (hole, stopped)
    }

    private func neverAnswered() async throws {
        let hole = try BlackHole()
        let path = try await DemoDirectory.shared.engine().path
        try await TemporaryFolder.with { folder in
            let config = try folder.write(
                "profiles:\n  local:\n    data-dir: \(path)\n", to: "config.yaml")
            let console = try ConsoleRun(
                "--connect http://127.0.0.1:\(hole.port)", environment: ["SPICE_CONFIG": config])
            try await console.shows("no answer")
            let silent = try await console.shows("a minute without an answer", seconds: Self.minute)
            { $0.line(0).firstMatch(of: /no (answer|engine) [6-9]\d s/) != nil }
            #expect(!silent.text.contains("the-end."))
            try await console.type("5", shows: "5 Pipeline")
            try await console.type("?", shows: "What can be done here")
            try await console.escape(from: "What can be done here")
            try await console.type(":", shows: "All actions")
            try await console.type("profile local", shows: "profile local")
            let turning = ContinuousClock.now
            try await console.type("\r", shows: "● live")
            print("another profile after a minute of silence: \(ContinuousClock.now - turning)")
            try await console.type("1", shows: "SalesOrder")
            try await console.leave()
        }
    }

    private func stoppedForAMinute() async throws {
        try await TemporaryFolder.with { folder in
            let data = folder.file("data")
            try await Tables.few.imported().copy(to: data)
            let up = try #require(try await UpProgram(data))
            let console = try ConsoleRun("--data-dir \(data) --pane pipeline")
            try await console.shows("documents")
            up.program.kill(SIGSTOP)
            defer { up.program.kill(SIGCONT) }
            let old = try await console.shows("numbers a minute old", seconds: Self.minute) {
                $0.text.firstMatch(of: /old: as it was [6-9]\d s ago/) != nil
            }
            // The numbers are there still, and say that they are old.
            #expect(old.text.contains("documents") && old.line(0).contains("no answer"))
            try await console.type("3", shows: "3 Commands")
            try await console.type("5", shows: "Worker")
            up.program.kill(SIGCONT)
            try await console.shows("● live")
            try await console.shows("a long gap in the sparkline") { screen in
                screen.lines.contains { $0.firstMatch(of: /▁ {20,}▁/) != nil }
            }
            try await console.leave()
            _ = await up.stop()
        }
    }

    private static let million = 1_000_000

    /// A console on the table of a million rows, which was asked to export it, and has begun.
    private func exporting(
        to file: String, _ server: ManyRowsServer, before: String = "", until: String
    ) async throws -> ConsoleRun {
        let console = try ConsoleRun(
            "--connect http://127.0.0.1:\(server.port)", before: before)
        try await console.shows("Region")
        console.type("/")
        try await console.type("Region\r", shows: "1 of 11")
        try await console.type("i", shows: "row 5")
        try await console.type(":", shows: "All actions")
        console.type("export \(file)\r")
        try await console.shows(until, seconds: 60)
        return console
    }

    // field case con-17a
    @Test func anExportOfAMillionRowsIsWholeOrAbsentHoweverItEnds() async throws {
        let engine = try await DemoDirectory.shared.engine()
        let server = try ManyRowsServer(
            engine: String(engine.up.address.dropFirst(5)), rows: Self.million)
        try await TemporaryFolder.with { folder in
            async let left: Void = leftUntilDone(folder.file("whole.csv"), server)
            async let stopped: Void = stoppedByKey(folder.file("stopped.csv"), server)
            async let ended: Void = ended(folder.file("ended.csv"), server)
            async let full: Void = onAFullDisk(folder.file("full.csv"), server)
            _ = try await (left, stopped, ended, full)
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(files == ["whole.csv"], "nothing half is left: \(files)")
        }
    }

    private func leftUntilDone(_ file: String, _ server: ManyRowsServer) async throws {
        let console = try await exporting(to: file, server, until: "30%")
        // The job's name stands on the screen already; keys that come together would be a paste.
        try await console.type("q", shows: "leave when done")
        console.type("w")
        let remains = await console.remains(seconds: 120)
        try console.expectClean(remains, code: 0)
        let data = try Data(contentsOf: URL(filePath: file))
        #expect(data.count { $0 == UInt8(ascii: "\n") } == Self.million + 1)
    }

    private func stoppedByKey(_ file: String, _ server: ManyRowsServer) async throws {
        let console = try await exporting(to: file, server, until: "2%")
        try await console.type("K", shows: "stopped: export")
        try await console.leave()
        #expect(!FileManager.default.fileExists(atPath: file))
    }

    private func ended(_ file: String, _ server: ManyRowsServer) async throws {
        let console = try await exporting(
            to: file, server, before: "echo shell=$$.", until: "2%")
        let shell = console.terminal.text.components(separatedBy: "shell=")[1]
            .prefix { $0.isNumber }
        let children = try String(
            contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
        let process = try #require(
            children.split(separator: " ").last.flatMap { pid_t($0) })
        kill(process, SIGTERM)
        let remains = await console.remains()
        #expect(remains.keptModes && remains.modesLeft == [])
        #expect(!FileManager.default.fileExists(atPath: file))
    }

    private func onAFullDisk(_ file: String, _ server: ManyRowsServer) async throws {
        // No file may grow beyond this: writing fails as on a full disk.
        let console = try await exporting(
            to: file, server, before: "trap '' XFSZ; ulimit -f 2000", until: "✗ \(file)")
        try await console.leave()
        #expect(!FileManager.default.fileExists(atPath: file))
    }

    // field case con-23a
    @Test func sixteenMillionRowsLookedAtForLongNeedLittleMemory() async throws {
        let engine = try await DemoDirectory.shared.engine()
        let server = try ManyRowsServer(engine: String(engine.up.address.dropFirst(5)))
        let console = try ConsoleRun(
            "--connect http://127.0.0.1:\(server.port)", before: "echo shell=$$.")
        try await console.shows("Region")
        console.type("/")
        try await console.type("Region\r", shows: "1 of 11")
        let start = ContinuousClock.now
        try await console.type("i", shows: "row 5")
        let first = ContinuousClock.now - start
        #expect(console.screen.text.contains("of 16\u{202F}000\u{202F}000"))
        var times: [Double] = []
        var highest = 0
        for turn in 1...400 {
            let before = console.screen.cells
            let pressed = ContinuousClock.now
            console.type(turn.isMultiple(of: 4) ? "j" : "\u{1B}[6~")
            try await console.shows("a move") { $0.cells != before }
            times.append((ContinuousClock.now - pressed) / .milliseconds(1))
            if turn.isMultiple(of: 10) {
                highest = max(highest, try ConsoleManyRowsTests.memory(console))
            }
        }
        #expect(highest < 150 * 1024, "\(highest) kB")
        #expect(server.askedFor.largest <= 1000)
        let closing = ContinuousClock.now
        try await console.type("\u{7F}", shows: "Classes")
        let closed = ContinuousClock.now - closing
        times.sort()
        print(
            "16 million rows: first after \(first), move p50 \(times[200]) ms p99 \(times[396]) ms, "
                + "at most \(highest / 1024) MB, closed after \(closed)")
        #expect(closed < .seconds(2))
        try await console.leave()
    }
}
