// Walks through every pane of the built program in a real terminal, on the demo's tables.

import TestSupport
import Testing

@Suite(.enabled(if: Program.isNamed(for: "walks through every pane"))) struct ConsoleWalkTests {
    @Test func everyWalkEndsWhereItShould() async throws {
        let engine = try await DemoDirectory.arguments()
        try await Together.run(ConsoleWalk.all) { walk in
            let console = try ConsoleRun(
                "\(engine) --pane \(walk.pane)", columns: walk.columns, rows: walk.rows)
            for step in walk.steps {
                // No longer than a paste may be, so each is a key. None waits for what the one before it brings.
                console.type(step.keys)
                try await console.shows(step.shows)
            }
            console.terminal.hangUp()
            _ = await console.remains()
        }
    }
}
