// What the terminal's thread and everybody else hand each other: the latest screen one way, events
// the other. Nobody waits for a lock longer than a copy takes.

import CTerminalRescue
import Synchronization
import TerminalUI

final class CursesMailbox: Sendable {
    struct Order: Sendable {
        var screen: (Screen, Theme)?
        /// Sequences to send as they are, made by us.
        var bytes = ""
        /// Nil: as it is.
        var mouse: Bool?
        var isClosing = false
    }

    private struct State {
        var order = Order()
        var viewport: Viewport
        var unread: ArraySlice<InputEvent> = []
    }

    private let state: Mutex<State>
    private let inbox = Inbox<InputEvent>()

    init(viewport: Viewport) { state = Mutex(State(viewport: viewport)) }

    var viewport: Viewport { state.withLock { $0.viewport } }

    func show(_ screen: Screen, _ theme: Theme) {
        state.withLock { $0.order.screen = (screen, theme) }
        spice_wake_write(0)
    }

    func send(_ bytes: String) {
        state.withLock { $0.order.bytes += bytes }
        spice_wake_write(0)
    }

    func useMouse(_ isOn: Bool) {
        state.withLock { $0.order.mouse = isOn }
        spice_wake_write(0)
    }

    func close() {
        state.withLock { $0.order.isClosing = true }
        spice_wake_write(0)
    }

    /// What there is to do; a screen is handed out once.
    func takeOrder() -> Order {
        state.withLock { state in
            defer {
                (state.order.screen, state.order.bytes, state.order.mouse) = (nil, "", nil)
            }
            return state.order
        }
    }

    func post(_ event: InputEvent) {
        if case .resize(let size) = event { state.withLock { $0.viewport.size = size } }
        inbox.post(event)
    }

    /// For one reader at a time.
    func next() async -> InputEvent {
        if let event = popUnread() { return event }
        let events = await inbox.drain()
        state.withLock { $0.unread += events }
        return popUnread() ?? .hangup
    }

    private func popUnread() -> InputEvent? {
        state.withLock { state in
            guard let event = state.unread.first else { return nil }
            // A terminal that is gone stays gone.
            if event != .hangup { state.unread.removeFirst() }
            return event
        }
    }
}
