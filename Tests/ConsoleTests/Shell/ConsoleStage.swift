// A console without a terminal: keys are pressed, effects are run to their end, calls are counted.

import Synchronization
import TerminalUI

@testable import Console
@testable import Engine

struct ConsoleStage {
    let engine: ScriptedEngine
    let console: Console
    var model: ConsoleModel
    static let size = Size(columns: 80, rows: 24)

    init(
        _ pane: PaneID = .ontology, engine: ScriptedEngine = ScriptedEngine(),
        _ change: (inout ConsoleOptions) -> Void = { _ in }
    ) async {
        self.engine = engine
        var options = Rendering.options(pane)
        change(&options)
        console = Console(client: engine, options: options, size: Self.size)
        model = console.firstModel()
        let asked = console.load(&model)
        await settle(asked)
    }

    mutating func press(_ keys: String) async {
        for key in KeyScript.keys(in: keys) {
            let effects = console.update(&model, .pressed(key))
            await settle(effects)
        }
    }

    mutating func send(_ message: ConsoleMessage) async {
        let effects = console.update(&model, message)
        await settle(effects)
    }

    private mutating func settle(_ effects: [Effect<ConsoleMessage>]) async {
        var copy = model
        await ConsoleSnapshot.settle(console, &copy, effects)
        model = copy
    }

    var text: String {
        console.view(model, in: Viewport(size: Self.size)).plainText()
    }
}
