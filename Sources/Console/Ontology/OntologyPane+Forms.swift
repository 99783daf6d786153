// Forms that change the model: a class, a property of a class. Checked by the model's own rules while
// they are typed, sent as commands.

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

    static func propertyForm(_ state: OntologyState) -> PaneReply<Message> {
        guard let item = state.current else { return .nothing }
        let taken = Set(item.properties.map(\.name))
        let form = Form(
            title: "New property of \(item.id)",
            text: item.instances > 0
                ? "The \(Figure.count(item.instances)) instances that are there have no value of it."
                : "",
            fields: [
                .init("Name", placeholder: "unitPrice"), .init("Label", placeholder: "as the name"),
                .init("Type", choices: types),
                .init("Required", choices: ["no", "yes"]),
            ],
            keys: [
                .init("⏎", "add"), .init("↑↓", "field"), .init("◂▸", "choose"),
                .init("Esc", "cancel"),
            ])
        let hasInstances = item.instances > 0
        return .asking(
            FormRequest(
                form,
                check: { values in
                    let name =
                        values[0].isEmpty ? "needs a name" : problem(ofProperty: values[0], taken)
                    let required =
                        values[3] == "yes" && hasInstances ? "instances lack it" : nil
                    return [name, nil, nil, required]
                }, submit: { .propertyTyped(item, $0) }))
    }

    private static func problem(of name: String, _ taken: Set<String>) -> String? {
        if taken.contains(name) { return "is there already" }
        do throws(NameError) { _ = try ClassID(name) } catch { return error.rule }
        return nil
    }

    private static func problem(ofProperty name: String, _ taken: Set<String>) -> String? {
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

    /// The properties that are there go along: an update replaces the list.
    static func addProperty(
        _ values: [String], to item: ClassView, _ context: PaneContext
    ) -> PaneReply<Message> {
        guard let database = context.database, values.count == 4 else { return .nothing }
        let label = values[1].isEmpty ? values[0] : values[1]
        let property = JSONObject([
            ("name", .string(values[0])), ("type", .string(values[2])),
            ("label", .string(label)), ("required", .bool(values[3] == "yes")),
        ])
        let properties = (item.definition["properties"]?.array ?? []) + [.object(property)]
        let command = SubmitCommand(
            type: .updateClass, database: database, className: item.id,
            payload: .object(JSONObject([("properties", .array(properties))])),
            expectedSequence: item.sequence)
        return submit(command, "property \(values[0]) of \(item.id)", context)
    }

    private static func submit(
        _ command: SubmitCommand, _ what: String, _ context: PaneContext
    ) -> PaneReply<Message> {
        .effect(
            context.engine.call(command, id: "ontology.model") { .modelAnswered(what, $0) })
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
