// Walks through every pane of the built program in a real terminal, on the demo's tables.

import Laboratory
import TestSupport
import Testing

@Suite(.enabled(if: Program.isNamed(for: "walks through every pane"))) struct ConsoleWalkTests {
    @Test func everyWalkEndsWhereItShould() async throws {
        let engine = try await DemoDirectory.arguments()
        try await Together.run(ConsoleWalk.all) { walk in
            let console = try ConsoleRun(
                "\(engine) --pane \(walk.pane)", columns: walk.columns, rows: walk.rows)
            for step in walk.steps {
                // Each key alone: what comes together is a paste.
                for key in Self.keys(step.keys) {
                    console.type(key)
                    if step.keys.count > 1 { try await Task.sleep(for: .milliseconds(30)) }
                }
                try await console.shows(step.shows)
            }
            console.terminal.hangUp()
            _ = await console.remains()
        }
    }

    /// A sequence that begins with escape is one key.
    private static func keys(_ text: String) -> [String] {
        text.hasPrefix("\u{1B}") ? [text] : text.map { String($0) }
    }
}
