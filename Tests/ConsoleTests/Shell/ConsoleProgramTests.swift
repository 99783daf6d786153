// The whole console on a scripted terminal.

import EventSourcing
import TerminalUI
import Testing

@testable import Console

@Suite struct ConsoleProgramTests {
    @Test func aPersonWalksFromAClassToAnInstanceAndLeaves() async {
        let terminal = ScriptedTerminal(
            script: [.waitFor("SalesOrder")] + ScriptedTerminal.Step.keys("jjjjjjji")
                + [.waitFor("10248")] + ScriptedTerminal.Step.keys("<enter>")
                + [.waitFor("Ship to Reims")] + ScriptedTerminal.Step.keys("q"))
        let code = await ConsoleProgram.run(
            terminal: terminal, client: ScriptedEngine(), options: Rendering.options())
        #expect(code == 0)
        #expect(terminal.screens.first?.plainText().contains("connecting") == true)
        #expect(terminal.lastScreen?.plainText().contains("SalesOrder ▸ 10248") == true)
    }

    @Test func keysWorkAndQLeavesWhileTheEngineNeverAnswers() async {
        let terminal = ScriptedTerminal(
            script: ScriptedTerminal.Step.keys("5") + [.waitFor("Pipeline")]
                + ScriptedTerminal.Step.keys("?") + [.waitFor("What can be done here")]
                + ScriptedTerminal.Step.keys("<esc>q"), hangsUpAtEnd: false)
        let code = await ConsoleProgram.run(
            terminal: terminal, client: ScriptedEngine(mood: .silent),
            options: Rendering.options())
        #expect(code == 0)
    }

    @Test func aHangupEndsIt() async {
        let terminal = ScriptedTerminal(script: [])
        let code = await ConsoleProgram.run(
            terminal: terminal, client: ScriptedEngine(), options: Rendering.options())
        #expect(code == 129, "as a shell reports SIGHUP")
    }

    @Test func aSnapshotIsTheSameInEveryFormat() async {
        let size = Size(columns: 80, rows: 24)
        for format in ConsoleSnapshot.Format.allCases {
            let picture = await ConsoleSnapshot.render(
                pane: .pipeline, size: size, format: format, engine: ScriptedEngine(),
                options: Rendering.options())
            #expect(picture.contains("documents") && picture.contains("lag"))
        }
    }
}
