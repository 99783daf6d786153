// Every kind of terminal, locale and colour setting: the console starts, shows its data, answers keys and leaves the
// terminal as it was. All of them at once: each mostly waits.

import Foundation
import Laboratory
import TestSupport
import Testing

@Suite(.enabled(if: Program.isThere)) struct ConsoleTerminalTests {
    static let kinds = [
        "xterm-256color", "xterm", "tmux", "tmux-256color", "screen", "linux", "vt100", "vt220",
        "ansi", "unheard-of", "",
    ]

    @Test func everyKindOfTerminalShowsTheDataAndIsLeftAsItWas() async throws {
        let place = try await DemoDirectory.arguments()
        try await Together.run(Self.kinds) { kind in
            let console = try ConsoleRun(place, environment: ["TERM": kind])
            try await console.shows("SalesOrder")
            try await console.type("5", shows: "Committed")
            try await console.type("1", shows: "SalesOrder")
            try await console.type("j\r", shows: "companyName")
            try await console.leave()
        }
    }

    // field case con-09a
    @Test func aTerminalThatTheHostDoesNotKnowGetsARelativeAndANote() async throws {
        let place = try await DemoDirectory.arguments()
        // Where the host knows them, the case is another; no host knows these.
        try await Together.run(["xterm-kitty-next", "xterm-ghostty-next"]) { kind in
            let console = try ConsoleRun(place, environment: ["TERM": kind])
            try await console.shows("terminal type \(kind) is not known here, used xterm-256color")
            try await console.type("5", shows: "Committed")
            try await console.leave()
        }
    }

    @Test func aDumbTerminalGetsPlainLinesAndIsTold() async throws {
        let console = try ConsoleRun(
            try await DemoDirectory.arguments(), environment: ["TERM": "dumb"])
        await console.terminal.wait(for: "TERM=dumb cannot place its cursor")
        console.type("5\n")
        await console.terminal.wait(for: "Committed")
        console.type("q\n")
        let remains = await console.remains()
        #expect(remains.status == 0 && remains.keptModes)
        #expect(!console.terminal.bytes.contains(0x1B))
    }

    // field case con-10a
    @Test func inAPlainLocaleEveryPaneIsASCII() async throws {
        let place = try await DemoDirectory.arguments()
        try await Together.run(["xterm", "linux", "vt100"]) { kind in
            let console = try ConsoleRun(
                place, environment: ["LANG": "C", "LC_ALL": "", "TERM": kind])
            try await console.shows("SalesOrder")
            for (key, text) in [
                ("2", "No file"), ("3", "create instance"), ("4", "Where to start"),
                ("5", "Committed"), ("?", "What can be done here"),
            ] {
                try await console.type(key, shows: text)
            }
            try await console.escape(from: "What can be done here")
            try await console.leave()
            #expect(console.terminal.bytes.allSatisfy { $0 < 0x80 })
        }
    }

    @Test func withoutColoursNoneIsSent() async throws {
        let place = try await DemoDirectory.arguments()
        try await Together.run(["xterm-256color", "linux", "tmux-256color"]) { kind in
            let console = try ConsoleRun(
                place, environment: ["NO_COLOR": "1", "COLORTERM": "truecolor", "TERM": kind])
            try await console.shows("SalesOrder")
            try await console.type("5", shows: "Committed")
            try await console.leave()
            let inks = Self.looks(console.terminal.text).filter {
                (30...38).contains($0) || (40...48).contains($0)
            }
            #expect(inks.isEmpty, "\(kind): \(inks)")
        }
    }

    /// The numbers of all SGR sequences.
    private static func looks(_ output: String) -> [Int] {
        var numbers: [Int] = []
        for part in output.components(separatedBy: "\u{1B}[").dropFirst() {
            let text = part.prefix { $0.isNumber || $0 == ";" }
            guard part.dropFirst(text.count).first == "m" else { continue }
            numbers += text.split(separator: ";").compactMap { Int($0) }
        }
        return numbers
    }
}
