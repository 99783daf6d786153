// One run of the built program's hidden `terminal-probe` on a pseudo terminal, and what is left of it.

import Foundation
import Laboratory
import TestSupport
import Testing

struct ProbeSession {
    let terminal: PseudoTerminal

    /// The program to test: `SPICE_PROGRAM`, else the debug build; nil when there is none.
    static let program: String? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let named = ProcessInfo.processInfo.environment["SPICE_PROGRAM"]
        let path = named ?? root.appending(path: ".build/debug/spice").path
        guard FileManager.default.isExecutableFile(atPath: path) else {
            print("skipped: no program at \(path); build it, or set SPICE_PROGRAM")
            return nil
        }
        if named == nil { print("SPICE_PROGRAM is not set: testing the debug build") }
        return path
    }()

    /// `isJob`: the shell controls jobs, as a person's does. It says `stopped=` when the program stops, and lets it go on
    /// once a line is typed. Without that the kernel stops nothing: nobody could continue it.
    init(
        crash: String = "none", isJob: Bool = false, term: String = "xterm-256color",
        locale: String = "C.UTF-8",
        before: String = "", extra: [String: String] = [:]
    ) throws {
        let program = try #require(Self.program)
        var environment = ["TERM": term, "LANG": locale, "PATH": "/usr/bin:/bin"]
        environment.merge(extra) { $1 }
        environment["PROGRAM"] = program
        environment["CRASH"] = crash
        terminal = try PseudoTerminal(
            script: """
                \(before)
                echo "before=$(stty -g)."
                \(isJob ? "set -m" : "")
                "$PROGRAM" terminal-probe --crash "$CRASH"
                code=$?
                \(isJob ? #"echo "stopped=$code."; read -r line; fg >/dev/null; code=$?"# : "")
                echo "status=$code."
                echo "after=$(stty -g)."
                echo the-end.
                """, environment: environment)
    }

    /// Waits until the first frame is there; the program's process id.
    func started() async throws -> pid_t {
        let text = await terminal.wait(for: "pid=")
        let tail = await terminal.wait(for: " leave").components(separatedBy: "pid=").last ?? text
        return try #require(pid_t(tail.prefix { $0.isNumber }))
    }

    func finished() async -> TerminalRemains {
        TerminalRemains(output: await terminal.wait(for: "the-end."))
    }
}
