// One console of the built program on a pseudo terminal, as a person has it in front of them: what the screen shows, keys,
// pastes, sizes, and what is left for the shell when it is over.

import Foundation
import Laboratory
import TestSupport
import Testing

struct ConsoleRun: Sendable {
    struct NeverShown: Error, CustomStringConvertible {
        var what: String
        var screen: String
        var description: String { "the screen never showed \(what):\n\(screen)" }
    }

    let terminal: PseudoTerminal
    private let folder: TemporaryFolder

    /// `arguments` are words of the shell; `before` are its lines before the program starts.
    init(
        _ arguments: String, columns: Int = 80, rows: Int = 24, environment: [String: String] = [:],
        before: String = "", link: PseudoTerminal.Link? = nil,
        program: String = "\"$PROGRAM\" console", isJob: Bool = false
    ) throws {
        folder = try TemporaryFolder()
        var all = [
            "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin:/usr/sbin",
            "PROGRAM": try #require(Program.path), "HOME": folder.path,
            "XDG_CONFIG_HOME": folder.file("config"), "XDG_STATE_HOME": folder.file("state"),
            "TMPDIR": NSTemporaryDirectory(),
        ]
        all.merge(environment) { $1 }
        terminal = try PseudoTerminal(
            script: """
                \(before)
                echo "before=$(stty -g)."
                \(isJob ? "set -m" : "")
                \(program) \(arguments)
                code=$?
                \(isJob ? #"echo "stopped=$code."; read -r line; fg >/dev/null; code=$?"# : "")
                echo "status=$code."
                echo "after=$(stty -g)."
                echo the-end.
                """, environment: all, columns: columns, rows: rows, link: link)
    }

    var screen: VirtualScreen { terminal.screen }

    /// Waits until the screen shows a text.
    @discardableResult
    func shows(_ text: String, seconds: Double = 10) async throws -> VirtualScreen {
        try await shows("\"\(text)\"", seconds: seconds) { $0.text.contains(text) }
    }

    /// Waits until a condition holds for the screen.
    @discardableResult
    func shows(
        _ what: String, seconds: Double = 10, _ isMet: @escaping @Sendable (VirtualScreen) -> Bool
    ) async throws -> VirtualScreen {
        guard await terminal.shows(seconds: seconds, isMet) else {
            throw NeverShown(what: what, screen: screen.text)
        }
        return screen
    }

    func type(_ keys: String) { terminal.type(keys) }

    /// Types and waits for what it brings.
    @discardableResult
    func type(_ keys: String, shows text: String, seconds: Double = 10) async throws
        -> VirtualScreen
    {
        type(keys)
        return try await shows(text, seconds: seconds)
    }

    /// Escape, until what stood there is gone. A key that came at once would count as one with Alt.
    func escape(from text: String) async throws {
        type("\u{1B}")
        try await shows("\"\(text)\" no more") { !$0.text.contains(text) }
    }

    /// A bracketed paste.
    func paste(_ text: String) { type("\u{1B}[200~\(text)\u{1B}[201~") }

    /// The end, however it came; the folder of its settings goes.
    func remains(seconds: Double = 30) async -> TerminalRemains {
        let output = await terminal.wait(for: "the-end.", seconds: seconds)
        folder.remove()
        return TerminalRemains(output: output)
    }

    /// Leaves by `q` and checks what every run must leave: modes, exit code, no sequence of unknown origin.
    func leave(_ location: SourceLocation = #_sourceLocation) async throws {
        type("q")
        let remains = await remains()
        try expectClean(remains, code: 0, location)
    }

    func expectClean(
        _ remains: TerminalRemains, code: Int, _ location: SourceLocation = #_sourceLocation
    ) throws {
        #expect(remains.status == code, "\(screen.text)", sourceLocation: location)
        #expect(remains.keptModes, sourceLocation: location)
        #expect(remains.modesLeft == [], sourceLocation: location)
        #expect(screen.unknown == [], sourceLocation: location)
    }
}
