// Whatever is pressed: read-only writes nothing, and nothing that cannot be taken back is done without its name typed.

import Foundation
import Laboratory
import TestSupport
import Testing

@Suite(.enabled(if: Program.isNamed(for: "every key in every pane"))) struct ConsoleSafetyTests {
    /// Every key that a key map can name on this terminal, but those that leave or stop: more than any registry has.
    private static let keys: [String] = {
        let letters = (0x21...0x7E).map { String(UnicodeScalar(UInt8($0))) }
        let controls = (1...26).map { String(UnicodeScalar(UInt8($0))) }
        let functions = ["\u{1B}OQ", "\u{1B}OR", "\u{1B}[A", "\u{1B}[B", "\u{1B}[5~", "\u{1B}[6~"]
        return (letters + controls + functions).filter { !["q", "\u{3}", "\u{1A}"].contains($0) }
    }()

    /// Presses each key twice and Enter twice, and leaves whatever that opened; then leaves the console.
    private func pressEverything(_ console: ConsoleRun, pane: String) async throws {
        for key in Self.keys {
            console.type(pane)
            for press in [key, key, "\r", "\r"] { console.type(press) }
            try await close(console)
        }
        let before = try await end(console)
        let remains = await console.remains()
        #expect(remains.status == 0, "pane \(pane) did not leave:\n\(before)")
        try console.expectClean(remains, code: 0)
    }

    /// Presses `q` until it is over: on a busy machine a key that comes after an escape may still be taken for that key
    /// with Alt. Answers what the screen showed.
    private func end(_ console: ConsoleRun) async throws -> String {
        var before = ""
        for _ in 0..<10 {
            // Nothing is open any more when the last line says where help is.
            for _ in 0..<40 where !console.screen.line(23).contains(": ? help") {
                console.type("\u{1B}")
                try await Task.sleep(for: .milliseconds(60))
            }
            try await Task.sleep(for: .milliseconds(300))
            before = console.screen.text
            console.type("q")
            let isHeard = await console.terminal.shows(seconds: 5) { screen in
                screen.text.contains("╭─ Leave") || screen.modes[1049] == false
            }
            guard isHeard else { continue }
            if console.screen.text.contains("╭─ Leave") { console.type("\r") }
            return before
        }
        return before
    }

    /// Escape, and again while a frame is there. Each alone: followed by a key it would be that key with Alt.
    private func close(_ console: ConsoleRun) async throws {
        for turn in 0..<4 {
            if turn > 1, !console.screen.text.contains("╭─ ") { return }
            console.type("\u{1B}")
            try await Task.sleep(for: .milliseconds(28))
        }
    }

    // field case con-18a
    @Test func aReadOnlyConsoleSendsNoWriteWhateverIsPressed() async throws {
        try await TemporaryFolder.with { folder in
            let data = folder.file("data")
            try await Tables.few.imported().copy(to: data)
            let events = try await Findings.events(data)
            let up = try #require(try await UpProgram(data))
            try await Together.run(["1", "2", "3", "4", "5"]) { pane in
                let console = try ConsoleRun("--data-dir \(data) --read-only")
                try await console.shows("(read-only)")
                try await pressEverything(console, pane: pane)
            }
            _ = await up.stop()
            #expect(try await Findings.events(data) == events)
        }
    }

    // field case con-08b
    @Test func inProductionNothingIsDoneWithoutTheTypedName() async throws {
        try await TemporaryFolder.with { folder in
            let data = folder.file("data")
            try await Tables.few.imported().copy(to: data)
            let events = try await Findings.events(data)
            let up = try #require(try await UpProgram(data))
            let config = try folder.write(
                "profiles:\n  prod:\n    data-dir: \(data)\n    danger: production\n    colour: red\n",
                to: "config.yaml")
            try await Together.run(["1", "2", "3", "4", "5"]) { pane in
                let console = try ConsoleRun(
                    "--profile prod", environment: ["SPICE_CONFIG": config])
                try await console.shows("prod")
                try await pressEverything(console, pane: pane)
            }
            _ = await up.stop()
            #expect(try await Findings.events(data) == events)
        }
    }

    @Test func theQuestionNamesTheDangerAndTheTarget() async throws {
        let path = try await DemoDirectory.shared.engine().path
        try await TemporaryFolder.with { folder in
            let config = try folder.write(
                "profiles:\n  prod:\n    data-dir: \(path)\n    danger: production\n",
                to: "config.yaml")
            let console = try ConsoleRun(
                "--profile prod --pane pipeline", environment: ["SPICE_CONFIG": config])
            try await console.shows("Committed")
            let screen = try await console.type("p", shows: "production")
            #expect(screen.text.contains("prod"))
            // Enter does nothing as long as the name is not there.
            console.type("\r\r")
            try await console.escape(from: "in production")
            try await console.leave()
        }
    }
}
