// A pane as a picture, without a terminal: asks the engine once for all it shows and draws the same
// view as the console.

package import Engine
import Synchronization
package import TerminalUI

package enum ConsoleSnapshot {
    package enum Format: String, CaseIterable, Sendable { case text, ansi, svg }

    /// Errors of the engine are part of the picture, as they are on the screen.
    package static func render(
        pane: PaneID, size: Size, format: Format, theme: Theme = .builtIn,
        glyphs: GlyphSet = .unicode, engine: any EngineClient, options: ConsoleOptions
    ) async -> String {
        let screen = await screen(
            pane: pane, viewport: Viewport(size: size, glyphs: glyphs), engine: engine,
            options: options)
        return switch format {
        case .text: screen.plainText()
        case .ansi: screen.ansi(theme, depth: .trueColor)
        case .svg: screen.svg(theme, title: "spice · \(pane.title)")
        }
    }

    /// The screen itself, after these keys were pressed.
    package static func screen(
        pane: PaneID, viewport: Viewport, engine: any EngineClient, options: ConsoleOptions,
        keys: [Key] = []
    ) async -> Screen {
        var options = options
        options.pane = pane
        let console = Console(client: engine, options: options, size: viewport.size)
        var model = console.firstModel()
        await settle(console, &model, console.load(&model))
        for key in keys {
            await settle(console, &model, console.update(&model, .pressed(key)))
        }
        return console.view(model, in: viewport)
    }

    /// Answers follow answers (a database, its classes, a class's instances), but not for ever.
    private static let mostEffects = 200

    static func settle(
        _ console: Console, _ model: inout ConsoleModel, _ effects: [Effect<ConsoleMessage>]
    ) async {
        var waiting = effects[...]
        var count = 0
        while let effect = waiting.popFirst(), count < mostEffects {
            count += 1
            guard case .work(let work) = effect.kind, !Console.clockIDs.contains(effect.id) else {
                continue
            }
            let answers = Mutex<[ConsoleMessage]>([])
            await work(ContinuousClock()) { answer in answers.withLock { $0.append(answer) } }
            for answer in answers.withLock({ $0 }) { waiting += console.update(&model, answer) }
        }
    }
}
