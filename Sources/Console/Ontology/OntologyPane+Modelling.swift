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
        /// Which stored values the change would not let through.
        case fitCounted(ClassEdit, Answered<DefinitionFit>)
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
        case databaseAsked, databaseDeletionAsked
        case databaseTyped([String])
        case databaseMade(String, Answered<AcceptedCommand>)
        case databaseDeletionConfirmed(DatabaseView)
        case databaseDeleted(String, Answered<AcceptedCommand>)
        case profiled(String, Answered<ClassProfileView>)
    }

    static func model(
        _ state: inout OntologyState, _ message: Modelling, _ context: PaneContext
    ) -> PaneReply<Message> {
        switch message {
        case .linkAsked: return linkForm(state, nil)
        case .classTyped(let item, let values): return edit(item, values, context)
        case .propertyTyped(let item, let name, let values):
            return put(property: values, in: item, replacing: name, context)
        case .linkTyped(let item, let name, let values):
            return put(link: values, in: item, replacing: name, context)
        case .fitCounted(let edit, let answer): return confirm(edit, fit: answer)
        case .confirmed(let edit): return send(edit, context)
        case .answered(let edit, let answer): return take(answer, of: edit, &state, context)
        case .compared(let edit, let answer): return compare(edit, answer)
        case .deleteAsked, .deletionCounted, .deletionConfirmed, .deleted,
            .instanceDeletionConfirmed, .instanceDeleted:
            return delete(&state, message, context)
        case .databaseAsked, .databaseDeletionAsked, .databaseTyped, .databaseMade,
            .databaseDeletionConfirmed, .databaseDeleted:
            return database(message, context)
        case .labelsAsked, .labelsAnswered, .labelsTyped, .labelsTaken:
            return label(&state, message, context)
        case .profiled(let name, let answer):
            state.profile.take(answer)
            if case .success(let profile) = answer.result { state.profiles[name] = profile }
            // The cursor has moved on while it was counted; what failed waits for the next second.
            guard name != state.current?.id else { return .nothing }
            return PaneReply(effects: askProfile(&state, context))
        }
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
            context.scoped.call(edit.command(in: database), id: "ontology.model") {
                .modelling(.answered(edit, $0))
            })
    }

    /// Shows what would differ, before it is sent. Where a rule changes, what is stored is held against it first.
    static func confirm(_ edit: ClassEdit, _ context: PaneContext) -> PaneReply<Message> {
        guard !edit.differences.isEmpty else { return .say("\(edit.what) stays as it is") }
        if let problem = edit.problem { return .say("\(edit.what): \(problem)", .bad) }
        guard let property = edit.ruledProperty, let database = context.database else {
            return question(edit, "", [])
        }
        let request = CheckDefinition(
            database: database, className: edit.item.id, definition: edit.definition,
            property: property)
        var reply = PaneReply<Message>.effect(
            context.scoped.call(request, id: "ontology.fit") {
                .modelling(.fitCounted(edit, $0))
            })
        reply.notice = Notice("looking which stored values would not fit")
        return reply
    }

    private static func confirm(
        _ edit: ClassEdit, fit answer: Answered<DefinitionFit>
    ) -> PaneReply<Message> {
        let many = "\(Figure.count(edit.item.instances)) instances"
        var reply: PaneReply<Message>
        switch answer.result {
        case .failure(let error):
            reply = question(
                edit, " Whether the \(many) fit could not be seen: \(error.message).", [])
        case .success(let fit) where fit.misfits == 0:
            let part = fit.isCut ? "the first \(Figure.count(fit.looked))" : "all \(many)"
            reply = question(edit, " What is stored fits: \(part) were looked at.", [])
            reply.notice = Notice("what is stored fits", .good)
        case .success(let fit):
            let count = Figure.count(fit.misfits) + (fit.isCut ? " at least" : "")
            reply = question(
                edit,
                " Stored values that do not fit stay; they are refused when their instance is "
                    + "changed next.",
                ["▲ \(count) of \(many) would not fit:"]
                    + fit.examples.map { "  \($0.key): \($0.reason)" })
            reply.notice = Notice("\(count) of \(many) would not fit", .attention)
        }
        return reply
    }

    private static func question(
        _ edit: ClassEdit, _ remark: String, _ misfits: [String]
    ) -> PaneReply<Message> {
        .asking(
            Question(
                dialog: Dialog(
                    title: "Change \(edit.what)",
                    text: "Sent as a command that holds only while the class is at sequence "
                        + "\(Figure.count(edit.item.sequence)).\(remark)",
                    details: lines(edit.differences) + misfits,
                    keys: [
                        .init("⏎", "send", isDangerous: !misfits.isEmpty), .init("Esc", "leave it"),
                    ]),
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
            var reply = PaneReply<Message>.say(
                "\(edit.what) was not changed: somebody was faster", .attention)
            reply.effects = [
                context.scoped.call(request, id: "ontology.compare") {
                    .modelling(.compared(edit, $0))
                }
            ]
            return reply
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
