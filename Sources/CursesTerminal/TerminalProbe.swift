// A tiny program on the real terminal, run by the hidden subcommand `terminal-probe`. Tests drive it
// through a pty: it shows its process id, size and last event; `q` ends it, `y` copies,
// `c` crashes it.

import Glibc
import TerminalUI

package enum TerminalProbe {
    package enum Crash: String, CaseIterable, Sendable { case none, segv, trap, hang }

    /// Runs until it ends; the exit code.
    package static func run(
        crash: Crash, environment: [String: String]
    ) async throws(CursesError) -> Int32 {
        let terminal = try await CursesTerminal.open(.init(environment: environment))
        let code = await ProgramLoop(Pane(crash: crash), on: terminal).run()
        await terminal.close()
        return code
    }

    private struct Pane: Program {
        struct Model: Sendable {
            var last = "none"
            var events = 0
        }

        let crash: Crash

        func start() -> (Model, [Effect<InputEvent>]) { (Model(), []) }

        func message(for event: InputEvent, in model: Model) -> InputEvent? { event }

        func update(_ model: inout Model, _ event: InputEvent) -> [Effect<InputEvent>] {
            model.events += 1
            model.last = describe(event)
            switch event {
            case .key(.character("q")): return [.quit()]
            case .key(.character("c")): fail()
            case .key(.character("y")): return [.copy("probe") { _ in nil }]
            case .terminate where crash == .hang:
                while true { sleep(60) }
            default: break
            }
            return []
        }

        func view(_ model: Model, in viewport: Viewport) -> Screen {
            var screen = Screen(viewport)
            let size = viewport.size
            let zones = Zones(size)
            TitleBar(
                place: "probe", panes: ["Terminal"], current: 0, state: Span("● live", .good)
            ).draw(into: &screen, in: zones.title)
            screen.put("pid=\(getpid()).", x: 1, y: 2)
            screen.put("size=\(size.columns)x\(size.rows).", x: 1, y: 3)
            // On alternating rows, so that each event is written whole and can be waited for.
            screen.put("last=\(model.last).", x: 1, y: 4 + model.events % 2)
            screen.put("でんわ │ é │ ▁▂▃▄▅▆▇█ │", x: 1, y: 6, style: .chart1)
            for (row, role) in Role.allCases.enumerated() {
                screen.put(role.rawValue, x: 1 + row % 3 * 24, y: 8 + row / 3, style: Style(role))
            }
            HintBar([.init("q", "leave"), .init("c", "crash", isDangerous: true)])
                .draw(into: &screen, in: zones.hints)
            return screen
        }

        private func describe(_ event: InputEvent) -> String {
            switch event {
            case .key(let key): "key-\(key.name)"
            case .paste(let text): "paste-\(text)"
            case .resize(let size): "resize-\(size.columns)x\(size.rows)"
            case .focus(let isFocused): "focus-\(isFocused)"
            case .click(let place): "click-\(place.x)-\(place.y)"
            case .drained: "drained"
            case .scroll(let lines, _): "scroll-\(lines)"
            case .terminate(let signal): "terminate-\(signal)"
            case .hangup: "hangup"
            }
        }

        private func fail() {
            switch crash {
            case .none, .hang: break
            case .segv: unsafe UnsafeMutablePointer<UInt8>(bitPattern: 1)?.pointee = 0
            case .trap:
                // On purpose: tests watch the terminal being restored after it.
                fatalError("a trap on purpose")
            }
        }
    }
}
