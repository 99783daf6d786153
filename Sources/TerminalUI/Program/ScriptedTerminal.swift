// A terminal without a terminal: events come from a script, screens are kept. A real implementation
// of the port, for tests and for running a console from a file of keys.

import Synchronization

package final class ScriptedTerminal: Terminal {
    package enum Step: Sendable {
        case send(InputEvent)
        /// Holds the script until a shown screen contains the text.
        case waitFor(String)
        /// Runs between two events, to move a clock or to release a gate.
        case perform(@Sendable () async -> Void)

        package static func key(_ key: Key) -> Step { .send(.key(key)) }
        /// The keys of a text, one by one; a key map's names in angle brackets: `x<enter>`.
        package static func keys(_ text: String) -> [Step] {
            KeyScript.keys(in: text).map { .send(.key($0)) }
        }
    }

    private struct State {
        var viewport: Viewport
        var steps: [Step]
        var screens: [Screen] = []
        var themes: [Theme] = []
        var copies: [String] = []
        var waiter: (text: String, continuation: CheckedContinuation<Void, Never>)?
        var idle: CheckedContinuation<Void, Never>?
    }

    private let state: Mutex<State>
    private let hangsUpAtEnd: Bool

    /// At the end of the script the terminal hangs up, or, if told so, stays silent.
    package init(
        viewport: Viewport = Viewport(columns: 80, rows: 24), script: [Step],
        hangsUpAtEnd: Bool = true
    ) {
        state = Mutex(State(viewport: viewport, steps: script))
        self.hangsUpAtEnd = hangsUpAtEnd
    }

    package var viewport: Viewport { get async { state.withLock { $0.viewport } } }

    /// Every screen shown, first to last.
    package var screens: [Screen] { state.withLock { $0.screens } }
    package var lastScreen: Screen? { state.withLock { $0.screens.last } }
    /// What was to be put on the clipboard.
    package var copies: [String] { state.withLock { $0.copies } }
    package var lastTheme: Theme? { state.withLock { $0.themes.last } }

    package func show(_ screen: Screen, theme: Theme) async {
        let text = screen.plainText()
        let waiter = state.withLock { state in
            state.screens.append(screen)
            state.themes.append(theme)
            guard let waiter = state.waiter, text.contains(waiter.text) else {
                return nil as CheckedContinuation<Void, Never>?
            }
            state.waiter = nil
            return waiter.continuation
        }
        waiter?.resume()
    }

    package func copy(_ text: String) async -> Bool {
        guard ClipboardSequence.asking(toCopy: text) != nil else { return false }
        state.withLock { $0.copies.append(text) }
        return true
    }

    package func nextEvent() async -> InputEvent {
        while !Task.isCancelled, let step = nextStep() {
            switch step {
            case .perform(let work): await work()
            case .waitFor(let text): await wait(for: text)
            case .send(let event):
                if case .resize(let size) = event { state.withLock { $0.viewport.size = size } }
                return event
            }
        }
        if !hangsUpAtEnd { await staySilent() }
        return .hangup
    }

    private func nextStep() -> Step? {
        state.withLock { $0.steps.isEmpty ? nil : $0.steps.removeFirst() }
    }

    private func wait(for text: String) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isThere = state.withLock { state in
                    let shown = state.screens.last?.plainText().contains(text) ?? false
                    if shown || Task.isCancelled { return true }
                    state.waiter = (text, continuation)
                    return false
                }
                if isThere { continuation.resume() }
            }
        } onCancel: {
            release()
        }
    }

    private func staySilent() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if Task.isCancelled { return true }
                    state.idle = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            release()
        }
    }

    private func release() {
        let (waiter, idle) = state.withLock { state in
            defer { (state.waiter, state.idle) = (nil, nil) }
            return (state.waiter?.continuation, state.idle)
        }
        waiter?.resume()
        idle?.resume()
    }
}
