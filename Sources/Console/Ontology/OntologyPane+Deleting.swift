// Taking away: a class with its instances, a property, a link, an instance. What would go is counted and shown, and its
// name is typed; done for exactly what was shown, at the sequence that was seen.

import Engine
import Ontology
import TerminalUI

extension OntologyPane {
    static func delete(
        _ state: inout OntologyState, _ message: Modelling, _ context: PaneContext
    ) -> PaneReply<Message> {
        switch message {
        case .deletionCounted(let item, let answer): return classQuestion(item, answer)
        case .deletionConfirmed(let item, let seen): return delete(item, seen, context)
        case .deleted(let name, let answer): return deleted(name, answer, &state, context)
        case .instanceDeletionConfirmed(let instance):
            guard let database = context.database else { return .nothing }
            let command = SubmitCommand(
                type: .deleteInstance, database: database, className: instance.className,
                key: instance.key, expectedSequence: instance.sequence)
            return .effect(
                context.scoped.call(command, id: "ontology.edit") {
                    .modelling(.instanceDeleted(instance, $0))
                })
        case .instanceDeleted(let instance, let answer):
            return deleted(instance, answer, &state, context)
        default: return askDeletion(state, context)
        }
    }

    private static func askDeletion(
        _ state: OntologyState, _ context: PaneContext
    ) -> PaneReply<Message> {
        guard let item = state.current, let database = context.database else { return .nothing }
        switch state.depth {
        case .classes:
            let request = DeleteClass(
                database: database, className: item.id, cascade: true, isDryRun: true)
            return .effect(
                context.scoped.call(request, id: "ontology.count") {
                    .modelling(.deletionCounted(item, $0))
                })
        case .detail: return memberQuestion(item, ClassDetail.selected(state))
        case .instances: return state.table.selected.map { instanceQuestion($0) } ?? .nothing
        case .instance: return state.instance.value.map { instanceQuestion($0) } ?? .nothing
        }
    }

    private static func keys(_ verb: String) -> [HintBar.Hint] {
        [.init("⏎", verb, isDangerous: true), .init("Esc", "keep it")]
    }

    private static func classQuestion(
        _ item: ClassView, _ answer: Answered<ClassDeletion>
    ) -> PaneReply<Message> {
        guard case .success(let counted) = answer.result else {
            guard case .failure(let error) = answer.result else { return .nothing }
            return .say("\(item.id): \(error.message)", .bad)
        }
        var details = ["the class, its \(item.properties.count) properties"]
        if !item.links.isEmpty { details[0] += " and \(item.links.count) links" }
        if counted.instances > 0 { details.append("\(Figure.count(counted.instances)) instances") }
        if counted.incomingLinks > 0 {
            details.append("\(Figure.count(counted.incomingLinks)) links of others would dangle")
        }
        for link in item.incoming.prefix(4) {
            details.append("used by \(link.className).\(link.predicate)")
        }
        return .asking(
            Question(
                dialog: Dialog(
                    title: "Delete \(item.id)",
                    text: counted.instances > 0
                        ? "Each instance is deleted by a command of its own, then the class. "
                            + "They come back one by one only."
                        : "It holds only while the class is at sequence "
                            + "\(Figure.count(item.sequence)).",
                    details: details, nameToType: item.id, keys: keys("delete")),
                confirm: .modelling(.deletionConfirmed(item, counted))))
    }

    private static func delete(
        _ item: ClassView, _ seen: ClassDeletion, _ context: PaneContext
    ) -> PaneReply<Message> {
        guard let database = context.database else { return .nothing }
        let request = DeleteClass(
            database: database, className: item.id, cascade: seen.instances > 0,
            expectedSequence: item.sequence)
        var reply = PaneReply<Message>.nothing
        reply.job = .run(request, title: "delete \(item.id)", context.scoped) {
            .modelling(.deleted(item.id, $0))
        }
        return reply
    }

