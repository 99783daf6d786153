// Changes of the view, and decisions about files, that are taken back: also after the console was left and opened again.

import Synchronization
import TerminalUI
import Testing

@testable import Console
@testable import Engine

@Suite struct ViewHistoryTests {
    private final class Kept: Sendable {
        private let session = Mutex<ConsoleSession?>(nil)
        func keep(_ session: ConsoleSession) { self.session.withLock { $0 = session } }
        var last: ConsoleSession? { session.withLock { $0 } }
    }

    @Test func filtersOrderAndThemeAreTakenBackAndMadeAgain() async {
        var stage = await ConsoleStage()
        await stage.press("/terr<enter>")
        await stage.press("3/state:failed<enter>")
        await stage.press("U")
        #expect(stage.text.contains("taken back: filter of commands"))
        #expect(stage.model.commands.filter.isEmpty && stage.model.ontology.filter == "terr")
        await stage.press("U")
        #expect(stage.model.ontology.filter.isEmpty)
        await stage.press("U")
        #expect(stage.text.contains("no change of the view to take back"))
        await stage.press("<alt-u><alt-u>")
        #expect(stage.model.commands.filter.text == "state:failed")
        #expect(stage.model.ontology.filter == "terr")
    }

    @Test func theOrderOfATableComesBack() async {
        var stage = await ConsoleStage()
        await stage.press("jjjjjjjisfreight<enter>")
        #expect(stage.model.ontology.layouts["SalesOrder"]?.sortedBy == "freight")
        let sorted = stage.model.ontology.table.shown.map(\.id)
        await stage.press("U")
        #expect(stage.model.ontology.layouts["SalesOrder"]?.sortedBy == nil)
        #expect(stage.model.ontology.table.shown.map(\.id) != sorted)
        await stage.press("<alt-u>")
        #expect(stage.model.ontology.table.shown.map(\.id) == sorted)
    }

    @Test func whatWasChangedYesterdayIsTakenBackToday() async {
        let kept = Kept()
        var stage = await ConsoleStage { $0.keep = { kept.keep($0) } }
        await stage.press("/terr<enter>")
        let session = kept.last
        var next = await ConsoleStage { $0.session = session }
        #expect(next.model.ontology.filter == "terr")
        await next.press("U")
        #expect(next.model.ontology.filter.isEmpty)
    }

    @Test func decisionsAboutAFileAreThereAgainAndCanBeTakenBack() async {
        let kept = Kept()
        var stage = await ConsoleStage(.mapping) { $0.keep = { kept.keep($0) } }
        await stage.press("oorders-2024.csv<enter>xjx")
        let before = stage.model.mapping.columns.map(\.decision)
        #expect(before.prefix(2).allSatisfy { $0 == .skipped })
        let session = kept.last
        var next = await ConsoleStage(.mapping) { $0.session = session }
        #expect(next.text.contains("orders-2024.csv as it was left"))
        #expect(next.model.mapping.columns.map(\.decision) == before)
        await next.press("uu")
        #expect(next.model.mapping.columns.allSatisfy { $0.decision == nil })
        await next.press("<ctrl-r>")
        #expect(next.model.mapping.columns.first?.decision == .skipped)
    }
}
