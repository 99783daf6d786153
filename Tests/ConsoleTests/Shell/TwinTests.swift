// The command line that does the same as an action.

import TerminalUI
import Testing

@testable import Console
@testable import Engine

@Suite struct TwinTests {
    @Test func whateverChangesDataHasATwin() {
        for action in ActionRegistry.standard.actions where action.danger > .none {
            #expect(action.twin != nil, "\(action.name)")
        }
    }

    @Test func whatIsSelectedStandsInIt() async {
        var stage = await ConsoleStage()
        func twin(_ name: Action.Name, _ stage: ConsoleStage) -> String? {
            ActionRegistry.standard.named(name).flatMap { stage.console.twin(of: $0, stage.model) }
        }
        await stage.press("j")
        #expect(
            twin("ontology.delete", stage)
                == "spice ontology delete Customer --db northwind --cascade --yes")
        await stage.press("jjjjjji")
        #expect(
            twin("ontology.delete", stage)
                == "spice instance delete SalesOrder/10248 --db northwind")
        #expect(
            twin("ontology.edit", stage)?.hasPrefix(
                "spice instance update SalesOrder/10248 JSON --db northwind --expected-seq ")
                == true)
        await stage.press("Bdraft<enter>")
        #expect(twin("ontology.instances", stage)?.hasSuffix(" --branch draft") == true)
        await stage.press("3")
        let id = stage.model.commands.selected?.id ?? "?"
        #expect(twin("commands.retry", stage) == "spice command retry \(id)")
        await stage.press("d")
        let letter = stage.model.commands.dead.selected?.id ?? "?"
        #expect(twin("commands.retry", stage) == "spice dlq retry \(letter)")
        await stage.press("5")
        #expect(twin("pipeline.pause", stage) == "spice workers pause documents")
        #expect(twin("program.verify", stage) == "spice verify")
    }

    @Test func thePaletteShowsItAndHandsItToTheTerminal() async {
        var stage = await ConsoleStage(.pipeline)
        await stage.press(":pause")
        #expect(stage.text.contains("$ spice workers pause documents"))
        #expect(stage.text.contains("^Y copy command line"))
        let effects = stage.console.update(&stage.model, .pressed(.control("y")))
        let copied = effects.compactMap { effect -> String? in
            if case .copy(let text, _) = effect.kind { text } else { nil }
        }
        #expect(copied == ["spice workers pause documents"])
    }

    @Test func valuesAreQuotedForAShell() {
        let line = TwinLine("import FILE --db DATABASE", ["FILE": ["a b.csv", "it's.csv"]])
        #expect(line.text == #"spice import 'a b.csv' 'it'\''s.csv' --db DATABASE"#)
    }
}
