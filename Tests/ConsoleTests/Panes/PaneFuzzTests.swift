// Random keys in the three panes, with every answer taken and every frame drawn: nothing crashes, and
// no control character of the data reaches a screen.

import Engine
import EventSourcing
import TerminalUI
import Testing

@testable import Console

struct PaneFuzzTests {
    static let sizes = [
        Size(columns: 80, rows: 24), Size(columns: 40, rows: 12), Size(columns: 200, rows: 50),
        Size(columns: 41, rows: 13),
    ]
    static let panes: [PaneID] = [.mapping, .commands, .graph]

    @Test(arguments: panes, sizes)
    func randomKeysNeverCrash(_ pane: PaneID, _ size: Size) async {
        var random = SeededRandom(seed: UInt64(size.columns * 31 + pane.index))
        let console = Console(
            client: ScriptedEngine(), options: Rendering.options(pane), size: size)
        var model = console.firstModel()
        await ConsoleSnapshot.settle(console, &model, console.load(&model))
        if pane == .mapping {
            for key in KeyScript.keys(in: "oorders-2024.csv<enter>") {
                await ConsoleSnapshot.settle(console, &model, console.update(&model, .pressed(key)))
            }
        }
        // Not `w`, which keeps a mapping in a file.
        let keys =
            ActionRegistry.standard.inside(pane.scope).flatMap(\.keys)
            .filter {
                !["q", "ctrl-c", "1", "2", "3", "4", "5", "tab", "back-tab", "D", "w"].contains($0)
            }
            .compactMap { Key(named: $0) } + [.character("z"), .character("/"), .enter, .escape]
        for step in 0..<250 {
            guard let key = keys.randomElement(using: &random) else { return }
            await ConsoleSnapshot.settle(console, &model, console.update(&model, .pressed(key)))
            if step % 40 == 39 {
                let now = ScriptedEngine.now.adding(seconds: Double(step))
                await ConsoleSnapshot.settle(console, &model, console.update(&model, .ticked(now)))
            }
            let text = console.view(model, in: Viewport(size: size)).plainText()
            #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
        }
    }
}

/// The same numbers for the same seed (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
