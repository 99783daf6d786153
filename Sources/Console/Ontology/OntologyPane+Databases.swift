// Making and deleting databases, as commands. What a deletion takes away is counted and shown, and its name is typed.

import Engine
import JSONText
import Ontology
import TerminalUI

extension OntologyPane {
    static func database(
        _ message: Modelling, _ context: PaneContext
    ) -> PaneReply<Message> {
        switch message {
        case .databaseTyped(let values): return make(values, context)
        case .databaseMade(let name, let answer):
            if case .failure(let error) = answer.result { return .say(error.message, .bad) }
            var reply = PaneReply<Message>.say("the database \(name) is being made", .good)
            reply.database = .opened(name)
            return reply
        case .databaseDeletionAsked: return databaseQuestion(context)
        case .databaseDeletionConfirmed(let database):
            let name = database.name
            let command = SubmitCommand(
                type: .deleteDatabase, database: name, expectedSequence: database.sequence)
            return .effect(
                context.engine.call(command, id: "ontology.database") {
                    .modelling(.databaseDeleted(name, $0))
                })
        case .databaseDeleted(let name, let answer):
            if case .failure(let error) = answer.result {
                return .say("\(name): \(error.message)", .bad)
            }
            var reply = PaneReply<Message>.say("the database \(name) is deleted", .good)
            reply.database = .gone(name)
            return reply
        default: return databaseForm(context)
        }
    }

    private static func databaseForm(_ context: PaneContext) -> PaneReply<Message> {
        let taken = Set(context.databases.value?.items.map(\.name) ?? [])
        let form = Form(
            title: "New database", text: "It begins empty: import files into it, or make classes.",
            fields: [
                .init("Name", placeholder: "shop"),
                .init("Description", placeholder: "what it is for"),
            ], keys: [.init("⏎", "create"), .init("↑↓", "field"), .init("Esc", "cancel")])
        return .asking(
            FormRequest(form, check: { [problem(ofDatabase: $0[0], taken), nil] }) {
                .modelling(.databaseTyped($0))
            })
    }

    private static func problem(ofDatabase name: String, _ taken: Set<String>) -> String? {
        guard !name.isEmpty else { return "needs a name" }
        if taken.contains(name) { return "is there already" }
        return (try? DatabaseName(name)) == nil ? "3 to 50 of a-z 0-9 _ -, a letter first" : nil
    }

    private static func make(_ values: [String], _ context: PaneContext) -> PaneReply<Message> {
        guard values.count == 2 else { return .nothing }
        let (name, text) = (values[0], values[1].trimmingSpaces)
        let command = SubmitCommand(
            type: .createDatabase, database: name,
            payload: text.isEmpty ? [:] : ["description": .string(text)])
        return .effect(
            context.engine.call(command, id: "ontology.database") {
                .modelling(.databaseMade(name, $0))
            })
    }

    private static func databaseQuestion(_ context: PaneContext) -> PaneReply<Message> {
        guard
            let item = context.databases.value?.items.first(where: { $0.name == context.database })
        else { return .say("the databases are not known yet", .attention) }
        return .asking(
            Question(
                dialog: Dialog(
                    title: "Delete the database \(item.name)",
                    text: "Its events stay in the log, and nobody reads them any more: there is no "
                        + "undo. It holds only while it is at sequence \(Figure.count(item.sequence)).",
                    details: [
                        "\(Figure.count(item.classes)) classes, all branches",
                        "\(Figure.count(item.instances)) instances",
                    ], nameToType: item.name,
                    keys: [.init("⏎", "delete", isDangerous: true), .init("Esc", "keep it")]),
                confirm: .modelling(.databaseDeletionConfirmed(item))))
    }
}
