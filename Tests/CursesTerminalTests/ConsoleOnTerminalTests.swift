// The console itself on a pseudo terminal, on an engine of its own: leaving, copying, the session before.

import Foundation
import Laboratory
import TestSupport
import Testing

@Suite(.serialized, .enabled(if: ProbeSession.program != nil)) struct ConsoleOnTerminalTests {
    /// A data directory with two of the demo's tables, imported once.
    private actor ImportedData {
        static let shared = ImportedData()
        private var imported: Task<String, any Error>?

        func path() async throws -> String {
            if let imported { return try await imported.value }
            let task = Task { try await Self.make() }
            imported = task
            return try await task.value
        }

        private static func make() async throws -> String {
            let root = URL(filePath: #filePath).deletingLastPathComponent()
                .deletingLastPathComponent().deletingLastPathComponent()
            let samples = root.appending(path: "docs/samples/northwind").path
            let data = try TemporaryFolder().file("data")
            let terminal = try PseudoTerminal(
                script: """
                    "$PROGRAM" import "$S/Region.csv" "$S/Shipper.csv" --db shop --data-dir "$DATA"
                    echo "imported=$?."
                    """,
                environment: [
                    "PATH": "/usr/bin:/bin", "PROGRAM": try #require(ProbeSession.program),
                    "S": samples, "DATA": data, "XDG_CONFIG_HOME": data + "-config",
                ])
            let text = await terminal.wait(for: "imported=0.")
            try #require(text.contains("imported=0"), "\(text)")
            return data
        }
    }

    private func console(
        _ arguments: String = "", _ extra: [String: String] = [:]
    ) async throws -> PseudoTerminal {
        let data = try await ImportedData.shared.path()
        var environment = [
            "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin",
            "PROGRAM": try #require(ProbeSession.program), "DATA": data,
            "XDG_CONFIG_HOME": data + "-config",
            "XDG_STATE_HOME": data + "-state-\(UUID().uuidString.prefix(6))",
        ]
        environment.merge(extra) { $1 }
        return try PseudoTerminal(
            script: """
                echo "before=$(stty -g)."
                "$PROGRAM" console --data-dir "$DATA" \(arguments)
                echo "status=$?."
                echo "after=$(stty -g)."
                echo the-end.
                """, environment: environment)
    }

    private func ended(_ terminal: PseudoTerminal) async -> TerminalRemains {
        TerminalRemains(output: await terminal.wait(for: "the-end."))
    }

    @Test func keysCopyAndLeavingWork() async throws {
        let terminal = try await console()
        await terminal.wait(for: "live")
        await terminal.wait(for: "Shipper")
        terminal.type("y")
        // `Region` in base 64, for the terminal in front of the person.
        await terminal.wait(for: "\u{1B}]52;c;UmVnaW9u")
        terminal.type("5")
        await terminal.wait(for: "Committed")
        terminal.type("q")
        let remains = await ended(terminal)
        #expect(remains.status == 0 && remains.keptModes)
        #expect(remains.modesLeft.isEmpty, "\(remains.modesLeft)")
    }

    @Test func theNextSessionOpensTheSamePane() async throws {
        let state = NSTemporaryDirectory() + "spice-state-\(UUID().uuidString.prefix(6))"
        let first = try await console("", ["XDG_STATE_HOME": state])
        await first.wait(for: "Shipper")
        first.type("5")
        await first.wait(for: "Committed")
        first.type("q")
        #expect(await ended(first).status == 0)
        let second = try await console("", ["XDG_STATE_HOME": state])
        await second.wait(for: "Committed")
        second.type("q")
        #expect(await ended(second).status == 0)
        try? FileManager.default.removeItem(atPath: state)
    }
}
