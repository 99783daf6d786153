// The form of a new class, checked by the model's own rules while it is typed, sent as a command.

import Engine
import JSONText
import Ontology
import TerminalUI

extension OntologyPane {
    static let types = [
        "string", "integer", "decimal", "boolean", "date", "datetime", "time", "identifier",
        "email", "url", "json",
    ]

    static func classForm(_ state: OntologyState) -> PaneReply<Message> {
        let taken = Set((state.classes.value?.items ?? []).map(\.id))
        let form = Form(
            title: "New class",
            text: "A class needs a name and a property that tells its "
                + "instances apart; more properties come with a.",
            fields: [
                .init("Name", placeholder: "Product"), .init("Label", placeholder: "as the name"),
                .init("Key property", placeholder: "productId"),
                .init("Key type", choices: types),
            ],
            keys: [
                .init("⏎", "create"), .init("↑↓", "field"), .init("◂▸", "choose"),
                .init("Esc", "cancel"),
            ])
        return .asking(
            FormRequest(
                form,
                check: { values in
                    let name = values[0].isEmpty ? "needs a name" : problem(of: values[0], taken)
                    let key =
                        values[2].isEmpty ? "needs a name" : problem(ofProperty: values[2], [])
                    return [name, nil, key, nil]
                }, submit: { .classTyped($0) }))
    }

    private static func problem(of name: String, _ taken: Set<String>) -> String? {
        if taken.contains(name) { return "is there already" }
        do throws(NameError) { _ = try ClassID(name) } catch { return error.rule }
        return nil
    }

    static func problem(ofProperty name: String, _ taken: Set<String>) -> String? {
        if taken.contains(name) { return "is there already" }
        do throws(NameError) { _ = try PropertyName.checked(name) } catch { return error.rule }
        return nil
    }

    static func createClass(_ values: [String], _ context: PaneContext) -> PaneReply<Message> {
        guard let database = context.database, values.count == 4 else { return .nothing }
        let label = values[1].isEmpty ? values[0] : values[1]
        let key = JSONObject([
            ("name", .string(values[2])), ("type", .string(values[3])), ("required", true),
        ])
        let payload = JSONObject([
            ("id", .string(values[0])), ("label", .string(label)),
            ("properties", .array([.object(key)])),
            ("primary_key", .array([.string(values[2])])),
        ])
        let command = SubmitCommand(
            type: .createClass, database: database, className: values[0],
            payload: .object(payload))
        return submit(command, "class \(values[0])", context)
    }

    private static func submit(
        _ command: SubmitCommand, _ what: String, _ context: PaneContext
    ) -> PaneReply<Message> {
        .effect(
            context.scoped.call(command, id: "ontology.model") { .modelAnswered(what, $0) })
    }

    static func take(
        _ answer: Answered<AcceptedCommand>, of what: String, _ state: inout OntologyState
    ) -> PaneReply<Message> {
        switch answer.result {
        case .success(let accepted):
            if let name = accepted.className { state.selected = name }
            return .say("\(what) accepted as \(Figure.id(accepted.commandID))", .good)
        case .failure(let error) where error.code == .conflict:
            return .say("the class was changed by somebody else: look at it, then try again", .bad)
        case .failure(let error): return .say(error.message, .bad)
        }
    }
}
