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
        _ = console.update(&model, .followed("7"))
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
        _ = console.update(&model, .followed(nil))
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

    @Test func withoutTheKeyboardNoClockKeepsItAwakeAndBackAgainAllIsAskedAtOnce() {
        var (console, model) = Self.console()
        model.pane = .pipeline
        _ = Self.look(console, &model, 4)
        #expect(model.pace.kind == .lively, "somebody watches the dashboard")
        _ = console.update(&model, .focused(false, at: Self.at(5)))
        _ = Self.look(console, &model, 6)
        #expect(model.pace.kind == .resting && !model.pace.isAttended)
        // What happens is shown nevertheless.
        var busy = Self.quiet
        busy.lag = 7
        _ = console.update(&model, .engineChanged(Self.at(30)))
        _ = Self.look(console, &model, 31, busy)
        #expect(model.pace.kind == .lively)
        _ = Self.look(console, &model, 40)
        #expect(model.pace.kind == .resting)
        let effects = console.update(&model, .focused(true, at: Self.at(50)))
        #expect(model.pace.kind == .lively && model.pace.isAttended && model.now == Self.at(50))
        #expect(effects.contains { $0.id == "pipeline.status" })
        #expect(console.update(&model, .focused(true, at: Self.at(51))).isEmpty)
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

    /// Whether the engine is asked for signs of life from now on; nil: it is asked nothing anew.
    private static func wantsBeats(
        _ effects: [Effect<ConsoleMessage>], _ model: ConsoleModel
    ) -> Bool? {
        effects.contains { $0.id == Console.followID } ? model.pace.isAttended : nil
    }

    @Test func whenNobodyIsThereTheEngineNeedNotSayThatItLives() {
        var (console, model) = Self.console()
        #expect(Self.wantsBeats(Self.look(console, &model, 4), model) == nil)
        #expect(Self.wantsBeats(Self.look(console, &model, 59), model) == nil)
        #expect(Self.wantsBeats(Self.look(console, &model, 69), model) == false)
        #expect(Self.wantsBeats(Self.look(console, &model, 79), model) == nil, "asked once")
        #expect(model.pace.position == "7", "it goes on from where it was")
        let key = console.update(&model, .entered(.pressed(.down), at: Self.at(80)))
        #expect(Self.wantsBeats(key, model) == true)
        let next = console.update(&model, .entered(.pressed(.down), at: Self.at(81)))
        #expect(Self.wantsBeats(next, model) == nil)
        #expect(Self.wantsBeats(Self.look(console, &model, 139), model) == nil)
        #expect(Self.wantsBeats(Self.look(console, &model, 142), model) == false)
    }

    @Test func anEngineThatGoesAwayIsNoPersonThatComes() {
        var (console, model) = Self.console()
        _ = Self.look(console, &model, 4)
        _ = Self.look(console, &model, 70)
        let effects = console.update(&model, .entered(.followed(nil), at: Self.at(75)))
        #expect(!effects.contains { $0.id == Console.followID }, "who follows asks again itself")
        #expect(!model.pace.isFollowing && model.pace.kind == .lively)
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

    @Test func anEngineThatIsGoneSaysWhenItIsAskedAgain() {
        var (console, model) = Self.console()
        _ = Self.look(console, &model, 1)
        func isGone(_ seconds: Double) -> ConsoleMessage {
            .pipeline(
                .answered(
                    Answered(result: .failure(ScriptedEngine.unreachable), at: Self.at(seconds))))
        }
        func asks(_ effects: [Effect<ConsoleMessage>]) -> Bool {
            effects.contains { $0.id == "pipeline.status" }
        }
        func text() -> String {
            console.view(model, in: Viewport(size: model.size)).plainText()
        }
        _ = console.update(&model, isGone(2))
        #expect(asks(console.update(&model, .ticked(Self.at(6)))))
        _ = console.update(&model, isGone(6))
        #expect(text().contains("asking again in 2 s · ^L now"), "\(text())")
        #expect(!asks(console.update(&model, .ticked(Self.at(7)))))
        #expect(text().contains("asking again in 1 s · ^L now"))
        #expect(asks(console.update(&model, .ticked(Self.at(8)))))
        _ = console.update(&model, .ticked(Self.at(20)))
        _ = console.update(&model, isGone(20))
        #expect(text().contains("in 5 s"), "later less often")
        // Whoever presses the key, or an engine that is back, does not wait for that.
        #expect(asks(console.update(&model, .pressed(.control("l")))))
        _ = console.update(&model, isGone(20))
        _ = console.update(&model, .followed(nil))
        _ = console.update(&model, isGone(20))
        #expect(asks(console.update(&model, .followed("9"))))
        _ = console.update(&model, Self.answer(Self.quiet, 21))
        #expect(model.pace.askAgainAt == nil && !text().contains("asking again"))
    }

    /// A key that is held down goes over rows that nobody reads: only the one it ends on is asked for.
    @Test func whileAKeyIsHeldDownNoTimelineIsAskedFor() async throws {
        var stage = await ConsoleStage(.commands)
        let console = stage.console
        func step(_ seconds: Double) -> [Effect<ConsoleMessage>] {
            console.update(
                &stage.model, .entered(.pressed(.character("j")), at: Self.at(seconds)))
        }
        func asks(_ effects: [Effect<ConsoleMessage>]) -> Bool {
            effects.contains { $0.id == "commands.detail" }
        }
        #expect(asks(step(10)))
        #expect(asks(step(10.3)), "whoever steps row by row reads them")
        #expect(!asks(step(10.32)) && !asks(step(10.34)))
        let row = try #require(stage.model.commands.selected)
        #expect(stage.model.commands.shown?.id == row.id, "what the row says stands there")
        #expect(stage.text.contains(row.aggregate))
        #expect(!asks(console.update(&stage.model, .watchedCursor(Self.at(10.36)))))
        let rested = console.update(&stage.model, .watchedCursor(Self.at(10.44)))
        #expect(asks(rested) && stage.model.commands.detailID == row.id)
        #expect(asks(step(11)))
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
