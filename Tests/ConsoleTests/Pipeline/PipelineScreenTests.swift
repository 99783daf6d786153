// Screens of the Pipeline pane, held against files.

import EventSourcing
import TerminalUI
import Testing

@testable import Console
@testable import Engine

@Suite struct PipelineScreenTests {
    /// A console that has watched a pipeline whose documents fall behind for five minutes.
    static func watched(_ size: Size, keys: String = "") -> String {
        let console = Console(
            client: ScriptedEngine(), options: Rendering.options(.pipeline), size: size)
        var model = console.firstModel()
        model.database = "northwind"
        for second in 0..<300 {
            let now = ScriptedEngine.now.adding(seconds: Double(second))
            _ = console.update(&model, .ticked(now))
            let view = view(documentsLag: second < 200 ? (second * 7) % 19 : (second - 200) * 2)
            let answer = Answered<PipelineView>(result: .success(view), at: now)
            _ = console.update(&model, .pipeline(.answered(answer)))
        }
        for key in KeyScript.keys(in: keys) { _ = console.update(&model, .pressed(key)) }
        return console.view(model, in: Viewport(size: size)).plainText()
    }

    @Test func theHourBeforeTheConsoleCameIsInTheHistory() {
        var state = PipelineState()
        let view = Answered<PipelineView>(
            result: .success(ScriptedEngine.busyPipeline), at: ScriptedEngine.now)
        state.take(view)
        state.takePast(
            Answered(result: .success(ScriptedEngine.lastHour), at: ScriptedEngine.now))
        let key = PipelineState.WorkerKey(name: "documents", partition: 0)
        let values = state.history[key]?.values ?? []
        // The present step was seen here, and counts once.
        #expect(values.count == 719 * 5 + 1 && values.last == 212)
        #expect(values[150 * 5] == 133 && values[310 * 5] == nil, "a gap stays a gap")
        let other = PipelineState.WorkerKey(name: "instance", partition: 0)
        #expect(state.history[other]?.values == [0])
    }

    private static func view(documentsLag: Int) -> PipelineView {
        var view = ScriptedEngine.busyPipeline
        view.lag = documentsLag
        for index in view.workers.indices where view.workers[index].name == "documents" {
            view.workers[index].lag = documentsLag
            view.workers[index].committed = view.workers[index].end - documentsLag
        }
        for index in view.stages.indices where view.stages[index].name == "documents" {
            view.stages[index].lag = documentsLag
        }
        return view
    }

    @Test(arguments: Rendering.sizes) func flowAndWorkersAtEverySize(_ size: Size) {
        Golden.check(Self.watched(size), "pipeline-full-\(size.columns)x\(size.rows)")
    }

    @Test(arguments: Rendering.sizes) func oneWorkerAtEverySize(_ size: Size) {
        Golden.check(
            Self.watched(size, keys: "<enter>"), "pipeline-worker-\(size.columns)x\(size.rows)")
    }

    /// The page of the documents with what waits for them.
    static func page(_ size: Size, keys: String, letters: Int = 1) -> String {
        let console = Console(
            client: ScriptedEngine(), options: Rendering.options(.pipeline), size: size)
        var model = console.firstModel()
        model.database = "northwind"
        for second in 0..<60 {
            let now = ScriptedEngine.now.adding(seconds: Double(second - 60))
            _ = console.update(&model, .ticked(now))
            var view = ScriptedEngine.busyPipeline
            view.deadLetters = letters
            // Half a minute ago the documents stopped.
            if second < 30 {
                for index in view.workers.indices where view.workers[index].lag > 0 {
                    view.workers[index].lag = second
                    view.workers[index].committed? -= 30 - second
                }
            }
            let answer = Answered<PipelineView>(result: .success(view), at: now)
            _ = console.update(&model, .pipeline(.answered(answer)))
        }
        for key in KeyScript.keys(in: keys) {
            _ = console.update(&model, .pressed(key))
            if let worker = model.pipeline.current?.historyKey, model.pipeline.isOpen {
                let found = PaneStage.answer(ScriptedEngine.waiting)
                _ = console.update(&model, .pipeline(.waitingFound(worker, found)))
            }
        }
        return console.view(model, in: Viewport(size: size)).plainText()
    }

