// Far away: over ssh to a real sshd, and over a line of 64 kbit/s with 200 ms.

import Foundation
import Glibc
import Laboratory
import TestSupport
import Testing

@Suite(.enabled(if: Program.isNamed(for: "ConsoleLinkTests"))) struct ConsoleLinkTests {
    private func console(_ server: SSHServer, _ place: String) throws -> ConsoleRun {
        let program = try #require(Program.path)
        let remote =
            "echo shell=$$.; exec env LANG=C.UTF-8 HOME=\(server.folder.path) "
            + "XDG_CONFIG_HOME=\(server.folder.path) \(program) console \(place) --pane ontology"
        return try ConsoleRun(
            "'\(remote)'", program: "ssh -tt " + server.words.joined(separator: " "))
    }

    @Test(.enabled(if: SSHServer.isInstalled))
    func overSSHKeysSizesAndCopyingWorkAndALinkThatIsCutEndsTheConsole() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let server = try SSHServer(folder)
        defer { server.stop() }
        let place = try await DemoDirectory.arguments()
        let console = try console(server, place)
        try await console.shows("SalesOrder")
        try await console.type("\u{1B}OB", shows: "▸ Customer")
        try await console.type("y", shows: "to copy")
        #expect(console.screen.copies == [Data("Customer".utf8).base64EncodedString()])
        console.terminal.resize(columns: 120, rows: 40)
        try await console.shows("the wide screen") {
            $0.lines[0].hasSuffix("● live") && $0.lines[0].count > 110
        }
        try await console.type("5", shows: "Committed")
        try await console.leave()

        let cut = try self.console(server, place)
        try await cut.shows("SalesOrder")
        let text = cut.terminal.text
        let shell = try #require(
            pid_t(text.components(separatedBy: "shell=")[1].prefix { $0.isNumber }))
        #expect(kill(shell, 0) == 0)
        // As when the network goes: the client is gone without a word.
        cut.terminal.hangUp()
        let start = ContinuousClock.now
        // A console that did not notice would live for ever.
        while kill(shell, 0) == 0, ContinuousClock.now - start < .seconds(60) {
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(kill(shell, 0) != 0, "the console lives on")
        // Half of it and more is what sshd takes to notice and to hang up.
        print("gone \(ContinuousClock.now - start) after the link was cut")
    }

    // field case con-21b
    @Test func aSlowLinkIsGivenLessAndKeysAreSeenInTime() async throws {
        let place = try await DemoDirectory.arguments() + " --pane pipeline"
        let link = PseudoTerminal.Link(bytesPerSecond: 8000, roundTrip: .milliseconds(200))
        let fast = try ConsoleRun(place)
        let slow = try ConsoleRun(place + " --slow-link", link: link)
        let found = try ConsoleRun(place, link: link)
        for console in [fast, slow, found] { try await console.shows("Committed") }
        let (fastBefore, slowBefore) = (fast.terminal.bytes.count, slow.terminal.bytes.count)
        var times: [Duration] = []
        for turn in 0..<12 {
            for console in [fast, slow] where turn % 3 == 0 {
                let start = ContinuousClock.now
                let isDown = turn % 6 == 0
                try await console.type(
                    isDown ? "j" : "k", shows: isDown ? "▸ ontology" : "▸ instance")
                if console.terminal === slow.terminal { times.append(ContinuousClock.now - start) }
            }
            // Numbers go on meanwhile.
            try await fast.shows("another second") { [now = fast.screen.line(1)] in
                $0.line(1) != now
            }
        }
        let sent = (
            fast: fast.terminal.bytes.count - fastBefore,
            slow: slow.terminal.bytes.count - slowBefore
        )
        let median = times.sorted()[times.count / 2]
        print(
            "bytes with a fast link \(sent.fast), with a slow one \(sent.slow); key seen in \(median)"
        )
        // About half on a machine with time to spare; what a tick sends hangs on when it falls.
        #expect(sent.slow * 4 <= sent.fast * 3)
        // 200 ms of it are the line's.
        #expect(median < .seconds(2))
        // Nobody said that this one is slow.
        try await found.shows("slow link", seconds: 20)
        for console in [fast, slow, found] {
            try await console.leave()
            #expect(
                !(console.terminal.text.components(separatedBy: "status=").last ?? "").contains(
                    "0n"))
        }
    }
}
