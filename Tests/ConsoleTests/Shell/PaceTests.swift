// When the console looks by itself, and when it waits to be told.

import EventSourcing
import TerminalUI
import Testing

@testable import Console
@testable import Engine

struct PaceTests {
    /// A pipeline in which nothing moves.
    private static let quiet = PipelineView(
        mode: "embedded", uptimeSeconds: 7200,
        stages: [.init(name: "OMS", ratePerSecond: 0, lag: nil)], workers: [], deadLetters: 0,
        parkedWrites: 0, events: 6642, dataBytes: nil, freeBytes: nil, lag: 0, servers: nil)

    private static func at(_ seconds: Double) -> Timestamp {
        ScriptedEngine.now.adding(seconds: seconds)
    }

    private static func console() -> (Console, ConsoleModel) {
        var options = Rendering.options(.mapping)
        options.now = { ScriptedEngine.now }
        let console = Console(
            client: ScriptedEngine(), options: options, size: Size(columns: 80, rows: 24))
        var (model, _) = console.start()
        _ = console.update(&model, .followed(true))
        return (console, model)
    }

    private static func answer(
        _ view: PipelineView, _ seconds: Double
    ) -> ConsoleMessage {
        .pipeline(.answered(Answered(result: .success(view), at: at(seconds))))
    }

    /// Looks once at this second, and is answered.
    private static func look(
        _ console: Console, _ model: inout ConsoleModel, _ seconds: Double,
        _ view: PipelineView = quiet
    ) -> [Effect<ConsoleMessage>] {
        _ = console.update(&model, .ticked(at(seconds)))
        _ = console.update(
            &model,
            .databasesAnswered(
                .init(result: .success(.init(items: [], next: nil)), at: at(seconds))))
        return console.update(&model, answer(view, seconds))
    }

    @Test func whileNothingChangesItRests() {
        var (console, model) = Self.console()
        let effects = Self.look(console, &model, 4)
        #expect(model.pace.kind == .resting)
        #expect(effects.contains { $0.id == Console.tickID })
    }

    @Test func anEngineThatCannotTellIsLookedAtEverySecond() {
        var (console, model) = Self.console()
        _ = console.update(&model, .followed(false))
        _ = Self.look(console, &model, 4)
        #expect(model.pace.kind == .lively)
    }

    @Test func whileSomethingFlowsItLooksEverySecond() {
        var (console, model) = Self.console()
        var busy = Self.quiet
        busy.lag = 7
        _ = Self.look(console, &model, 4, busy)
        #expect(model.pace.kind == .lively)
    }

    @Test func aClockOnTheScreenGoesOn() {
        var (console, model) = Self.console()
        model.jobs = [Job(id: 1, title: "import", startedAt: Self.at(0), progress: nil)]
        _ = Self.look(console, &model, 4)
        #expect(model.pace.kind == .lively)
        model.jobs = []
        model.pane = .pipeline
        _ = Self.look(console, &model, 5)
        #expect(model.pace.kind == .lively)
    }

    @Test func aKeyAndAChangeOfTheLogEndTheRest() {
        for wakes: ConsoleMessage in [
            .entered(.pressed(.down), at: Self.at(60)), .engineChanged(Self.at(60)),
        ] {
            var (console, model) = Self.console()
            _ = Self.look(console, &model, 4)
            #expect(model.pace.kind == .resting)
            let effects = console.update(&model, wakes)
            #expect(model.pace.kind == .lively)
            #expect(model.now == Self.at(60))
            #expect(effects.contains { $0.id == Console.tickID })
            _ = Self.look(console, &model, 61)
            #expect(model.pace.kind == .lively, "the next seconds are looked at one by one")
        }
    }

    @Test func aChangeAtRestIsLookedAtAtOnce() {
        var (console, model) = Self.console()
        _ = Self.look(console, &model, 4)
        let effects = console.update(&model, .engineChanged(Self.at(60)))
        #expect(effects.contains { $0.id == "pipeline.status" })
    }

    @Test func anEngineThatIsSilentAtRestIsNoticedWithinSeconds() {
        var (console, model) = Self.console()
        _ = Self.look(console, &model, 4)
        let effects = console.update(&model, .ticked(Self.at(14)))
        #expect(model.pace.kind == .lively, "nobody answered yet: the next second is looked at")
        #expect(effects.contains { $0.id == Console.tickID })
        _ = console.update(&model, .ticked(Self.at(17)))
        let screen = console.view(model, in: Viewport(size: model.size)).plainText()
        #expect(screen.contains("no answer"))
    }

    @Test func anEngineThatGivesNoSignOfLifeIsSaidToBeSilentAtOnce() {
        var (console, model) = Self.console()
        _ = Self.look(console, &model, 4)
        #expect(model.pace.kind == .resting)
        let effects = console.update(
            &model, .fellSilent(since: Self.at(60), at: Self.at(62.25)))
        let screen = console.view(model, in: Viewport(size: model.size)).plainText()
        #expect(screen.contains("no answer 2 s"), "\(screen)")
        #expect(model.pace.kind == .lively)
        #expect(effects.contains { $0.id == "pipeline.status" })
        _ = console.update(&model, Self.answer(Self.quiet, 63))
        let again = console.view(model, in: Viewport(size: model.size)).plainText()
        #expect(again.contains("● live"))
    }

    @Test func anEngineThatIsGoneIsAskedEveryOtherSecond() {
        var (console, model) = Self.console()
        let gone = Answered<PipelineView>(
            result: .failure(ScriptedEngine.unreachable), at: Self.at(1))
        _ = console.update(&model, .pipeline(.answered(gone)))
        #expect(model.pace.kind == .lively)
        _ = console.update(&model, .ticked(Self.at(5)))
        _ = console.update(&model, .pipeline(.answered(gone)))
        #expect(model.pace.kind == .slowly)
        _ = Self.look(console, &model, 6)
        #expect(model.pace.kind != .slowly)
    }

    @Test func onASlowLinkWhatIsBesideAListWaitsForTheCursor() async {
        var stage = await ConsoleStage(.commands) { $0.link = .slow }
        let before = stage.text
        #expect(before.contains("✓ accepted") || before.contains("accepted"))
        await stage.press("j")
        #expect(!stage.text.contains("accepted"))
        await stage.send(.restedCursor)
        #expect(stage.text.contains("accepted"))
    }

    @Test func onAFastLinkNothingWaits() async {
        var stage = await ConsoleStage(.commands)
        await stage.press("j")
        #expect(stage.text.contains("accepted"))
    }
}