    @Test func deadLettersThatWereThereBeforeAreNotCalledNew() throws {
        let now = ScriptedEngine.now
        var view = ScriptedEngine.stillPipeline
        view.deadLetters = 1
        let first = Alarm.between(nil, view, at: now, quietLag: 1_000_000).map(\.text)
        #expect(first.contains("1 dead letter from before"))
        var later = view
        later.deadLetters = 3
        let then = Alarm.between(view, later, at: now, quietLag: 1_000_000).map(\.text)
        #expect(then == ["2 more dead letters"])
    }

    static let pages = [
        ("pipeline-stalled", ""), ("pipeline-stuck", "<enter>"),
        ("pipeline-stuck-event", "<enter>j"),
        ("pipeline-stuck-bytes", "<enter><enter>"), ("pipeline-replay", "<enter>r"),
        ("pipeline-discard", "<enter>X"), ("pipeline-thresholds", "t"),
    ]

    @Test(arguments: pages, Rendering.sizes)
    func whatIsStuckIsOneKeyFromItsNumber(_ page: (String, String), _ size: Size) {
        // There is no room for the bytes beside the list.
        if page.0 == "pipeline-stuck-bytes", size.columns == 40 { return }
        Golden.check(
            Self.page(size, keys: page.1), "\(page.0)-\(size.columns)x\(size.rows)")
    }

    @Test func aWorkerThatStandsStillTurnsTheStateOfEveryPane() {
        let size = Size(columns: 80, rows: 24)
        #expect(Self.page(size, keys: "1", letters: 0).contains("✗ documents stalled"))
    }

    /// Servers of a connected engine, so many of them down.
    private func servers(down: Int, _ size: Size = Size(columns: 80, rows: 24)) -> String {
        let names = ["postgres", "kafka", "elasticsearch", "terminusdb", "redis", "s3"]
        var view = ScriptedEngine.busyPipeline
        view.mode = "connected"
        view.servers = names.enumerated().map { index, name in
            PipelineView.Server(
                name: name, isUp: index >= down, isOptional: false,
                detail: index < down ? "connection refused" : "15.4",
                answeredSecondsAgo: index < down ? 40 : 0)
        }
        let console = Console(
            client: ScriptedEngine(), options: Rendering.options(.pipeline), size: size)
        var model = console.firstModel()
        model.database = "northwind"
        let answer = Answered<PipelineView>(result: .success(view), at: ScriptedEngine.now)
        _ = console.update(&model, .pipeline(.answered(answer)))
        return console.view(model, in: Viewport(size: size)).plainText()
    }

