// Keys → messages → effects, without a terminal.

import EventSourcing
import TerminalUI
import Testing

@testable import Console
@testable import Engine

@Suite struct ShellUpdateTests {
    let size = Size(columns: 80, rows: 24)

    func console(_ pane: PaneID = .ontology, engine: ScriptedEngine = ScriptedEngine()) -> Console {
        Console(client: engine, options: Rendering.options(pane), size: size)
    }

    func press(_ keys: String, _ console: Console, _ model: inout ConsoleModel)
        -> [Effect<ConsoleMessage>]
    {
        KeyScript.keys(in: keys).flatMap { console.update(&model, .pressed($0)) }
    }

    @Test func theFirstScreenIsThereBeforeTheEngineIsAsked() {
        let engine = ScriptedEngine()
        let console = console(engine: engine)
        let (model, effects) = console.start()
        let text = console.view(model, in: Viewport(size: size)).plainText()
        #expect(text.contains("1 Ontology") && text.contains("○ connecting"))
        #expect(engine.log.names.isEmpty)
        #expect(!effects.isEmpty)
    }

    @Test(arguments: zip(["1", "2", "3", "4", "5"], PaneID.allCases))
    func numbersOpenThePanes(_ key: String, _ pane: PaneID) {
        let console = console(pane == .ontology ? .graph : .ontology)
        var model = console.firstModel()
        _ = press(key, console, &model)
        #expect(model.pane == pane)
    }

    @Test func tabGoesRoundAndBack() {
        let console = console()
        var model = console.firstModel()
        for pane in PaneID.allCases.dropFirst() + [.ontology] {
            _ = press("<tab>", console, &model)
            #expect(model.pane == pane)
        }
        _ = press("<back-tab>", console, &model)
        #expect(model.pane == .pipeline)
    }

    @Test func qLeavesAtOnceWhenNothingRuns() {
        let console = console()
        var model = console.firstModel()
        let effects = press("q", console, &model)
        #expect(effects.contains { if case .quit(code: 0) = $0.kind { true } else { false } })
    }

    @Test func qAsksWhileAJobRunsAndNamesIt() {
        let console = console()
        var model = console.firstModel()
        model.jobs = [Job(id: 1, title: "rebuild graph", startedAt: ScriptedEngine.now)]
        #expect(press("q", console, &model).isEmpty)
        let text = console.view(model, in: Viewport(size: size)).plainText()
        #expect(text.contains("rebuild graph") && text.contains("stop and leave"))
        #expect(press("<esc>", console, &model).isEmpty)
        #expect(press("q", console, &model).isEmpty)
        #expect(!press("<enter>", console, &model).isEmpty)
    }

    @Test func thePaletteFindsAnActionAndDoesIt() {
        let console = console()
        var model = console.firstModel()
        _ = press(":theme<enter>", console, &model)
        #expect(model.overlay == nil)
        #expect(model.notice?.text == "theme harvest-dark")
    }

    @Test func thePaletteGoesToTheActionsPane() {
        let console = console()
        var model = console.firstModel()
        _ = press(":pipeline<enter>", console, &model)
        #expect(model.pane == .pipeline)
    }

    @Test func aSubcommandInThePaletteSaysHowToRunIt() {
        let console = console()
        var model = console.firstModel()
        _ = press(":verify<enter>", console, &model)
        #expect(model.notice?.text == "on the command line: spice verify")
    }

    @Test func pastedTextIsNeverReadAsKeys() {
        let console = console()
        var model = console.firstModel()
        let effects = console.update(&model, .pasted("q5q"))
        #expect(effects.isEmpty && model.pane == .ontology)
    }

    @Test func whatIsPastedIntoThePaletteIsLookedFor() {
        let console = console()
        var model = console.firstModel()
        _ = press(":", console, &model)
        let effects = console.update(&model, .pasted("rebuild\nq"))
        #expect(effects.isEmpty)
        guard case .chooser(let chooser) = model.overlay else {
            Issue.record("the palette is gone")
            return
        }
        #expect(chooser.list.search.text == "rebuild q")
    }

    @Test func aSecondCallIsNotMadeWhileOneIsAwaited() {
        let console = console()
        var (model, _) = console.start()
        let again = console.update(&model, .ticked(ScriptedEngine.now.adding(seconds: 1)))
        #expect(!again.contains { $0.id == "pipeline.status" })
        let later = console.update(&model, .ticked(ScriptedEngine.now.adding(seconds: 31)))
        #expect(later.contains { $0.id == "pipeline.status" })
    }

    @Test func anAnswerForAnotherClassIsDropped() {
        let console = console()
        var model = console.firstModel()
        model.ontology.table.className = "Customer"
        let late = Answered<PageView<InstanceView>>(
            result: .success(PageView(items: ScriptedEngine.salesOrders, next: nil)),
            at: ScriptedEngine.now)
        let message = OntologyPane.Message.pageAnswered(className: "SalesOrder", search: "", late)
        _ = console.update(&model, .ontology(message))
        #expect(model.ontology.table.rows.isEmpty)
    }

    @Test func anotherDatabaseForgetsTheClassesOfTheFirst() async {
        let console = console()
        var model = console.firstModel()
        model.database = "northwind"
        model.ontology.selected = "SalesOrder"
        let effects = console.update(&model, .databaseChosen("sakila"))
        #expect(model.ontology.selected == nil && model.database == "sakila")
        #expect(effects.contains { $0.id == "ontology.classes" })
    }

    @Test func aRebuildNeedsItsNameAndRunsAsAJob() async {
        let console = console(.pipeline)
        var model = console.firstModel()
        let view = Answered<PipelineView>(
            result: .success(ScriptedEngine.busyPipeline), at: ScriptedEngine.now)
        _ = console.update(&model, .pipeline(.answered(view)))
        #expect(press("Rgraph<enter>", console, &model).isEmpty)
        #expect(model.jobs.isEmpty)
        #expect(press("<esc>Rdocuments<enter>", console, &model).count == 1)
        #expect(model.jobs.map(\.title) == ["rebuild documents"])
        let advanced = Progress(phase: "replaying", done: 400, total: 1000, ratePerSecond: 200)
        _ = console.update(&model, .jobAdvanced(id: 1, advanced))
        let text = console.view(model, in: Viewport(size: size)).plainRow(22)
        #expect(text.contains("40%") && text.contains("replaying 400 of 1\u{202F}000"))
        _ = console.update(&model, .jobEnded(id: 1))
        #expect(model.jobs.isEmpty)
    }
}
