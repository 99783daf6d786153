// Having a parked write looked at again and giving one up: asked by name, done for exactly the write that was shown.

import Engine
import TerminalUI

extension CommandsPane {
    static func settleParked(
        _ state: inout State, _ message: Message, _ context: PaneContext
    ) -> PaneReply<Message> {
        switch message {
        case .retryAsked: return state.parked.selected.map { retryQuestion($0) } ?? .nothing
        case .discardAsked: return state.parked.selected.map { discardQuestion($0) } ?? .nothing
        case .parkedRetryConfirmed(let write):
            return .effect(
                context.engine.call(RetryParkedWrite(id: write.commandID), id: "commands.settle") {
                    .parkedSettled(write, "is decided anew", $0)
                })
        case .parkedDiscardConfirmed(let write):
            return .effect(
                context.engine.call(DiscardParkedWrite(id: write.commandID), id: "commands.settle")
                { .parkedSettled(write, "given up", $0) })
        case .parkedSettled(let write, let what, let answer):
            state.isOpen = false
            state.parked.page.askAgain()
            var reply: PaneReply<Message> =
                switch answer.result {
                case .success: .say("\(write.aggregate) \(what)", .good)
                case .failure(let error): .say("\(write.aggregate): \(error.message)", .bad)
                }
            reply.effects = listSections(&state, context)
            return reply
        default: return .nothing
        }
    }

    private static func retryQuestion(_ write: ParkedWriteView) -> PaneReply<Message> {
        guard write.awaits == "decision" else { return .say(behind(write), .attention) }
        return .asking(
            Question(
                dialog: Dialog(
                    title: "Try now",
                    text: "All that waits for the same is decided now. What is still missing makes "
                        + "it wait again.",
                    details: details(write),
                    keys: [.init("⏎", "try now"), .init("Esc", "let it wait")]),
                confirm: .parkedRetryConfirmed(write)))
    }

    private static func discardQuestion(_ write: ParkedWriteView) -> PaneReply<Message> {
        guard write.awaits != "dead_letter" else { return .say(behind(write), .attention) }
        return .asking(
            Question(
                dialog: Dialog(
                    title: "Give up",
                    text: "The command FAILED then and changes nothing; what waits behind it goes "
                        + "on. It can be sent again from its timeline.",
                    details: details(write), nameToType: write.aggregate,
                    keys: [.init("⏎", "give up", isDangerous: true), .init("Esc", "let it wait")]),
                confirm: .parkedDiscardConfirmed(write)))
    }

    private static func behind(_ write: ParkedWriteView) -> String {
        write.awaits == "earlier"
            ? "an earlier write of \(write.aggregate) waits: settle that one first"
            : "it waits behind a dead letter: d lists them, settle that one first"
    }

    private static func details(_ write: ParkedWriteView) -> [String] {
        let what = write.eventType.lowercased().replacing("_", with: " ")
        return ["\(what) of \(write.aggregate)", write.reason]
    }
}
