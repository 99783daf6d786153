// The loop: first frame before effects, bursts in one frame, replaced and cancelled effects, the end.

import Synchronization
import Testing

@testable import TerminalUI

/// A program whose every effect is given by the test.
private struct Probe: Program {
    struct Model: Sendable { var lines: [String] = [] }
    enum Message: Sendable {
        case key(Key)
        case said(String)
    }

    var starts: [Effect<Message>] = []
    var onKey: @Sendable (Key) -> [Effect<Message>] = { _ in [] }

    func start() -> (Model, [Effect<Message>]) { (Model(), starts) }

    func message(for event: InputEvent, in model: Model) -> Message? {
        if case .key(let key) = event { .key(key) } else { nil }
    }

    func update(_ model: inout Model, _ message: Message) -> [Effect<Message>] {
        switch message {
        case .key(.character("q")):
            return [.quit(code: 3)]
        case .key(let key):
            model.lines.append("key \(key.name)")
            return onKey(key)
        case .said(let text):
            model.lines.append(text)
            return []
        }
    }

    func view(_ model: Model, in viewport: Viewport) -> Screen {
        var screen = Screen(viewport)
        for (y, line) in model.lines.suffix(viewport.size.rows).enumerated() {
            screen.put(line, x: 0, y: y)
        }
        return screen
    }
}

@Suite(.timeLimit(.minutes(5))) struct ProgramLoopTests {
    private func run(
        _ program: Probe, _ script: [ScriptedTerminal.Step], rows: Int = 24
    ) async -> (code: Int32, terminal: ScriptedTerminal) {
        let terminal = ScriptedTerminal(
            viewport: Viewport(columns: 40, rows: rows), script: script)
        let loop = ProgramLoop(program, on: terminal, frameInterval: .zero)
        return (await loop.run(), terminal)
    }

    @Test func keysAreAnsweredWhileWorkFillsEveryThreadOfThePool() async {
        let isAnswered = Atomic(false)
        let deadline = ContinuousClock.now + .seconds(30)
        let hogs = (0..<64).map { _ in
            Effect<Probe.Message>.run {
                // Spins instead of waiting: only the answer to a key lets the thread go.
                while !isAnswered.load(ordering: .relaxed), ContinuousClock.now < deadline {}
                return nil
            }
        }
        let program = Probe(
            starts: hogs,
            onKey: { _ in
                isAnswered.store(true, ordering: .relaxed)
                return []
            })
        let (_, terminal) = await run(
            program, [.key(.character("x")), .waitFor("key x"), .key(.character("q"))])
        #expect(ContinuousClock.now < deadline)
        #expect(terminal.screens.last?.plainText().contains("key x") == true)
    }

    @Test func theFirstFrameComesBeforeAnyEffect() async {
        let program = Probe(starts: [.run { .said("loaded") }])
        let (_, terminal) = await run(program, [.waitFor("loaded"), .key(.character("q"))])
        #expect(terminal.screens.first?.plainText().contains("loaded") == false)
        #expect(terminal.lastScreen?.plainRow(0) == "loaded")
    }

    @Test func quittingGivesTheProgramsCode() async {
        let (code, _) = await run(Probe(), [.key(.character("q"))])
        #expect(code == 3)
    }

    @Test func aHangupEndsTheLoop() async {
        let (code, _) = await run(Probe(), [])
        #expect(code == 129)
    }

    @Test func aResizeRedrawsAtTheNewSize() async {
        let small = Size(columns: 10, rows: 3)
        let (_, terminal) = await run(
            Probe(), [.send(.resize(small)), .key(.character("x")), .waitFor("key x")])
        #expect(terminal.lastScreen?.size == small)
    }

    @Test func aReplacedEffectIsCancelledAndItsLateAnswerDropped() async {
        let gate = Inbox<Void>()
        let program = Probe(onKey: { key in
            switch key {
            case .character("1"):
                [
                    .stream(id: "ask") { send in
                        _ = await gate.drain()
                        await send(.said("old answer"))
                    }
                ]
            case .character("2"): [.run(id: "ask") { .said("new answer") }]
            default: []
            }
        })
        let (_, terminal) = await run(
            program,
            [
                .key(.character("1")), .waitFor("key 1"), .key(.character("2")),
                .waitFor("new answer"), .perform { gate.post(()) }, .key(.character("x")),
                .waitFor("key x"), .key(.character("q")),
            ])
        let text = terminal.lastScreen?.plainText() ?? ""
        #expect(text.contains("new answer"))
        #expect(!text.contains("old answer"))
    }

    @Test func aCancelledTimerStaysSilent() async {
        let program = Probe(onKey: { key in
            switch key {
            case .character("t"): [.every(.seconds(3600), id: "tick") { .said("tick") }]
            case .character("c"): [.cancel("tick"), .after(.zero, .said("after"))]
            default: []
            }
        })
        let (_, terminal) = await run(
            program,
            [
                .key(.character("t")), .key(.character("c")), .waitFor("after"),
                .key(.character("q")),
            ]
        )
        #expect(terminal.lastScreen?.plainText().contains("tick") == false)
    }

    @Test func leavingCancelsWhatStillRuns() async {
        let program = Probe(starts: [
            .stream(id: "forever") { send in
                await send(.said("running"))
                _ = await Inbox<Void>().drain()
            }
        ])
        let (code, _) = await run(program, [.waitFor("running"), .key(.character("q"))])
        #expect(code == 3)
    }

    @Test func cancellingTheTaskEndsTheLoop() async {
        let terminal = ScriptedTerminal(script: [], hangsUpAtEnd: false)
        let task = Task { await ProgramLoop(Probe(), on: terminal).run() }
        task.cancel()
        #expect(await task.value == 0)
    }

    @Test func messagesAloneWaitForTheNextFrameAndKeysDoNot() async {
        let isSent = Inbox<Void>()
        let program = Probe(starts: [
            .stream(id: "many") { send in
                for number in 0..<100 { await send(.said("number \(number)")) }
                isSent.post(())
            }
        ])
        let terminal = ScriptedTerminal(
            viewport: Viewport(columns: 40, rows: 200),
            script: [
                .perform { _ = await isSent.drain() }, .key(.character("x")), .waitFor("key x"),
                .key(.character("q")),
            ])
        _ = await ProgramLoop(program, on: terminal, frameInterval: .seconds(3600)).run()
        #expect(terminal.screens.count == 2)
        #expect(terminal.lastScreen?.plainText().contains("number 99") == true)
    }

    @Test func copyingAsksTheTerminalAndSaysWhatIsKnown() async {
        let program = Probe(onKey: { _ in
            [.copy("0192f3c1") { .said($0 ? "asked the terminal" : "too long") }]
        })
        let (_, terminal) = await run(
            program, [.key(.character("y")), .waitFor("asked the terminal")])
        #expect(terminal.copies == ["0192f3c1"])
    }

    @Test func anInboxGivesABurstAtOnce() async {
        let inbox = Inbox<Int>()
        for number in 0..<500 { inbox.post(number) }
        #expect(await inbox.drain().count == 500)
    }

    @Test func messagesOfAChildReachItsParentWrapped() async {
        let effect = Effect<Int>.run(id: "child") { 7 }.map { "number \($0)" }
        guard case .work(let work) = effect.kind else {
            Issue.record("no work")
            return
        }
        let heard = Inbox<String>()
        await work(ContinuousClock()) { heard.post($0) }
        #expect(await heard.drain() == ["number 7"])
        #expect(effect.id == "child")
    }
}
