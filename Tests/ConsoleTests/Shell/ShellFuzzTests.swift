// Random keys, sizes and answers: never a crash, always a screen of exactly the size asked for, and
// nothing from data that a terminal would obey.

import EventSourcing
import TerminalUI
import Testing

@testable import Console
@testable import Engine

@Suite struct ShellFuzzTests {
    /// A small generator with a seed, so that a failure can be run again.
    struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    static let keys: [Key] =
        ActionRegistry.standard.actions.flatMap(\.keys).compactMap { Key(named: $0) }
        .filter { $0 != .character("q") && $0 != .control("c") }
        + [.enter, .escape, .backspace, .up, .down, .pageDown, .end, .character("x")]

    static let sizes = [
        Size(columns: 80, rows: 24), Size(columns: 200, rows: 50), Size(columns: 40, rows: 12),
        Size(columns: 1, rows: 1), Size(columns: 39, rows: 80), Size(columns: 300, rows: 13),
        Size(columns: 0, rows: 0), Size(columns: 120, rows: 40), Size(columns: 81, rows: 24),
    ]

    @Test(arguments: 0..<12) func randomKeysAlwaysLeaveAScreenOfTheRightSize(_ seed: Int) async {
        var dice = Dice(state: UInt64(seed) &* 7919 &+ 17)
        var engine = ScriptedEngine()
        if seed % 4 == 3 { engine.mood = .failing(ScriptedEngine.unreachable) }
        if seed % 4 == 2 { engine.mood = .empty }
        let console = Console(
            client: engine, options: Rendering.options(), size: Size(columns: 80, rows: 24))
        var model = console.firstModel()
        await ConsoleSnapshot.settle(console, &model, console.load(&model))
        var now = ScriptedEngine.now
        for step in 0..<250 {
            let message: ConsoleMessage
            switch dice.next() % 12 {
            case 0: message = .resized(Self.sizes.randomElement(using: &dice) ?? model.size)
            case 1:
                now = now.adding(seconds: 1)
                message = .ticked(now)
            case 2: message = .pasted("x\u{1B}[2J\u{202E}y")
            case 3: message = .scrolled(lines: Int(dice.next() % 7) - 3)
            default: message = .pressed(Self.keys.randomElement(using: &dice) ?? .enter)
            }
            await ConsoleSnapshot.settle(console, &model, console.update(&model, message))
            let viewport = Viewport(
                size: model.size, glyphs: step % 2 == 0 ? .unicode : .ascii)
            let screen = console.view(model, in: viewport)
            #expect(screen.size == model.size)
            for offered in model.pane.binding.actions(model) {
                #expect(ActionRegistry.standard.named(offered.name)?.scope == model.pane.scope)
            }
            let text = screen.plainText().unicodeScalars
            #expect(!text.contains { $0.value == 0x1B || $0.value == 0x202E })
        }
    }
}
