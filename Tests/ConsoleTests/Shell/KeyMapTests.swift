// The key map in docs/CONSOLE.md is made from the action registry: this test holds the two equal, and
// writes the map anew when golden files are recorded.

import Foundation
import TerminalUI
import Testing

@testable import Console
@testable import Engine

@Suite struct KeyMapTests {
    static let scopes: [Action.Scope] = [
        .everywhere, .ontology, .mapping, .commands, .graph, .pipeline,
    ]

    private static let file = URL(
        fileURLWithPath: "/"
            + URL(fileURLWithPath: #filePath).pathComponents.dropFirst().dropLast(4)
            .joined(separator: "/") + "/docs/CONSOLE.md")

    /// `| Enter → l | open | what it does |`, one row an action.
    static func table(_ scope: Action.Scope) -> String {
        let rows = ActionRegistry.standard.actions.filter { $0.scope == scope }.map { action in
            let keys = action.keys.compactMap { Key(named: $0) }.map { "`\(label($0))`" }
            let shown = action.shownKey == "↑↓" ? ["↑ ↓ `j` `k` PgUp PgDn `g` `G`"] : keys
            let danger =
                switch action.danger {
                case .none: ""
                case .changes: " **changes data**"
                case .destroys: " **asks for the name**"
                }
            let twin = action.twin.map { "; `spice \($0)`" } ?? ""
            return
                "| \(shown.joined(separator: " ")) | \(action.title) | \(action.help)\(twin)\(danger) |"
        }
        return (["| keys | | does |", "|---|---|---|"] + rows).joined(separator: "\n")
    }

    private static func label(_ key: Key) -> String {
        ["|": "\\|", "▸": "→", "◂": "←"][key.label] ?? key.label
    }

    @Test func theDocumentHoldsTheKeysOfTheRegistry() throws {
        var text = try String(contentsOf: Self.file, encoding: .utf8)
        let isRecording = ProcessInfo.processInfo.environment["SPICE_RECORD_GOLDEN"] != nil
        for scope in Self.scopes {
            let start = "<!-- keys of \(scope.rawValue) -->\n"
            let opening = try #require(text.range(of: start), "no table of \(scope.rawValue)")
            let rest = opening.upperBound..<text.endIndex
            let closing = try #require(text.range(of: "\n<!-- end -->", range: rest))
            let place = opening.upperBound..<closing.lowerBound
            if isRecording {
                text.replaceSubrange(place, with: Self.table(scope))
            } else {
                #expect(
                    text[place] == Self.table(scope)[...],
                    "keys of \(scope.rawValue): SPICE_RECORD_GOLDEN=1 writes them anew")
            }
        }
        if isRecording { try text.write(to: Self.file, atomically: false, encoding: .utf8) }
    }
}
