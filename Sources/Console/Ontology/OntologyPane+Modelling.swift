// Changing the model: a class, its properties and links. Typed into forms, shown as a difference, sent with the sequence
// that was seen; when somebody was faster, both changes are shown and it can be made on their version.

package import Engine
import EventSourcing
import TerminalUI

extension OntologyPane {
    /// What is asked, typed, confirmed and answered while the model is changed.
    package enum Modelling: Sendable {
        case linkAsked, deleteAsked, labelsAsked
        case classTyped(ClassView, [String])
        /// The property or link that is changed; nil: a new one.
        case propertyTyped(ClassView, String?, [String])
        case linkTyped(ClassView, String?, [String])
        case confirmed(ClassEdit)
        case answered(ClassEdit, Answered<AcceptedCommand>)
        case compared(ClassEdit, Answered<ClassView>)
        case deletionCounted(ClassView, Answered<ClassDeletion>)
        case deletionConfirmed(ClassView, ClassDeletion)
        case deleted(String, Answered<ClassDeletion>)
        case instanceDeletionConfirmed(InstanceView)
        case instanceDeleted(InstanceView, Answered<AcceptedCommand>)
        case labelsAnswered(Answered<LabelList>)
        case labelsTyped(LabelPlace, [LabelRow], [String])
        case labelsTaken(Answered<LabelReport>)
        case profiled(String, Answered<ClassProfileView>)
    }

    static func model(
        _ state: inout OntologyState, _ message: Modelling, _ context: PaneContext
    ) -> PaneReply<Message> {
        switch message {
        case .linkAsked: return linkForm(state, nil)
        case .classTyped(let item, let values): return edit(item, values)
        case .propertyTyped(let item, let name, let values):
            return put(property: values, in: item, replacing: name, context)
        case .linkTyped(let item, let name, let values):
            return put(link: values, in: item, replacing: name, context)
        case .confirmed(let edit): return send(edit, context)
        case .answered(let edit, let answer): return take(answer, of: edit, &state, context)
        case .compared(let edit, let answer): return compare(edit, answer)
        case .deleteAsked, .deletionCounted, .deletionConfirmed, .deleted,
            .instanceDeletionConfirmed, .instanceDeleted:
            return delete(&state, message, context)
        case .labelsAsked, .labelsAnswered, .labelsTyped, .labelsTaken:
            return label(&state, message, context)
        case .profiled(let name, let answer):
            state.profile.take(answer)
            if case .success(let profile) = answer.result { state.profiles[name] = profile }
        }
        return .nothing
    }

    /// A form for what is under the cursor: the class, one of its properties, one of its links.
    static func askModelEdit(_ state: OntologyState) -> PaneReply<Message> {
        guard state.depth == .detail else { return classForm(editing: state.current) }
        switch ClassDetail.selected(state) {
        case .property(let property)?: return propertyForm(state, property.name)
        case .link(let link)?: return linkForm(state, link.predicate)
        case .incoming(let link)?:
            return .say("this link belongs to \(link.className): ⏎ goes there")
        default: return classForm(editing: state.current)
        }
    }

    static func send(_ edit: ClassEdit, _ context: PaneContext) -> PaneReply<Message> {
        guard let database = context.database else { return .nothing }
        return .effect(
            context.engine.call(edit.command(in: database), id: "ontology.model") {
                .modelling(.answered(edit, $0))
            })
    }

    /// Shows what would differ, before it is sent.
    static func confirm(_ edit: ClassEdit) -> PaneReply<Message> {
        let differences = edit.differences
        guard !differences.isEmpty else { return .say("\(edit.what) stays as it is") }
        if let problem = edit.problem { return .say("\(edit.what): \(problem)", .bad) }
        let many = edit.item.instances
        let retyped = differences.contains { $0.member == "type" || $0.member == "constraints" }
        let warning =
            many > 0 && retyped
            ? " The \(Figure.count(many)) instances stay as they are; new values must fit." : ""
        return .asking(
            Question(
                dialog: Dialog(
                    title: "Change \(edit.what)",
                    text: "Sent as a command that holds only while the class is at sequence "
                        + "\(Figure.count(edit.item.sequence)).\(warning)",
                    details: lines(differences),
                    keys: [.init("⏎", "send"), .init("Esc", "leave it")]),
                confirm: .modelling(.confirmed(edit))))
    }

    private static func lines(_ differences: [DefinitionDifference], _ whose: String = "")
        -> [String]
    {
        let shown = differences.prefix(8).map { whose + $0.text }
        return shown
            + (differences.count > 8 ? ["\(whose)and \(differences.count - 8) more"] : [])
    }

    private static func take(
        _ answer: Answered<AcceptedCommand>, of edit: ClassEdit, _ state: inout OntologyState,
        _ context: PaneContext
    ) -> PaneReply<Message> {
        switch answer.result {
        case .success(let accepted):
            var reply = PaneReply<Message>.say(
                "\(edit.what) accepted as \(Figure.id(accepted.commandID)); 3 shows its way", .good)
            reply.effects = askClasses(&state, context)
            return reply
        case .failure(let error) where error.code == .conflict:
            guard let database = context.database else { return .nothing }
            let request = GetClass(database: database, className: edit.item.id)
            return .effect(
                context.engine.call(request, id: "ontology.compare") {
                    .modelling(.compared(edit, $0))
                })
        case .failure(let error): return .say("\(edit.what): \(error.message)", .bad)
        }
    }

    /// Both changes, and the way out.
    private static func compare(
        _ edit: ClassEdit, _ answer: Answered<ClassView>
    ) -> PaneReply<Message> {
        guard case .success(let now) = answer.result else {
            return .say("\(edit.item.id) was changed or deleted by somebody else", .bad)
        }
        let theirs = edit.theirs(until: now)
        let mine = edit.differences
        let overlaps = theirs.contains { other in
            mine.contains {
                $0.place == other.place
                    && ($0.member == other.member || $0.member.isEmpty || other.member.isEmpty)
            }
        }
        let before = Figure.count(edit.item.sequence)
        let after = Figure.count(now.sequence)
        var again = edit
        again.item = now
        return .asking(
            Question(
                dialog: Dialog(
                    title: "Somebody was faster",
                    text: "\(now.id) went from sequence \(before) to \(after) while you typed. "
                        + (overlaps
                            ? "Both changed the same: yours would stand over theirs."
                            : "The changes do not overlap."),
                    details: lines(theirs, "theirs  ") + lines(mine, "yours   "),
                    keys: [
                        .init("⏎", "apply to sequence \(after)", isDangerous: overlaps),
                        .init("Esc", "drop yours"),
                    ]),
                confirm: .modelling(.confirmed(again))))
    }
}
