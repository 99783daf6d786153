// Changing an instance: a value is typed and checked, the change is shown and confirmed, sent with the
// sequence that was seen; when somebody was faster, both changes are shown and it can be sent anew.

import Engine
import JSONText
import TerminalUI

extension OntologyPane {
    static func askEdit(_ state: OntologyState) -> PaneReply<Message> {
        guard let instance = state.instance.value,
            let definition = state.definition(of: instance.className),
            case .field(let row)? = InstanceDetail.selected(state)
        else { return .say("move to a field to change it", .attention) }
        guard !row.isKey else {
            return .say("\(row.name) is the key: it names the instance and cannot change")
        }
        var prompt = Prompt<Message>(
            "\(row.name), \(row.type)", text: TypedValue.text(row.value),
            placeholder: "empty: no value",
            submit: { .edited(instance, row.name, $0) })
        prompt.check = { TypedValue.problem($0, of: row.name, in: definition) }
        return .asking(prompt)
    }

    static func take(
        edit text: String, of property: String, _ instance: InstanceView, _ state: OntologyState
    ) -> PaneReply<Message> {
        let definition = state.definition(of: instance.className)
        let type = definition?.properties.first { $0.name == property }?.type ?? ""
        guard let value = TypedValue.value(text, of: type) else {
            return .say("\(text) is no \(type)", .bad)
        }
        let edit = InstanceEdit(instance: instance, property: property, value: value)
        guard value != edit.old ?? .null else { return .say("\(property) stays as it is") }
        return .asking(
            Question(
                dialog: Dialog(
                    title: "Change \(instance.id)",
                    text: "Sent as a command that holds only while the instance is at sequence "
                        + "\(Figure.count(instance.sequence)).",
                    details: [line(property, edit.old, value)],
                    keys: [.init("⏎", "send"), .init("Esc", "leave it")]),
                confirm: .editConfirmed(edit)))
    }

    static func send(_ edit: InstanceEdit, _ context: PaneContext) -> PaneReply<Message> {
        guard let database = context.database else { return .nothing }
        return .effect(
            context.scoped.call(edit.command(in: database), id: "ontology.edit") {
                .editAnswered(edit, $0)
            })
    }

    static func take(
        _ answer: Answered<AcceptedCommand>, of edit: InstanceEdit, _ state: inout OntologyState,
        _ context: PaneContext
    ) -> PaneReply<Message> {
        switch answer.result {
        case .success(let accepted):
            var reply = PaneReply<Message>.say(
                "accepted as \(Figure.id(accepted.commandID)); 3 shows its way", .good)
            reply.effects = askInstance(&state, context)
            return reply
        case .failure(let error) where error.code == .conflict:
            guard let database = context.database else { return .nothing }
            let request = GetInstance(
                database: database, className: edit.instance.className, key: edit.instance.key)
            var reply = PaneReply<Message>.say(
                "\(edit.instance.id) was not changed: somebody was faster", .attention)
            reply.effects = [
                context.scoped.call(request, id: "ontology.compare") { .editCompared(edit, $0) }
            ]
            return reply
        case .failure(let error): return .say(error.message, .bad)
        }
    }

    /// Both changes, and the way out.
    static func compare(
        _ edit: InstanceEdit, _ answer: Answered<InstanceView>
    ) -> PaneReply<Message> {
        guard case .success(let now) = answer.result else {
            return .say("\(edit.instance.id) was changed by somebody else; r reads it again", .bad)
        }
        let theirs = edit.changes(until: now)
        let overlaps = theirs.contains { $0.name == edit.property }
        var edit = edit
        let mine = line(edit.property, edit.old, edit.value)
        let before = edit.instance.sequence
        edit.instance = now
        let details =
            theirs.map { "theirs  " + line($0.name, $0.old, $0.new) } + ["yours   " + mine]
        let text =
            "\(now.id) went from sequence \(Figure.count(before)) to \(Figure.count(now.sequence)) "
            + "while you looked. "
            + (overlaps
                ? "Both changed \(edit.property): yours would stand over theirs."
                : "The changes do not overlap.")
        return .asking(
            Question(
                dialog: Dialog(
                    title: "Somebody was faster", text: text, details: details,
                    keys: [
                        .init(
                            "⏎", "apply to sequence \(Figure.count(now.sequence))",
                            isDangerous: overlaps), .init("Esc", "drop yours"),
                    ]),
                confirm: .editConfirmed(edit)))
    }

    private static func line(_ name: String, _ old: JSON?, _ new: JSON?) -> String {
        "\(name): \(Cells.text(old)) → \(Cells.text(new))"
    }
}
