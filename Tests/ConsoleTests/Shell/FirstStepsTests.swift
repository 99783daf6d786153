// The first steps of somebody without data.

import TerminalUI
import Testing

@testable import Console
@testable import Engine

@Suite struct FirstStepsTests {
    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 40, rows: 12)])
    func theyStandOnTheFirstFrame(_ size: Size) {
        var options = Rendering.options()
        options.isFirstRun = true
        options.demoFiles = ["/share/a.csv", "/share/b.csv"]
        options.turning = ProfileTurning(
            turn: { _ in nil }, reading: { .failure(ProfileRefusal($0)) })
        let console = Console(client: ScriptedEngine(), options: options, size: size)
        let (model, _) = console.start()
        let text = console.view(model, in: Viewport(size: size)).plainText()
        #expect(text.contains("open a table") && text.contains("try the demo"))
    }

    @Test func openingATableAsksForItsFile() async {
        var stage = await ConsoleStage { $0.isFirstRun = true }
        await stage.press("<enter>")
        #expect(stage.model.pane == .mapping)
        guard case .prompt = stage.model.overlay else {
            Issue.record("no line for the file's name")
            return
        }
    }

    @Test func theDemoIsImportedAsAJob() async {
        var stage = await ConsoleStage { options in
            options.isFirstRun = true
            options.demoFiles = ["/share/a.csv"]
        }
        await stage.press("demo<enter>")
        #expect(stage.engine.log.names.contains("import-files"))
    }

    @Test func theyAreOfferedOnceWhenTheEngineHasNoDatabase() async {
        var options = Rendering.options()
        options.offersFirstSteps = true
        let console = Console(
            client: ScriptedEngine(mood: .empty), options: options, size: ConsoleStage.size)
        var model = console.firstModel()
        let asked = console.load(&model)
        await ConsoleSnapshot.settle(console, &model, asked)
        #expect(model.overlay != nil)
        _ = console.update(&model, .pressed(.escape))
        let again = console.load(&model)
        await ConsoleSnapshot.settle(console, &model, again)
        #expect(model.overlay == nil)
    }
}
