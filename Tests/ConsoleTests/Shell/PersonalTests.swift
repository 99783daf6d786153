// What a person changes: keys, themes, the mouse, the speed of the link; and what they take out.

import EventSourcing
import Synchronization
import TerminalUI
import Testing

@testable import Console
@testable import Engine

@Suite struct PersonalTests {
    private func applied(_ yaml: String) throws -> (registry: ActionRegistry, problems: [String]) {
        let (registry, problems) = KeyMap.apply(try KeyMapText(yaml: yaml), to: .standard)
        return (registry, problems.map(\.description))
    }

    @Test func aKeyOfAPersonDoesWhatTheDeliveredOneDid() async throws {
        let (registry, problems) = try applied("keys:\n  shell.help: [f9]\n  graph.pin: z\n")
        #expect(problems == [])
        var stage = await ConsoleStage { $0.registry = registry }
        await stage.press("?")
        #expect(stage.model.overlay == nil)
        await stage.press("<f9>")
        #expect(stage.text.contains("What can be done here"))
        #expect(registry.named("graph.pin")?.keys == ["z"])
    }

    @Test func whatIsWrongIsNamedWithItsPlaceAndTheRestCounts() throws {
        let (registry, problems) = try applied(
            """
            keys:
              graph.pinn: x
              graph.pin: [hyper-x, z]
              graph.pins: z
              graph.move: [u]
              program.up: u
            """)
        #expect(
            problems == [
                "line 2, column 3: there is no graph.pinn; did you mean graph.pin?",
                "line 3, column 15: there is no key \"hyper-x\"; keys are x, X, ctrl-d, alt-x, "
                    + "enter, esc, f5, page-down …",
                "line 4, column 15: z is given to graph.pin already (line 3, column 24)",
                "line 5, column 3: graph.move keeps its keys: each of them is a direction",
                "line 6, column 3: program.up has no keys",
            ])
        #expect(registry.named("graph.pin")?.keys == ["z"])
    }

    @Test func aMisspeltKeyLeavesTheActionItsOwn() async throws {
        let (registry, problems) = try applied("keys:\n  pipeline.pause: zz\n")
        #expect(problems.count == 1 && problems[0].contains("there is no key \"zz\""))
        #expect(registry.named("pipeline.pause")?.keys == ["p"])
        // Taken away on purpose it has none, and is no hint.
        let (bare, _) = try applied("keys:\n  pipeline.pause: []\n")
        #expect(bare.named("pipeline.pause")?.keys == [])
        let stage = await ConsoleStage(.pipeline) { $0.registry = bare }
        #expect(!stage.text.contains("  pause"), "\(stage.text)")
    }

    @Test func aKeyIsTakenFromTheActionThatHadItInTheSamePane() throws {
        let (registry, problems) = try applied("keys:\n  graph.copy: [p, y]\n")
        #expect(registry.named("graph.pin")?.keys == [])
        #expect(problems.count == 1 && problems[0].contains("the only key of graph.pin"))
        #expect(registry.named("pipeline.pause")?.keys == ["p"])
    }

    @Test func aBrokenFileIsAnErrorWithItsPlace() {
        #expect(throws: ThemeError.self) { try KeyMapText(yaml: "keys: [a") }
        #expect(throws: ThemeError.unknownField(line: 1, column: 1, field: "kees", nearest: "keys"))
        {
            try KeyMapText(yaml: "kees:\n  a: b\n")
        }
    }

    @Test func filesThatChangedAreTakenOverAndErrorsAreShown() async {
        var stage = await ConsoleStage()
        var theme = Theme.builtIn
        theme.page = Color(red: 1, green: 2, blue: 3)
        await stage.send(
            .filesChanged(
                ConsoleFiles(
                    themes: [theme], registry: .standard,
                    problems: ["the theme x.yaml: line 4, column 7: fg is \"blu\""])))
        #expect(stage.console.theme(stage.model).page == theme.page)
        #expect(stage.text.contains("line 4, column 7"))
    }

    @Test func whatIsTooLongToCopyGoesIntoAFile() async {
        let kept = Mutex<[String]>([])
        var stage = await ConsoleStage {
            $0.keepCopy = { text in
                kept.withLock { $0.append(text) }
                return .written(path: "/state/copied.txt")
            }
        }
        await stage.send(.copyRefused("a long text", "the query"))
        #expect(kept.withLock { $0 } == ["a long text"])
        #expect(stage.text.contains("▲ the query is too long for the terminal (11 B)"))
        #expect(stage.text.contains("/state/copied.txt"))
    }

    @Test func twoLateAnswersMakeTheLinkSlowAndFourEarlyOnesFast() {
        var link = LinkState()
        func changes(_ milliseconds: Int64...) -> [Bool] {
            milliseconds.map { link.take(.milliseconds($0)) }
        }
        #expect(changes(400, 10, 400, 400) == [false, false, false, true])
        #expect(link.isSlow)
        #expect(changes(50, 50, 50, 50) == [false, false, false, true])
        #expect(!link.isSlow)
        link = LinkState(.fast)
        #expect(changes(3000, 3000) == [false, false])
    }

    @Test func aSlowLinkHasNoOrnamentAndAsksEveryFifthSecond() async {
        var stage = await ConsoleStage(.pipeline) { $0.link = .slow }
        #expect(!stage.text.contains("───"))
        let before = stage.engine.log.names.count
        for _ in 0..<4 { await stage.send(.ticked(ScriptedEngine.now.adding(seconds: 1))) }
        #expect(stage.engine.log.names.count == before)
        await stage.send(.ticked(ScriptedEngine.now.adding(seconds: 5)))
        #expect(stage.engine.log.names.count > before)
    }

    @Test func aSelectionThatLeavesTheWindowGoesHalfAPageFurtherOnASlowLink() {
        var window = ScrollWindow(selected: 9)
        ScrollWindow.$jumpsHalfPages.withValue(true) {
            _ = window.move(.down, count: 100, height: 10)
        }
        #expect(window.selected == 10 && window.top == 6)
        var plain = ScrollWindow(selected: 9)
        _ = plain.move(.down, count: 100, height: 10)
        #expect(plain.top == 1)
    }

    @Test func aClickDoesWhatKeysWouldHaveDone() async {
        var stage = await ConsoleStage()
        let screen = stage.console.view(stage.model, in: Viewport(size: ConsoleStage.size))
        let column = screen.row(0).map(\.text).joined().distance(to: "Graph")
        await stage.send(.clicked(Point(x: column + 2, y: 0)))
        #expect(stage.model.pane == .graph)
        await stage.send(.clicked(Point(x: 1, y: 0)))
        #expect(stage.model.pane == .graph)
        await stage.press("1")
        let row = stage.console.view(stage.model, in: Viewport(size: ConsoleStage.size)).cursor?.y
        await stage.send(.clicked(Point(x: 5, y: (row ?? 0) + 2)))
        let now = stage.console.view(stage.model, in: Viewport(size: ConsoleStage.size)).cursor?.y
        #expect(now == (row ?? 0) + 2)
    }

    @Test func theMouseIsOffUntilItIsWanted() async {
        var stage = await ConsoleStage()
        #expect(!stage.model.isMouseOn)
        let effects = stage.console.update(&stage.model, .pressed(.character("M")))
        let asks = effects.contains { if case .mouse(true) = $0.kind { true } else { false } }
        #expect(asks && stage.model.isMouseOn && stage.model.session.isMouseOn)
    }
}

extension String {
    /// Letters before a word; 0 when it is not there.
    fileprivate func distance(to word: String) -> Int {
        indices.first { self[$0...].hasPrefix(word) }.map { distance(from: startIndex, to: $0) }
            ?? 0
    }
}
