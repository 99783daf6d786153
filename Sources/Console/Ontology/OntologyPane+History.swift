// How a class became what it is: a list of its changes, each of which leads to its command.

import Engine
import EventSourcing
import TerminalUI

extension OntologyPane {
    static func askHistory(
        _ state: OntologyState, _ context: PaneContext
    ) -> PaneReply<Message> {
        guard let database = context.database, let item = state.current else { return .nothing }
        let request = TraceClass(database: database, className: item.id)
        return .effect(
            context.scoped.call(request, id: "ontology.history") { .historyAnswered($0) })
    }

    static func history(
        _ answer: Answered<ClassHistoryView>, _ context: PaneContext
    ) -> PaneReply<Message> {
        switch answer.result {
        case .failure(let error): return .say(error.message, .bad)
        case .success(let history):
            let items = history.steps.map { step in
                let age = context.age(ofText: step.occurredAt).map { Ago.text($0) } ?? ""
                let what = step.eventType.lowercased().replacing("_", with: " ")
                let many = step.changes.count > 6 ? ", +\(step.changes.count - 6) more" : ""
                return (
                    HelpOverlay.Entry(
                        key: Figure.count(step.sequence),
                        name: "\(what) by \(step.actor ?? "unknown") \(age)",
                        help: step.changes.prefix(6).joined(separator: ", ") + many),
                    Message.commandWanted(step.commandID)
                )
            }
            return .asking(Menu("History of \(history.className), ⏎ shows the command", items))
        }
    }
}
