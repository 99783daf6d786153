// Retrying and discarding a dead letter: asked by name, done for exactly the letter that was shown.

import Engine
import TerminalUI

extension CommandsPane {
    static func settle(
        _ state: inout State, _ message: Message, _ context: PaneContext
    ) -> PaneReply<Message> {
        switch message {
        case .retryAsked: return state.dead.selected.map { retryQuestion($0) } ?? .nothing
        case .discardAsked: return state.dead.selected.map { discardQuestion($0) } ?? .nothing
        case .retryConfirmed(let letter):
            return .effect(
                context.engine.call(RetryDeadLetter(id: letter.id), id: "commands.settle") {
                    .retried(letter, $0)
                })
        case .discardConfirmed(let letter):
            return .effect(
                context.engine.call(DiscardDeadLetter(id: letter.id), id: "commands.settle") {
                    .discarded(letter, $0)
                })
        case .retried(let letter, let answer):
            return settled(&state, letter, "tried again", answer, context)
        case .discarded(let letter, let answer):
            return settled(&state, letter, "discarded", answer, context)
        default: return .nothing
        }
    }

    private static func settled(
        _ state: inout State, _ letter: DeadLetterView, _ what: String, _ answer: Answered<Bool>,
        _ context: PaneContext
    ) -> PaneReply<Message> {
        state.isOpen = false
        var reply: PaneReply<Message> =
            switch answer.result {
            case .success: .say("\(letter.name) \(what)", .good)
            case .failure(let error): .say("\(letter.name): \(error.message)", .bad)
            }
        // A list asked for before this answer may still hold the letter.
        state.dead.page = afresh(state.dead.page)
        reply.effects = listSections(&state, context)
        return reply
    }

    private static func afresh(
        _ page: Loaded<PageView<DeadLetterView>>
    ) -> Loaded<PageView<DeadLetterView>> {
        var fresh = Loaded<PageView<DeadLetterView>>()
        if let value = page.value, let at = page.valueAt {
            fresh.take(Answered(result: .success(value), at: at))
        }
        return fresh
    }

    private static func retryQuestion(_ letter: DeadLetterView) -> PaneReply<Message> {
        guard !letter.isUnreadable else {
            return .say("retry: \(DeadLetterView.unreadableAdvice)", .attention)
        }
        return .asking(
            Question(
                dialog: Dialog(
                    title: "Try again",
                    text: "The group \(letter.group) handles this event once more, and then what "
                        + "waits behind it.",
                    details: details(letter),
                    keys: [.init("⏎", "try again"), .init("Esc", "leave it")]),
                confirm: .retryConfirmed(letter)))
    }

    private static func discardQuestion(_ letter: DeadLetterView) -> PaneReply<Message> {
        .asking(
            Question(
                dialog: Dialog(
                    title: "Discard",
                    text:
                        "The group \(letter.group) never handles this event; what waits behind it "
                        + "goes on. This cannot be undone.",
                    details: details(letter), nameToType: letter.name,
                    keys: [.init("⏎", "discard", isDangerous: true), .init("Esc", "keep it")]),
                confirm: .discardConfirmed(letter)))
    }

    private static func details(_ letter: DeadLetterView) -> [String] {
        [letter.phrase, letter.cause]
    }
}
