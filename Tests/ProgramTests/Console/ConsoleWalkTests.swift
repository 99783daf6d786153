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
                // Each key alone, when the one before it is seen: what comes together may be a paste.
                let keys = Self.keys(step.keys)
                for key in keys.dropLast() { try await Self.press(key, console, walk) }
                if let last = keys.last { console.type(last) }
                try await console.shows(step.shows)
            }
            console.terminal.hangUp()
            _ = await console.remains()
        }
    }

    /// Waits until the screen below the title, or the place of the cursor, is another one.
    private static func press(_ key: String, _ console: ConsoleRun, _ walk: ConsoleWalk)
        async throws
    {
        let before = console.screen
        console.type(key)
        try await console.shows("what \(key) does in \(walk.name)") { now in
            now.cells.dropFirst() != before.cells.dropFirst()
                || (now.x, now.y) != (before.x, before.y)
        }
    }

    /// A sequence that begins with escape is one key.
    private static func keys(_ text: String) -> [String] {
        text.hasPrefix("\u{1B}") ? [text] : text.map { String($0) }
    }
}
