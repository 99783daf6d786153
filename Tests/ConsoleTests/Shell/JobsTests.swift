// What runs is listed, and the one that is chosen is stopped, not the one that began last.

import TerminalUI
import Testing

@testable import Console
@testable import Engine

struct JobsTests {
    private func stage() async -> ConsoleStage {
        var stage = await ConsoleStage(.pipeline)
        stage.model.jobs = [
            Job(
                id: 1, title: "import orders.csv", startedAt: ScriptedEngine.now,
                progress: Progress(phase: "rows", done: 1200, total: 5000)),
            Job(id: 2, title: "rebuild graph", startedAt: ScriptedEngine.now),
        ]
        stage.model.jobStops[1] = .told(Notice("told to stop"))
        return stage
    }

    @Test func allThatRunsIsListedWithItsProgressAndOneIsStopped() async {
        var stage = await stage()
        await stage.press("J")
        #expect(stage.text.contains("import orders.csv"), "\(stage.text)")
        #expect(stage.text.contains("rows 1\u{202F}200 of 5\u{202F}000"))
        #expect(stage.text.contains("rebuild graph"))
        let effects = stage.console.update(&stage.model, .pressed(.enter))
        let stopped = effects.filter { if case .cancel = $0.kind { true } else { false } }
        #expect(stopped.map(\.id) == [EffectID("shell.job.1")])
        #expect(stage.model.jobs.map(\.id) == [2] && stage.model.overlay == nil)
        #expect(stage.model.notice?.text == "told to stop")
    }

    @Test func howFarAJobIsIsShownWhateverItsNameIs() async {
        var stage = await ConsoleStage(.pipeline)
        stage.model.notice = nil
        stage.model.jobs = [
            Job(
                id: 1, title: "import a-table-with-a-very-long-name-2024.csv and 3 more",
                startedAt: ScriptedEngine.now,
                progress: Progress(
                    phase: "creating instances", done: 1200, total: 5000, ratePerSecond: 172,
                    secondsLeft: 22))
        ]
        #expect(stage.text.contains("import a-"), "\(stage.text)")
        // No room for what it does and the counts: the bar says how far it is.
        #expect(stage.text.contains("… · 172/s · 22.0 s left · K stops"), "\(stage.text)")
    }

    @Test func aJobThatEndedWhileItWasListedIsNotAnotherOne() async {
        var stage = await stage()
        await stage.press("J")
        await stage.send(.jobEnded(id: 1))
        await stage.press("<enter>")
        #expect(stage.model.jobs.map(\.id) == [2])
        #expect(stage.model.notice?.text == "it has ended already")
        stage.model.jobs = []
        await stage.press("J")
        #expect(stage.model.notice?.text == "nothing runs" && stage.model.overlay == nil)
    }
}
