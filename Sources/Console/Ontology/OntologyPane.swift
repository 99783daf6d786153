// The Ontology pane: what is our model, and what is in it? Classes → a class → its instances → one
// instance; Enter goes deeper, Backspace comes back.

package import Engine
import EventSourcing
package import TerminalUI

package enum OntologyPane: Pane {
    package typealias State = OntologyState

    package enum Message: Sendable {
        case classesAnswered(Answered<PageView<ClassView>>)
        case pageAnswered(className: String, search: String, Answered<PageView<InstanceView>>)
        case instanceAnswered(id: String, Answered<InstanceView>)
        case moved(Key)
        case opened
        case wentBack
        case instancesWanted
        case reloadWanted
        case graphWanted
        case filterWanted
        case filtered(String)
        case subjectOpened(String)
        case sortAsked, columnsAsked
        /// Nil: the order of the keys.
        case sortChosen(String?)
        case columnToggled(String, at: Int)
        case editAsked
        case edited(InstanceView, String, String)
        case editConfirmed(InstanceEdit)
        case editAnswered(InstanceEdit, Answered<AcceptedCommand>)
        case editCompared(InstanceEdit, Answered<InstanceView>)
        case classAsked, propertyAsked
        case classTyped([String])
        case propertyTyped(ClassView, [String])
        case modelAnswered(String, Answered<AcceptedCommand>)
        case aroundAnswered(id: String, Answered<Neighbourhood>)
        case lineageAnswered(id: String, Answered<LineageView>)
        case copyAsked, diagramToggled, historyAsked
        case historyAnswered(Answered<ClassHistoryView>)
        /// Nil: no command stands behind it.
        case commandWanted(String?)
    }

    package static let id = PaneID.ontology
    package static var initial: OntologyState { OntologyState() }

    package static func load(
        _ state: inout OntologyState, _ context: PaneContext
    ) -> PaneReply<Message> {
        guard let database = context.database else { return .nothing }
        var effects: [Effect<Message>] = []
        if isDue(state.classes, context), state.classes.ask(at: context.now) {
            let request = ListClasses(database: database)
            effects.append(
                context.engine.call(request, id: "ontology.classes") { .classesAnswered($0) })
        }
        effects += askInstances(&state, context)
        if state.depth == .instance, isDue(state.instance, context) {
            effects += askInstance(&state, context)
        }
        return PaneReply(effects: effects)
    }

    /// Classes and the open instance are asked for every other second.
    private static func isDue<Value>(_ loaded: Loaded<Value>, _ context: PaneContext) -> Bool {
        loaded.valueAt.map { context.now.seconds(since: $0) >= 1.9 } ?? true
    }

    package static func message(for action: Action.Name, key: Key) -> Message? {
        switch action {
        case "ontology.move": .moved(key)
        case "ontology.open": .opened
        case "ontology.back": .wentBack
        case "ontology.instances": .instancesWanted
        case "ontology.reload": .reloadWanted
        case "ontology.graph": .graphWanted
        case "ontology.filter": .filterWanted
        case "ontology.sort": .sortAsked
        case "ontology.columns": .columnsAsked
        case "ontology.edit": .editAsked
        case "ontology.new-class": .classAsked
        case "ontology.new-property": .propertyAsked
        case "ontology.copy": .copyAsked
        case "ontology.diagram": .diagramToggled
        case "ontology.history": .historyAsked
        default: nil
        }
    }

    package static func message(opening subject: String) -> Message? { .subjectOpened(subject) }

    package static func actions(in state: OntologyState) -> [PaneAction] {
        let back = PaneAction("ontology.back")
        let ofClass = [PaneAction("ontology.diagram"), PaneAction("ontology.history")]
        switch state.depth {
        case .classes:
            let hasClasses = !state.shown.isEmpty
            return
                (hasClasses
                ? [
                    PaneAction("ontology.move", hint: "class"), PaneAction("ontology.open"),
                    PaneAction("ontology.instances"),
                ] : [])
                + (hasClasses || !state.filter.isEmpty ? [PaneAction("ontology.filter")] : [])
                + (state.classes.value == nil ? [] : [PaneAction("ontology.new-class")])
                + (hasClasses ? [PaneAction("ontology.copy")] + ofClass : [])
                + (state.filter.isEmpty ? [] : [PaneAction("ontology.back", hint: "all")])
        case .detail:
            return [
                PaneAction("ontology.move", hint: "line"), PaneAction("ontology.open"),
                PaneAction("ontology.instances"), PaneAction("ontology.new-property"),
                PaneAction("ontology.copy"), back,
            ] + ofClass
        case .instances:
            return [
                PaneAction("ontology.move", hint: "instance"), PaneAction("ontology.open"),
                PaneAction("ontology.filter", hint: "find"), PaneAction("ontology.sort"),
                PaneAction("ontology.columns"), PaneAction("ontology.graph"),
                PaneAction("ontology.reload"), back, PaneAction("ontology.copy"),
            ]
        case .instance:
            return [
                PaneAction("ontology.move", hint: "field"),
                PaneAction("ontology.open", hint: followHint(state)),
                PaneAction("ontology.edit"), PaneAction("ontology.graph"), back,
                PaneAction("ontology.copy"),
            ]
        }
    }

    private static func followHint(_ state: OntologyState) -> String {
        if case .step? = InstanceDetail.selected(state) { return "command" }
        return "follow link"
    }
}
