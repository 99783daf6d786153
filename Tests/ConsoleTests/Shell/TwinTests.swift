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

    /// Actions that have no command line, and why. What is neither here nor has a twin was forgotten.
    private static let without: [(reason: String, actions: [String])] = [
        (
            "moves the cursor or what is shown of what was read; a command line prints all of it",
            [
                "ontology.move", "mapping.move", "commands.move", "graph.move", "pipeline.move",
                "ontology.open", "graph.expand", "graph.up", "graph.layers", "graph.root",
                "mapping.evidence", "mapping.next", "pipeline.open", "pipeline.next",
                "pipeline.previous", "commands.newest", "commands.hold", "ontology.diagram",
                "ontology.zoom-in", "ontology.zoom-out", "ontology.pan",
                "ontology.history",
            ]
        ),
        (
            "goes back or elsewhere in the console; a command line is nowhere",
            [
                "ontology.back", "mapping.back", "commands.back", "graph.back", "pipeline.back",
                "graph.forward", "shell.ontology", "shell.mapping", "shell.commands",
                "shell.graph", "shell.pipeline", "shell.next-pane", "shell.previous-pane",
                "ontology.graph", "commands.node", "graph.command", "shell.database",
            ]
        ),
        (
            "narrows or arranges a table; the command line has options of its commands for it",
            [
                "ontology.filter", "ontology.sort", "ontology.columns", "ontology.reload",
                "pipeline.filter", "graph.search", "graph.filter", "graph.start", "graph.refresh",
            ]
        ),
        (
            "is kept with the session, which a command line has not",
            [
                "graph.bookmark", "graph.bookmarks", "graph.pin", "graph.pins",
                "shell.undo-view", "shell.redo-view", "pipeline.thresholds",
            ]
        ),
        (
            "steps through moments or compares two of them; --as-of names one",
            ["graph.earlier", "graph.later", "graph.now", "graph.compare"]
        ),
        (
            "decides about a file that is open; all decisions together are the mapping file",
            [
                "mapping.accept", "mapping.change", "mapping.skip", "mapping.cells",
                "mapping.against", "mapping.split", "mapping.load", "mapping.mode", "mapping.undo",
                "mapping.redo", "mapping.add", "mapping.class", "mapping.key", "mapping.link",
                "mapping.filter", "mapping.copy",
            ]
        ),
        (
            "is about this terminal",
            [
                "ontology.copy", "commands.copy", "pipeline.copy", "graph.copy", "shell.palette",
                "shell.help",
                "shell.theme", "shell.mouse", "shell.link", "shell.redraw", "shell.stop",
                "shell.jobs",
                "shell.quit",
            ]
        ),
    ]

    @Test func whatHasNoTwinSaysWhy() {
        let named = Self.without.flatMap(\.actions)
        #expect(Set(named).count == named.count, "each has one reason")
        let lacking = ActionRegistry.standard.actions.filter { $0.twin == nil }.map(\.name.text)
        for name in lacking {
            #expect(named.contains(name), "\(name): a twin, or the reason why not")
        }
        for name in named { #expect(lacking.contains(name), "\(name) has a twin, or is no action") }
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