    @Test(arguments: 1...6) func everyServerThatIsDownIsNamedWhole(_ down: Int) {
        let text = servers(down: down)
        let names = ["postgres", "kafka", "elasticsearch", "terminusdb", "redis", "s3"]
        for name in names.prefix(down) { #expect(text.contains(name), "\(name) of \(down)") }
        let subject = text.split(separator: "\n").dropFirst().first.map(String.init) ?? ""
        #expect(subject.contains("✗") && !subject.contains("…"))
        if down > 1 { Golden.check(text, "pipeline-servers-\(down)-down-80x24") }
    }

    @Test func aPausedWorkerStandsInTheTitleOfEveryPane() {
        var view = ScriptedEngine.busyPipeline
        view.lag = 0
        for index in view.workers.indices { view.workers[index].lag = 0 }
        view.workers[2].state = "paused"
        view.deadLetters = 0
        var state = PipelineState()
        state.take(Answered(result: .success(view), at: ScriptedEngine.now))
        let shown = Console.state(of: state, unansweredSince: nil, PaneStage.context())
        #expect(shown.text == "▲ \(view.workers[2].name) paused")
    }

    @Test func aWorkerWithoutAReadModelRebuildsAllOfThemFromTheListOnly() {
        var state = PipelineState()
        state.take(
            Answered(result: .success(ScriptedEngine.busyPipeline), at: ScriptedEngine.now))
        let rebuild = { (state: PipelineState) in
            PipelinePane.actions(in: state).first { $0.name == "pipeline.rebuild" }
        }
        state.selected = .init(name: "instance", partition: 0)
        #expect(rebuild(state)?.hint == "rebuild all", "it has none of its own")
        state.isOpen = true
        #expect(rebuild(state) == nil)
        state.selected = .init(name: "graph", partition: 0)
        #expect(rebuild(state) != nil && rebuild(state)?.hint == nil)
    }

    @Test func workersAreNarrowedByNameAndStateAndBackShowsAll() async {
        var stage = await ConsoleStage(.pipeline)
        let all = stage.model.pipeline.shown.count
        await stage.press("/docu<enter>")
        #expect(stage.model.pipeline.shown.map(\.name) == ["documents"])
        #expect(stage.text.contains("/docu  1 of \(all) workers"), "\(stage.text)")
        #expect(stage.model.pipeline.current?.name == "documents")
        await stage.press("/nobody<enter>")
        #expect(stage.model.pipeline.current == nil)
        await stage.press("<backspace>")
        #expect(stage.model.pipeline.shown.count == all)
    }

    @Test func howAWorkerStandsIsCopied() async throws {
        var stage = await ConsoleStage(.pipeline)
        let worker = try #require(stage.model.pipeline.current)
        let effects = stage.console.update(&stage.model, .pressed(.character("y")))
        let copied = effects.compactMap { effect -> String? in
            if case .copy(let text, _) = effect.kind { text } else { nil }
        }
        #expect(copied.count == 1 && copied[0].hasPrefix("\(worker.name) partition"))
        #expect(copied.first?.hasSuffix("lag \(worker.lag)") == true)
    }

    @Test func nothingHasFlowedYet() async {
        let text = await Rendering.text(.pipeline, engine: ScriptedEngine(mood: .empty))
        Golden.check(text, "pipeline-empty-80x24")
    }

    @Test func failingSaysWhyAndWhichKeyHelps() async {
        let engine = ScriptedEngine(mood: .failing(ScriptedEngine.unreachable))
        let text = await Rendering.text(.pipeline, engine: engine)
        Golden.check(text, "pipeline-error-80x24")
        #expect(text.contains("✗ no engine"))
    }

    @Test func waitingSaysForWhatAndHowLong() {
        Golden.check(Rendering.waiting(.pipeline), "pipeline-loading-80x24")
    }

    @Test func pausingAsksAndNamesTheWorker() async {
        let text = await Rendering.text(.pipeline, keys: "p")
        Golden.check(text, "pipeline-pause-80x24")
        #expect(text.contains("Pause documents"))
    }

    @Test func rebuildingWantsTheNameTyped() async {
        let text = await Rendering.text(.pipeline, keys: "Rdocu")
        Golden.check(text, "pipeline-rebuild-80x24")
        #expect(text.contains("type documents:"))
    }

    @Test func theWaitGrowsInTheTitleWhileTheLastAnswerStays() async {
        let size = Size(columns: 80, rows: 24)
        let console = Console(
            client: ScriptedEngine(), options: Rendering.options(.pipeline), size: size)
        var model = console.firstModel()
        model.database = "northwind"
        let good = Answered<PipelineView>(
            result: .success(ScriptedEngine.busyPipeline), at: ScriptedEngine.now)
        _ = console.update(&model, .pipeline(.answered(good)))
        let bad = Answered<PipelineView>(
            result: .failure(ScriptedEngine.unreachable), at: ScriptedEngine.now)
        _ = console.update(&model, .pipeline(.answered(bad)))
        _ = console.update(&model, .ticked(ScriptedEngine.now.adding(seconds: 14)))
        let text = console.view(model, in: Viewport(size: size)).plainText()
        Golden.check(text, "pipeline-stale-80x24")
        #expect(text.contains("✗ no engine 14 s") && text.contains("82\u{202F}195"))
    }
}
