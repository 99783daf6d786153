// Keys that come before the first answer: what they open is opened, what they would act upon is not there yet, and
// that is said.

import TerminalUI
import Testing

@testable import Console
@testable import Engine

struct EarlyKeyTests {
    /// A console that has asked and was answered nothing.
    private func stage(_ pane: PaneID) -> (Console, ConsoleModel) {
        let console = Console(
            client: ScriptedEngine(mood: .silent), options: Rendering.options(pane),
            size: ConsoleStage.size)
        var model = console.firstModel()
        _ = console.load(&model)
        return (console, model)
    }

    private func press(_ keys: String, _ console: Console, _ model: inout ConsoleModel) {
        for key in KeyScript.keys(in: keys) { _ = console.update(&model, .pressed(key)) }
    }

    @Test(arguments: [
        (PaneID.ontology, "<enter>", "open"), (.ontology, "j", "move"), (.ontology, "e", "edit"),
        (.commands, "<enter>", "open"), (.commands, "u", "undo"), (.commands, "y", "copy"),
        (.commands, "<down>", "move"), (.pipeline, "p", "pause"), (.pipeline, "<enter>", "open"),
        (.graph, "<enter>", "expand"), (.graph, "p", "pin"),
    ])
    func whatActsUponARowSaysThatThereIsNoneYet(_ pane: PaneID, _ key: String, _ title: String)
        throws
    {
        var (console, model) = stage(pane)
        press(key, console, &model)
        let notice = try #require(model.notice, "\(key) in \(pane)")
        #expect(notice.text.hasSuffix("nothing is selected yet, the first rows are on their way"))
        #expect(notice.text.hasPrefix(title), "\(notice.text)")
    }

    @Test(arguments: [
        (PaneID.ontology, "s", "sort: done in the instances of Customer, which i opens"),
        (.ontology, "c", "columns: done in the instances of Customer, which i opens"),
        (.graph, "d", "compare: start at a node first (Enter on one, or s)"),
        (.graph, "P", "pins: nothing is pinned"),
    ]) func whatIsDoneElsewhereSaysWhere(_ pane: PaneID, _ key: String, _ text: String) async {
        var stage = await ConsoleStage(pane)
        if pane == .ontology { await stage.press("/customer<enter>") }
        await stage.press(key)
        #expect(stage.model.notice?.text == text)
    }

    @Test func whereThereIsNoEngineOrNothingAtAllItIsNotPromised() async {
        var gone = await ConsoleStage(
            .commands, engine: ScriptedEngine(mood: .failing(ScriptedEngine.unreachable)))
        await gone.press("u")
        #expect(gone.model.notice?.text == "undo: nothing here to do that with")
        var empty = await ConsoleStage(.ontology, engine: ScriptedEngine(mood: .empty))
        await empty.press("e")
        #expect(empty.model.notice?.text == "edit: nothing here to do that with")
    }

    /// A list of all databases' commands would stand there for a moment, and go.
    @Test func theCommandsAreAskedForOnceTheirDatabaseIsKnown() {
        var state = CommandsPane.State()
        func asks(_ context: PaneContext) -> Bool {
            CommandsPane.load(&state, context).effects.contains { $0.id == "commands.list" }
        }
        var before = PaneStage.context(database: nil)
        before.databases = Loaded()
        #expect(!asks(before))
        #expect(asks(PaneStage.context()))
        state = CommandsPane.State()
        before.databases.take(PaneStage.answer(PageView(items: [], next: nil)))
        #expect(asks(before), "there is none, and commands may be there all the same")
    }

    /// The database that comes is the one that the list, the filter and the words were meant for.
    @Test func whatWasOpenedBeforeTheDatabaseWasKnownStaysOpen() {
        for (keys, section) in [
            ("p", CommandsPane.Section.parked), ("d", .deadLetters), ("G", .commands),
        ] {
            var state = CommandsPane.State()
            let before = PaneStage.context(database: nil)
            _ = CommandsPane.load(&state, before)
            let key = KeyScript.keys(in: keys)[0]
            let name: Action.Name =
                keys == "p" ? "commands.parked" : keys == "d" ? "commands.dead" : "commands.move"
            if let message = CommandsPane.message(for: name, key: key) {
                _ = CommandsPane.update(&state, message, before)
            }
            let reply = CommandsPane.load(&state, PaneStage.context())
            #expect(state.section == section && state.database == "northwind")
            #expect(state.isGoingToEnd == (keys == "G"))
            #expect(reply.effects.contains { $0.id == "commands.list" }, "asked for the database")
            _ = CommandsPane.load(&state, PaneStage.context(database: "other"))
            #expect(state.section == .commands, "another database begins anew")
        }
        var graph = GraphPane.State()
        _ = GraphPane.load(&graph, PaneStage.context(database: nil))
        graph.search.text = "Reims"
        _ = GraphPane.load(&graph, PaneStage.context())
        #expect(graph.search.text == "Reims")
    }

    @Test func aKeyThatOpensAViewNeedsNoRow() {
        var (console, model) = stage(.commands)
        press("p", console, &model)
        #expect(model.commands.section == .parked && model.notice == nil)
    }
}
