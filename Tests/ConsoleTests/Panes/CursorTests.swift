// The terminal's cursor stands where reading begins, for screen readers and magnifiers: on the selected row or field, else
// on the first words of the view.

import TerminalUI
import Testing

@testable import Console
@testable import Engine

@Suite struct CursorTests {
    static let moods: [ScriptedEngine] = [
        ScriptedEngine(), ScriptedEngine(mood: .empty),
        ScriptedEngine(mood: .failing(ScriptedEngine.unreachable)),
    ]

    @Test(arguments: Rendering.sizes) func everyViewHasTheCursorOnWhatIsSelected(_ size: Size) async
    {
        let views = PaneGoldenTests.full.map { ($0.pane, $0.keys) } + StateGoldenTests.full
        var rows = 0
        for (index, engine) in Self.moods.enumerated() {
            for (pane, keys) in index == 0 ? views : PaneID.allCases.map({ ($0, "") }) {
                let screen = await ConsoleSnapshot.screen(
                    pane: pane, viewport: Viewport(size: size), engine: engine,
                    options: Rendering.options(pane), keys: KeyScript.keys(in: keys))
                let cursor = screen.cursor
                #expect(cursor != nil, "\(pane) \(keys)")
                guard let cursor, !screen.isCursorVisible else { continue }
                let selected = Self.selected(screen)
                rows += selected.isEmpty ? 0 : 1
                #expect(
                    selected.isEmpty || selected.contains(cursor.y) || Self.hasDialog(screen),
                    "\(pane) \(keys): the cursor is on row \(cursor.y), not on \(selected)")
                let row = screen.plainRow(cursor.y)
                #expect(row.contains { $0 != " " }, "\(pane) \(keys)")
            }
        }
        #expect(rows > 20)
    }

    /// The rows that look selected and have the keyboard.
    private static func selected(_ screen: Screen) -> [Int] {
        (0..<screen.size.rows).filter { row in
            screen.row(row).contains {
                $0.style.ground == .selection || $0.style.role == .selection
            }
        }
    }

    /// A dialog has the keyboard, and its own place for the cursor.
    private static func hasDialog(_ screen: Screen) -> Bool {
        (0..<screen.size.rows).contains { screen.plainRow($0).contains("╭") }
    }
}
