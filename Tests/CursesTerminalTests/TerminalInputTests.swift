// Keys, pastes, resizes and the kinds of terminals, on the built program.

import Foundation
import Glibc
import TestSupport
import Testing

@Suite(.enabled(if: ProbeSession.program != nil), .timeLimit(.minutes(5)))
struct TerminalInputTests {
    @Test func keysArriveByName() async throws {
        let session = try ProbeSession()
        _ = try await session.started()
        for (bytes, name) in [
            ("\u{1B}OA", "up"), ("\u{1B}[5~", "page-up"), ("\u{1B}x", "alt-x"), ("\u{4}", "ctrl-d"),
            ("\u{7F}", "backspace"), ("\r", "enter"), ("\u{1B}OP", "f1"), ("é", "é"),
            ("\u{1B}", "esc"),
        ] {
            session.terminal.type(bytes)
            await session.terminal.wait(for: "last=key-\(name).")
        }
        session.terminal.type("q")
        #expect(await session.finished().status == 0)
    }

    @Test func pastedTextIsNeverTakenForKeys() async throws {
        let session = try ProbeSession()
        _ = try await session.started()
        session.terminal.type("\u{1B}[200~quit,q\rx\u{1B}[201~")
        await session.terminal.wait(for: "last=paste-quit,q␊x.")
        session.terminal.type("q")
        #expect(await session.finished().status == 0)
    }

    @Test func copyingSendsTheSequenceOfTheTerminal() async throws {
        let session = try ProbeSession()
        _ = try await session.started()
        session.terminal.type("y")
        await session.terminal.wait(for: "\u{1B}]52;c;cHJvYmU=\u{7}")
        session.terminal.type("q")
        #expect(await session.finished().status == 0)
    }

    @Test func sixtyResizesEndAtTheRightSize() async throws {
        let session = try ProbeSession()
        _ = try await session.started()
        for step in 0..<60 {
            session.terminal.resize(columns: 1 + step * 7 % 150, rows: 1 + step * 5 % 60)
        }
        session.terminal.resize(columns: 97, rows: 31)
        await session.terminal.wait(for: "size=97x31.")
        session.terminal.type("q")
        #expect(await session.finished().status == 0)
    }

    @Test(arguments: ["xterm", "screen", "tmux-256color", "linux", "vt100", "vt220", "ansi"])
    func everyKindOfTerminalWorks(term: String) async throws {
        let session = try ProbeSession(term: term)
        _ = try await session.started()
        session.terminal.type("q")
        let remains = await session.finished()
        #expect(remains.status == 0)
        #expect(remains.keptModes)
    }

    @Test(arguments: ["xterm-kitty-unheard-of", "xterm-ghostty-next", "never-heard-of-it"])
    func anUnknownTerminalFallsBack(term: String) async throws {
        let session = try ProbeSession(term: term)
        _ = try await session.started()
        session.terminal.type("q")
        #expect(await session.finished().status == 0)
    }

    @Test func aDumbTerminalIsRefusedInPlainWords() async throws {
        let session = try ProbeSession(term: "dumb")
        let remains = await session.finished()
        #expect(remains.output.contains("cannot place its cursor"))
        #expect(remains.status == 1)
        #expect(remains.keptModes)
        #expect(remains.modesLeft == [])
    }

    @Test func withoutAUTF8LocaleOnlyASCIIIsSent() async throws {
        let session = try ProbeSession(locale: "C")
        _ = try await session.started()
        session.terminal.type("q")
        let remains = await session.finished()
        #expect(remains.output.unicodeScalars.allSatisfy { $0.isASCII })
        #expect(remains.output.contains("* live"))
    }

    @Test func aLocaleThatIsNotInstalledStillGivesUnicode() async throws {
        let session = try ProbeSession(locale: "xx_YY.UTF-8")
        _ = try await session.started()
        session.terminal.type("q")
        #expect(await session.finished().output.contains("● live"))
    }

    @Test func withoutColoursNoneIsSent() async throws {
        let session = try ProbeSession(extra: ["NO_COLOR": "1"])
        _ = try await session.started()
        session.terminal.type("q")
        let output = await session.finished().output
        let looks = output.components(separatedBy: "\u{1B}[").dropFirst().compactMap { part in
            let numbers = part.prefix { $0.isNumber || $0 == ";" }
            return part.dropFirst(numbers.count).first == "m" ? String(numbers) : nil
        }
        let codes = Set(looks.flatMap { $0.split(separator: ";") }.compactMap { Int($0) })
        #expect(codes.contains(1))
        #expect(codes.allSatisfy { $0 < 30 })
    }
}
