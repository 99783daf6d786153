// A console that only looks: whatever is chosen by its words changes nothing and says why.

import TerminalUI
import Testing

@testable import Console
@testable import Engine

struct ReadOnlyTests {
    private static let changing = ActionRegistry.standard.actions.filter {
        $0.danger > .none && $0.scope != .program
    }

    // field case con-18a
    @Test func everyActionThatChangesDataIsRefusedFromThePaletteWithTheReason() async throws {
        #expect(Self.changing.count > 15)
        let reading = Set(
            UseCaseCatalogue.all.filter { $0.requiredRole == .reader }.map { $0.name })
        for pane in PaneID.allCases {
            var stage = await ConsoleStage(pane) { $0.isReadOnly = true }
            if pane == .mapping { await stage.press("oorders-2024.csv<enter>") }
            for action in Self.changing {
                await stage.send(.chosen(action.name))
                let notice = try #require(stage.model.notice, "\(action.name) says nothing")
                #expect(
                    ["read-only", "nothing here", "nothing is selected yet", "open a file first"]
                        .contains {
                            notice.text.contains($0)
                        },
                    "\(action.name): \(notice.text)")
                #expect(stage.model.overlay == nil, "\(action.name) asks for something")
            }
            let sent = stage.engine.log.names.filter { !reading.contains($0) }
            #expect(sent == [], "\(pane)")
        }
    }

    @Test func whatChangesDataIsNotHintedAt() async {
        let plain = await ConsoleStage(.ontology)
        let looking = await ConsoleStage(.ontology) { $0.isReadOnly = true }
        #expect(plain.text.contains("new class") && !looking.text.contains("new class"))
    }
}
