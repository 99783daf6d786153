// What each message does to the Commands pane.

import Engine
import TerminalUI

extension CommandsPane {
    package static func update(
        _ state: inout State, _ message: Message, _ context: PaneContext
    ) -> PaneReply<Message> {
        switch message {
        case .moved(let key): return move(&state, key, context)
        case .entered: return enter(&state, context)
        case .wentBack: return goBack(&state, context)
        case .wentToNewest: return goToNewest(&state, context)
        case .holdAsked:
            state.isHeldByHand.toggle()
            // Let go, the list takes up what came at once.
            return state.isHeldByHand ? .nothing : goToNewest(&state, context)
        case .filterAsked:
            return .asking(
                Prompt(
                    "filter", text: state.filter.text,
                    placeholder: CommandsFilter.example, isLive: true,
                    submit: { .filtered($0) }))
        case .filtered(let text): return filter(&state, text, context)
        case .opened(let id):
            state.section = .commands
            state.isOpen = true
            return PaneReply(effects: detail(&state, id, context))
        case .sectionChosen(let section):
            state.section = section
            state.isOpen = false
            return PaneReply(effects: listSections(&state, context))
        case .graphAsked:
            var reply = PaneReply<Message>.nothing
            if let subject = subject(state), isInstance(subject) {
                reply.jump = Jump(.graph, subject: subject)
            }
            return reply
        case .copyAsked:
            guard let id = copyable(state) else { return .nothing }
            return .copying(id, "the id")
        case .retryAsked where state.section == .commands:
            guard canSendAgain(state), let command = subjectCommand(state) else { return .nothing }
            return againQuestion(command)
        case .anewAsked, .anewCompared, .anewConfirmed: return applyAnew(state, message, context)
        case .undoAsked, .undoPreviewed, .undoConfirmed, .undone, .againConfirmed, .sentAgain:
            return undo(state, message, context)
        case .retryAsked where state.section == .parked,
            .discardAsked where state.section == .parked,
            .parkedRetryConfirmed, .parkedDiscardConfirmed, .parkedSettled:
            return settleParked(&state, message, context)
        case .retryAsked, .discardAsked, .retryConfirmed, .discardConfirmed, .retried, .discarded:
            return settle(&state, message, context)
        default: return take(&state, message, context)
        }
    }

    private static func move(
        _ state: inout State, _ key: Key, _ context: PaneContext
    ) -> PaneReply<Message> {
        let height = listHeight(context)
        switch state.section {
        case .deadLetters:
            _ = state.dead.window.move(key, count: state.dead.items.count, height: height)
        case .parked:
            _ = state.parked.window.move(key, count: state.parked.items.count, height: height)
        case .commands where key == .character("g") || key == .home:
            return goToNewest(&state, context)
        case .commands where state.isOpen: break
        case .commands:
            let count = state.rows.count
            _ = state.window.move(key, count: count, height: height)
            // Also while the first page is still awaited.
            let mayHaveMore = state.feed.next != nil || state.feed.isStale
            state.isGoingToEnd = key.isToEnd && mayHaveMore
            // A cursor in full flight asks for no timeline: the row says what is known at once.
            var effects = context.isHurried ? [] : detail(&state, context)
            if state.window.selected >= count - 5 { effects += listOlder(&state, context) }
            return PaneReply(effects: effects)
        }
        return .nothing
    }

    private static func enter(
        _ state: inout State, _ context: PaneContext
    ) -> PaneReply<Message> {
        switch state.section {
        case .commands:
            guard let selected = state.selected else { return .nothing }
            state.isOpen = true
            return PaneReply(effects: detail(&state, selected.id, context))
        case .deadLetters: state.isOpen = state.dead.selected != nil
        case .parked where state.isOpen:
            guard let selected = state.parked.selected else { return .nothing }
            state.section = .commands
            return PaneReply(effects: detail(&state, selected.commandID, context))
        case .parked: state.isOpen = state.parked.selected != nil
        }
        return .nothing
    }

    private static func goBack(
        _ state: inout State, _ context: PaneContext
    ) -> PaneReply<Message> {
        if state.isOpen {
            state.isOpen = false
        } else if state.section == .commands {
            return filter(&state, "", context)
        } else {
            state.section = .commands
        }
        return PaneReply(effects: detail(&state, context))
    }

    private static func goToNewest(
        _ state: inout State, _ context: PaneContext
    ) -> PaneReply<Message> {
        state.isOpen = false
        state.isHeldByHand = false
        state.isGoingToEnd = false
        state.feed.adopt()
        state.window = ScrollWindow()
        return PaneReply(effects: detail(&state, context))
    }

    private static func filter(
        _ state: inout State, _ text: String, _ context: PaneContext
    ) -> PaneReply<Message> {
        let filter = CommandsFilter(text)
        guard filter != state.filter else { return .nothing }
        state.filter = filter
        state.isGoingToEnd = false
        state.window = ScrollWindow()
        state.isOpen = false
        state.feed.forget()
        state.asked.askAgain()
        (state.older, state.count) = (Loaded(), Loaded())
        state.stretches = 0
        let stops: [Effect<Message>] = [.cancel("commands.older"), .cancel("commands.count")]
        return PaneReply(effects: stops + list(&state, context) + detail(&state, context))
    }
}
