// A search in the table of instances, and the ways out of it.

import TerminalUI
import Testing

@testable import Console
@testable import Engine

struct InstanceSearchTests {
    private func searched() async -> ConsoleStage {
        var stage = await ConsoleStage(.ontology)
        await stage.press("jjjjjjji/Reims<enter>")
        #expect(stage.model.ontology.table.search == "Reims")
        return stage
    }

    @Test func escapeTakesTheSearchBackFirstAndThenTheTable() async {
        var stage = await searched()
        #expect(stage.text.contains("found"))
        await stage.press("<esc>")
        #expect(stage.model.ontology.table.search.isEmpty)
        #expect(stage.model.ontology.depth == .instances)
        #expect(!stage.text.contains("found"))
        await stage.press("<esc>")
        #expect(stage.model.ontology.depth == .detail)
    }

    @Test func escapeInTheLineClearsWhatWasSearchedFor() async {
        var stage = await searched()
        await stage.press("/")
        #expect(stage.text.contains("Esc clear"))
        await stage.press("<esc>")
        #expect(stage.model.ontology.table.search.isEmpty)
        #expect(stage.model.ontology.depth == .instances)
    }

    @Test func escapeInTheLineOfAFirstSearchChangesNothing() async {
        var stage = await ConsoleStage(.ontology)
        await stage.press("jjjjjjji")
        let before = stage.engine.log.names.count
        await stage.press("/Rei")
        #expect(stage.text.contains("Esc cancel"))
        await stage.press("<esc>")
        #expect(stage.engine.log.names.count == before, "nothing is read again")
    }
}
