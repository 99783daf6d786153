// However the program ends, the terminal is as before: modes, screen, cursor, exit status, and the
// text of a trap is there to read.

import Foundation
import Glibc
import TestSupport
import Testing

@Suite(.enabled(if: ProbeSession.program != nil), .timeLimit(.minutes(5)))
struct TerminalRestoredTests {
    private func expectRestored(_ remains: TerminalRemains) {
        #expect(remains.keptModes)
        #expect(remains.modesLeft == [])
        #expect(remains.output.contains("\u{1B}[?1049h"))
    }

    @Test func leavingRestoresTheTerminal() async throws {
        let session = try ProbeSession()
        _ = try await session.started()
        session.terminal.type("q")
        let remains = await session.finished()
        expectRestored(remains)
        #expect(remains.status == 0)
    }

    @Test(arguments: [SIGTERM, SIGINT, SIGHUP, SIGQUIT])
    func aRequestToEndRestoresTheTerminal(signal: Int32) async throws {
        let session = try ProbeSession()
        kill(try await session.started(), signal)
        let remains = await session.finished()
        expectRestored(remains)
        #expect(remains.status == Int(128 + signal))
    }

    @Test(arguments: [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP])
    func aFatalSignalRestoresTheTerminalAndStillKills(signal: Int32) async throws {
        let session = try ProbeSession()
        kill(try await session.started(), signal)
        let remains = await session.finished()
        expectRestored(remains)
        #expect(remains.status == Int(128 + signal))
    }

    @Test func aBadAddressRestoresTheTerminal() async throws {
        let session = try ProbeSession(crash: "segv")
        _ = try await session.started()
        session.terminal.type("c")
        let remains = await session.finished()
        expectRestored(remains)
        #expect(remains.status == Int(128 + SIGSEGV))
    }

    @Test func aSwiftTrapRestoresTheTerminalAndItsTextAppearsAfterwards() async throws {
        let session = try ProbeSession(crash: "trap")
        _ = try await session.started()
        session.terminal.type("c")
        let remains = await session.finished()
        expectRestored(remains)
        #expect([Int(128 + SIGTRAP), Int(128 + SIGILL)].contains(remains.status))
        #expect(remains.afterScreen.contains("a trap on purpose"))
        #expect(!remains.output.contains("Press space"))
    }

    @Test func aProgramThatHangsIsEndedByTheDeadline() async throws {
        let session = try ProbeSession(crash: "hang")
        kill(try await session.started(), SIGTERM)
        let remains = await session.finished()
        expectRestored(remains)
        #expect(remains.status == Int(128 + SIGTERM))
    }

    @Test func controlCIsASignal() async throws {
        let session = try ProbeSession(before: "trap : INT")
        _ = try await session.started()
        session.terminal.type("\u{3}")
        let remains = await session.finished()
        expectRestored(remains)
        #expect(remains.status == Int(128 + SIGINT))
    }

    @Test func stoppingGivesTheTerminalBackAndContinuingDrawsAgain() async throws {
        let session = try ProbeSession(isJob: true)
        let process = try await session.started()
        session.terminal.type("\u{1A}")
        let stopped = await session.terminal.wait(for: "stopped=\(128 + SIGTSTP).")
        #expect(stopped.contains("\u{1B}[?1049l"))
        try #require(await ProcessState.waits(for: .stopped, of: process))
        session.terminal.resize(columns: 60, rows: 20)
        // For the shell, which then continues the program.
        session.terminal.type("\n")
        await session.terminal.wait(for: "last=resize-60x20.")
        session.terminal.type("q")
        let remains = await session.finished()
        expectRestored(remains)
        #expect(remains.status == 0)
    }

    @Test(arguments: [false, true])
    func aLostTerminalEndsTheProgram(hangupIsIgnored: Bool) async throws {
        let alive = try Lifeline()
        let session = try ProbeSession(
            before: "exec 9>'\(alive.path)'; " + (hangupIsIgnored ? "trap '' HUP" : ""))
        _ = try await session.started()
        session.terminal.hangUp()
        // Ends when nobody holds the other end any more; the suite's limit is the failure.
        await alive.ended()
    }
}
