// Leaving, the engine that goes away and comes back, looking only, and what the next session finds.

import EventSourcing
import Synchronization
import TerminalUI
import Testing

@testable import Console
@testable import Engine

@Suite struct LeavingTests {
    let size = Size(columns: 80, rows: 24)

    private func console(
        _ hosting: Hosting?, _ change: (inout ConsoleOptions) -> Void = { _ in }
    ) -> Console {
        var options = Rendering.options()
        options.hosting = { hosting }
        change(&options)
        return Console(client: ScriptedEngine(), options: options, size: size)
    }

    private func press(
        _ keys: String, _ console: Console, _ model: inout ConsoleModel
    ) async -> Bool {
        var quits = false
        for key in KeyScript.keys(in: keys) {
            var waiting = console.update(&model, .pressed(key))
            while let effect = waiting.popLast() {
                if case .quit = effect.kind { quits = true }
                guard case .work(let work) = effect.kind else { continue }
                let answers = Mutex<[ConsoleMessage]>([])
                await work(ContinuousClock()) { answer in answers.withLock { $0.append(answer) } }
                for answer in answers.withLock({ $0 }) { waiting += console.update(&model, answer) }
            }
        }
        return quits
    }

    @Test func theOwnerOfAnEngineThatNobodyElseUsesLeavesAtOnce() async {
        let console = console(Hosting(visitors: []))
        var model = console.firstModel()
        #expect(await press("q", console, &model))
    }

    @Test func whoeverIsAttachedIsNamedBeforeTheEngineEnds() async {
        let console = console(Hosting(visitors: ["ben: import-files for 12 s"]))
        var model = console.firstModel()
        #expect(await !press("q", console, &model))
        let text = console.view(model, in: Viewport(size: size)).plainText()
        Golden.check(text, "leaving-attached-80x24")
        #expect(text.contains("ben: import-files for 12 s") && text.contains("spice up"))
        #expect(await !press("<esc>", console, &model))
        #expect(await press("q<enter>", console, &model))
    }

    @Test func waitingLeavesOnceTheLastVisitorIsGone() async {
        let visitors = Mutex(["ben: attached"])
        let console = console(nil) { options in
            options.hosting = { Hosting(visitors: visitors.withLock { $0 }) }
        }
        var model = console.firstModel()
        #expect(await !press("qw", console, &model))
        #expect(model.isLeaving && model.notice?.text.contains("ben: attached") == true)
        let now = ScriptedEngine.now.adding(seconds: 1)
        visitors.withLock { $0 = [] }
        let check = console.update(&model, .ticked(now)).first { $0.id == Console.leavingID }
        #expect(check != nil)
        let end = console.update(&model, .leavingChecked(Hosting(visitors: [])))
        #expect(end.contains { if case .quit = $0.kind { true } else { false } })
    }

    @Test(arguments: Rendering.sizes)
    func anOldPictureIsGreyAndSaysHowOldItIs(_ size: Size) async {
        let console = Console(client: ScriptedEngine(), options: Rendering.options(), size: size)
        var model = console.firstModel()
        await ConsoleSnapshot.settle(console, &model, console.load(&model))
        let later = ScriptedEngine.now.adding(seconds: 14)
        _ = console.update(
            &model,
            .pipeline(
                .answered(Answered(result: .failure(ScriptedEngine.unreachable), at: later))))
        model.now = later
        let screen = console.view(model, in: Viewport(size: size))
        Golden.check(screen.plainText(), "engine-gone-\(size.columns)x\(size.rows)")
        let zones = Zones(size)
        for y in zones.body.y..<zones.body.maxY {
            for cell in screen.row(y) where cell.text != " " {
                #expect([.quiet, .selectionUnfocused].contains(cell.style.role))
            }
        }
        #expect(screen.plainText().contains("14 s ago") || size.columns < 80)
    }

    @Test func theEngineThatReturnsIsAnnouncedWithWhereItRuns() {
        let console = console(Hosting(visitors: []))
        var model = console.firstModel()
        let failure = Answered<PipelineView>(
            result: .failure(ScriptedEngine.unreachable), at: ScriptedEngine.now)
        _ = console.update(&model, .pipeline(.answered(failure)))
        let back = Answered<PipelineView>(
            result: .success(ScriptedEngine.busyPipeline), at: ScriptedEngine.now)
        let effects = console.update(&model, .pipeline(.answered(back)))
        #expect(effects.contains { $0.id == "shell.returned" })
        _ = console.update(&model, .engineReturned(Hosting(visitors: [])))
        #expect(model.notice?.text == "the engine answers again; it runs in this console now")
    }

    @Test(arguments: PaneID.allCases) func readOnlyOffersAndDoesNothingThatChanges(_ pane: PaneID)
        async
    {
        let engine = ScriptedEngine()
        var options = Rendering.options(pane)
        options.isReadOnly = true
        let console = Console(client: engine, options: options, size: size)
        var model = console.firstModel()
        await ConsoleSnapshot.settle(console, &model, console.load(&model))
        let writing = ActionRegistry.standard.actions.filter { $0.danger > .none }
        for action in writing where action.scope == pane.scope {
            for key in action.keys.compactMap({ Key(named: $0) }) {
                _ = await press("<\(key.name)>", console, &model)
                #expect(model.overlay == nil, "\(action.name)")
            }
            _ = console.update(&model, .chosen(action.name))
            #expect(model.overlay == nil && model.jobs.isEmpty, "\(action.name) by the palette")
            let hints = console.view(model, in: Viewport(size: size)).plainRow(23)
            #expect(!hints.contains(" \(action.title)"), "\(action.name)")
        }
        let writes = UseCaseCatalogue.all.filter { $0.requiredRole != .reader }.map { $0.name }
        #expect(Set(engine.log.names).isDisjoint(with: writes))
    }

    @Test func theNextSessionFindsWhatTheLastOneLeft() async {
        let kept = Mutex<ConsoleSession?>(nil)
        let console = console(nil) { $0.keep = { session in kept.withLock { $0 = session } } }
        var model = console.firstModel()
        await ConsoleSnapshot.settle(console, &model, console.load(&model))
        _ = await press("D<down><enter>3/state:failed<enter>4", console, &model)
        let session = kept.withLock { $0 }
        #expect(session?.pane == "graph" && session?.database == "sakila")
        #expect(session?.commandsFilter == "state:failed")
        let next = self.console(nil) { $0.session = session }
        var restored = next.firstModel()
        await ConsoleSnapshot.settle(next, &restored, next.load(&restored))
        #expect(restored.database == "sakila")
        _ = await press("3", next, &restored)
        let text = next.view(restored, in: Viewport(size: size)).plainText()
        #expect(text.contains("state:failed"), "a filter in force is shown")
    }
}
