// The Commands pane: what is not done, and what must I do? A live list, the timeline of one command,
// and what failed for good or waits.

package import Engine
package import TerminalUI

package enum CommandsPane: Pane {
    package enum Message: Sendable {
        case moved(Key)
        case entered, wentBack, wentToNewest, filterAsked
        case filtered(String)
        case opened(String)
        case sectionChosen(Section)
        case retryAsked, discardAsked
        case retryConfirmed(DeadLetterView)
        case discardConfirmed(DeadLetterView)
        case graphAsked, copyAsked
        case undoAsked
        case undoPreviewed(CommandView, Answered<UndoView>)
        case undoConfirmed(CommandView)
        case undone(CommandView, Answered<UndoView>)
        case againConfirmed(CommandView)
        case sentAgain(CommandView, Answered<AcceptedCommand>)
        case listed(CommandsFilter, Answered<CommandPage>)
        case listedOlder(CommandsFilter, Answered<CommandPage>)
        case detailed(String, Answered<CommandView>)
        case deadListed(Answered<PageView<DeadLetterView>>)
        case parkedListed(Answered<PageView<ParkedWriteView>>)
        case retried(DeadLetterView, Answered<Bool>)
        case discarded(DeadLetterView, Answered<Bool>)
        case parkedRetryConfirmed(ParkedWriteView)
        case parkedDiscardConfirmed(ParkedWriteView)
        case parkedSettled(ParkedWriteView, String, Answered<Bool>)
        case counted(CommandsFilter, Answered<CommandFeed.Counting>)
        case holdAsked
        case anewAsked
        case anewCompared(CommandView, Answered<InstanceView>)
        case anewConfirmed(CommandView, SubmitCommand)
    }

    package static let id = PaneID.commands
    package static var initial: State { State() }

    package static func load(_ state: inout State, _ context: PaneContext) -> PaneReply<Message> {
        if state.database != context.database {
            let before = state
            state = State()
            if before.database == nil { state.take(wishes: before) }
            state.database = context.database
        }
        var effects = list(&state, context)
        effects += listSections(&state, context)
        effects += detail(&state, context)
        return PaneReply(effects: effects)
    }

    package static func message(opening subject: String) -> Message? { .opened(subject) }

    package static func isAwaiting(_ state: State) -> Bool {
        switch state.section {
        case .commands: !state.isOpen && state.rows.isEmpty && state.asked.isFirstAwaited
        case .deadLetters: state.dead.page.isFirstAwaited
        case .parked: state.parked.page.isFirstAwaited
        }
    }

    package static func message(for action: Action.Name, key: Key) -> Message? {
        switch action {
        case "commands.move": .moved(key)
        case "commands.open": .entered
        case "commands.back": .wentBack
        case "commands.newest": .wentToNewest
        case "commands.hold": .holdAsked
        case "commands.filter": .filterAsked
        case "commands.dead": .sectionChosen(.deadLetters)
        case "commands.parked": .sectionChosen(.parked)
        case "commands.retry": .retryAsked
        case "commands.discard": .discardAsked
        case "commands.node": .graphAsked
        case "commands.copy": .copyAsked
        case "commands.undo": .undoAsked
        case "commands.anew": .anewAsked
        default: nil
        }
    }

    package static func actions(in state: State) -> [PaneAction] {
        var actions: [PaneAction] = []
        if hasSelection(state) && !state.isOpen { actions.append(.init("commands.open")) }
        if state.isHeldByHand { actions.append(.init("commands.hold", hint: "let go")) }
        if state.section == .parked, state.isOpen, hasSelection(state) {
            actions.append(.init("commands.open", hint: "timeline"))
        }
        if canSettle(state) { actions += [.init("commands.retry"), .init("commands.discard")] }
        if canApplyAnew(state) { actions.append(.init("commands.anew")) }
        if canSendAgain(state) { actions.append(.init("commands.retry", hint: "send again")) }
        if canUndo(state) { actions.append(.init("commands.undo")) }
        if state.isOpen || state.section != .commands || state.detailID != nil && state.isOpen {
            actions.append(.init("commands.back"))
        }
        if state.section == .commands && state.isHeld { actions.append(.init("commands.newest")) }
        if state.section != .deadLetters { actions.append(.init("commands.dead")) }
        if state.section != .parked { actions.append(.init("commands.parked")) }
        if isInstance(subject(state)) { actions.append(.init("commands.node")) }
        if state.section == .commands { actions.append(.init("commands.filter")) }
        if state.section == .commands, !state.isOpen, !state.filter.isEmpty {
            actions.append(.init("commands.back", hint: "all"))
        }
        if state.section == .commands, !state.isOpen, state.selected != nil, !state.isHeldByHand {
            actions.append(.init("commands.hold"))
        }
        if copyable(state) != nil { actions.append(.init("commands.copy")) }
        return actions + [.init("commands.move")]
    }

    /// A dead letter, or a parked write that is not worked already.
    private static func canSettle(_ state: State) -> Bool {
        switch state.section {
        case .commands: false
        case .deadLetters: state.dead.selected != nil
        case .parked: state.parked.selected.map { !$0.isReady } ?? false
        }
    }

    /// The id of what is selected.
    static func copyable(_ state: State) -> String? {
        switch state.section {
        case .commands: state.isOpen ? state.detailID : state.selected?.id
        case .deadLetters: state.dead.selected?.id
        case .parked: state.parked.selected?.commandID
        }
    }

    private static func hasSelection(_ state: State) -> Bool {
        switch state.section {
        case .commands: state.selected != nil
        case .deadLetters: state.dead.selected != nil
        case .parked: state.parked.selected != nil
        }
    }

    /// The aggregate of what is selected.
    static func subject(_ state: State) -> String? {
        switch state.section {
        case .commands: state.isOpen ? state.detail.value?.aggregate : state.selected?.aggregate
        case .deadLetters: state.dead.selected?.aggregate
        case .parked: state.parked.selected?.aggregate
        }
    }

    static func isInstance(_ aggregate: String?) -> Bool { aggregate?.contains("/") ?? false }
}