    private static func deleted(
        _ name: String, _ answer: Answered<ClassDeletion>, _ state: inout OntologyState,
        _ context: PaneContext
    ) -> PaneReply<Message> {
        switch answer.result {
        case .failure(let error): return .say("\(name): \(error.message)", .bad)
        case .success(let done):
            let many =
                done.deleted == 0 ? "" : " with \(Figure.count(done.deleted)) instances"
            if state.selected == name {
                state.depth = .classes
                let shown = state.shown
                let place = shown.firstIndex { $0.id == name } ?? 0
                state.selected = (place + 1 < shown.count ? shown[place + 1] : shown.first)?.id
            }
            var reply = PaneReply<Message>.say("\(name) deleted\(many)", .good)
            reply.effects = askClasses(&state, context)
            return reply
        }
    }

    /// A property or link under the cursor. Not what something else is made of.
    private static func memberQuestion(
        _ item: ClassView, _ row: ClassDetail.Row?
    ) -> PaneReply<Message> {
        switch row {
        case .property(let property)?:
            if property.isKey {
                return .say("\(property.name) is the key: e on the class names another", .attention)
            }
            if let link = item.links.first(where: { $0.sourceProperties.contains(property.name) }) {
                return .say(
                    "the link \(link.predicate) is made of it: delete that first", .attention)
            }
            let many =
                item.instances == 0
                ? [] : ["\(Figure.count(item.instances)) instances keep values nobody reads"]
            return question(
                ClassEdit(
                    item, .withoutProperty(property.name),
                    "property \(property.name) of \(item.id)"), property.name, many)
        case .link(let link)?:
            let many = link.edges == 0 ? [] : ["\(Figure.count(link.edges)) edges go with it"]
            return question(
                ClassEdit(
                    item, .withoutLink(link.predicate), "link \(link.predicate) of \(item.id)"),
                link.predicate, many)
        case .incoming(let link)?:
            return .say("this link belongs to \(link.className): ⏎ goes there")
        default: return .say("move to a property or link to delete it", .attention)
        }
    }

    private static func question(
        _ edit: ClassEdit, _ name: String, _ more: [String]
    ) -> PaneReply<Message> {
        if let problem = edit.problem { return .say("\(edit.what): \(problem)", .bad) }
        return .asking(
            Question(
                dialog: Dialog(
                    title: "Delete \(edit.what)",
                    text: "It holds only while the class is at sequence "
                        + "\(Figure.count(edit.item.sequence)).",
                    details: edit.differences.map(\.text) + more, nameToType: name,
                    keys: keys("delete")),
                confirm: .modelling(.confirmed(edit))))
    }

    private static func instanceQuestion(_ instance: InstanceView) -> PaneReply<Message> {
        .asking(
            Question(
                dialog: Dialog(
                    title: "Delete \(instance.id)",
                    text: "It holds only while the instance is at sequence "
                        + "\(Figure.count(instance.sequence)); links to it dangle. Undo in Commands "
                        + "brings it back.",
                    details: [InstanceSummary.text(of: instance)], nameToType: instance.key,
                    keys: keys("delete")),
                confirm: .modelling(.instanceDeletionConfirmed(instance))))
    }

    private static func deleted(
        _ instance: InstanceView, _ answer: Answered<AcceptedCommand>,
        _ state: inout OntologyState, _ context: PaneContext
    ) -> PaneReply<Message> {
        switch answer.result {
        case .failure(let error) where error.code == .conflict:
            return .say("\(instance.id) was changed meanwhile: look at it, then try again", .bad)
        case .failure(let error): return .say("\(instance.id): \(error.message)", .bad)
        case .success(let accepted):
            if state.depth == .instance {
                state.depth = .instances
                state.instance = Loaded()
            }
            state.table.className = ""
            var reply = PaneReply<Message>.say(
                "\(instance.id) deleted as \(Figure.id(accepted.commandID))", .good)
            reply.effects = askInstances(&state, context)
            return reply
        }
    }
}
