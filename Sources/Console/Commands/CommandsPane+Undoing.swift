// Taking a command back by its opposite, after a look at what that would be; sending a failed one again.

import Engine
import JSONText
import TerminalUI

extension CommandsPane {
    /// The command under the cursor, or the open one.
    static func subjectCommand(_ state: State) -> CommandView? {
        guard state.section == .commands else { return nil }
        return state.isOpen ? state.detail.value : state.selected
    }

    static func canUndo(_ state: State) -> Bool {
        subjectCommand(state).map { state.phase(of: $0) == .done && !$0.aggregate.isEmpty } ?? false
    }

    static func canSendAgain(_ state: State) -> Bool {
        subjectCommand(state).map { state.phase(of: $0) == .failed } ?? false
    }

    static func undo(
        _ state: State, _ message: Message, _ context: PaneContext
    ) -> PaneReply<Message> {
        switch message {
        case .undoAsked:
            guard let command = subjectCommand(state) else { return .nothing }
            let request = UndoCommand(id: command.id, isDryRun: true)
            return .effect(
                context.engine.call(request, id: "commands.preview") {
                    .undoPreviewed(command, $0)
                })
        case .undoPreviewed(let command, let answer):
            switch answer.result {
            case .success(let view): return question(command, view)
            case .failure(let error): return .say("cannot be undone: \(error.message)", .bad)
            }
        case .undoConfirmed(let command):
            return .effect(
                context.engine.call(UndoCommand(id: command.id), id: "commands.undo") {
                    .undone(command, $0)
                })
        case .undone(let command, let answer):
            return told(answer, "\(command.phrase) of \(command.aggregate) is being undone")
        case .againConfirmed(let command):
            return .effect(
                context.engine.call(RetryCommand(id: command.id), id: "commands.again") {
                    .sentAgain(command, $0)
                })
        case .sentAgain(let command, let answer):
            return told(answer, "\(command.phrase) of \(command.aggregate) sent again")
        default: return .nothing
        }
    }

    static func againQuestion(_ command: CommandView) -> PaneReply<Message> {
        .asking(
            Question(
                dialog: Dialog(
                    title: "Send again",
                    text: "The same content as a command of its own; the failed one stays.",
                    details: ["\(command.phrase) of \(command.aggregate)", command.reason ?? ""],
                    keys: [.init("⏎", "send again"), .init("Esc", "leave it")]),
                confirm: .againConfirmed(command)))
    }

    private static func question(_ command: CommandView, _ view: UndoView) -> PaneReply<Message> {
        let at = view.expectedSequence.map { ", only while it is at sequence \($0)" } ?? ""
        return .asking(
            Question(
                dialog: Dialog(
                    title: "Undo \(command.phrase)",
                    text: "Sends \(view.phrase) of \(view.aggregate)\(at). Both commands stay in "
                        + "the log.",
                    details: lines(of: view),
                    keys: [.init("⏎", "undo"), .init("Esc", "leave it")]),
                confirm: .undoConfirmed(command)))
    }

    private static func lines(of view: UndoView) -> [String] {
        guard view.aggregate.contains("/") else {
            let differences = DefinitionDifference.between(view.current, view.payload)
            return differences.prefix(ValueChange.most).map(\.text)
        }
        return ValueChange.lines(changes(of: view))
    }

    /// What the undo makes of each value: gone, back, or as it was.
    private static func changes(of view: UndoView) -> [(name: String, old: JSON?, new: JSON?)] {
        let (now, then) = (view.current.object, view.payload.object)
        let names = then.map { $0.isEmpty ? now?.names ?? [] : $0.names } ?? []
        return names.map { ($0, now?[$0], then?[$0]) }
    }

    private static func told<Value>(
        _ answer: Answered<Value>, _ success: String
    ) -> PaneReply<Message> {
        switch answer.result {
        case .success: .say(success, .good)
        case .failure(let error): .say(error.message, .bad)
        }
    }
}
