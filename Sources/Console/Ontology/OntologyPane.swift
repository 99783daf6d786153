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
        case rowsSeen(className: String, search: String, Answered<PageView<InstanceView>>)
        case instanceAnswered(id: String, Answered<InstanceView>)
        case moved(Key)
        /// The keys along a row mean something else in the diagram.
        case opened(Key)
        case wentBack(Key)
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
        case modelling(Modelling)
        case modelAnswered(String, Answered<AcceptedCommand>)
        case aroundAnswered(id: String, Answered<Neighbourhood>)
        case lineageAnswered(id: String, Answered<LineageView>)
        /// Tables and filter as they were at another time.
        case laidOut([String: ConsoleSession.TableLayout], filter: String)
        case copyAsked, historyAsked
        case diagram(DiagramStep)
        case historyAnswered(Answered<ClassHistoryView>)
        /// Nil: no command stands behind it.
        case commandWanted(String?)
    }

    package static let id = PaneID.ontology
    package static var initial: OntologyState { OntologyState() }

    package static func load(
        _ state: inout OntologyState, _ context: PaneContext
    ) -> PaneReply<Message> {
        guard context.database != nil else { return .nothing }
        var effects: [Effect<Message>] = []
        if context.isDue(state.classes) { effects += askClasses(&state, context) }
        effects += askInstances(&state, context)
        effects += askLabels(&state, context) + askProfile(&state, context)
        effects += lookAtRows(&state, context)
        // Classes and the open instance are asked for every other second.
        if state.depth == .instance, context.isDue(state.instance) {
            effects += askInstance(&state, context)
        }
        return PaneReply(effects: effects)
    }

    package static func isAwaiting(_ state: OntologyState) -> Bool {
        state.depth >= .instances
            ? state.table.rows.isEmpty && state.table.page.isFirstAwaited
            : state.classes.isFirstAwaited
    }

    package static func message(for action: Action.Name, key: Key) -> Message? {
        switch action {
        case "ontology.move": .moved(key)
        case "ontology.open": .opened(key)
        case "ontology.back": .wentBack(key)
        case "ontology.instances": .instancesWanted
        case "ontology.reload": .reloadWanted
        case "ontology.graph": .graphWanted
        case "ontology.filter": .filterWanted
        case "ontology.sort": .sortAsked
        case "ontology.columns": .columnsAsked
        case "ontology.edit": .editAsked
        case "ontology.new-class": .classAsked
        case "ontology.new-property": .propertyAsked
        case "ontology.new-link": .modelling(.linkAsked)
        case "ontology.labels": .modelling(.labelsAsked)
        case "ontology.delete": .modelling(.deleteAsked)
        case "ontology.new-database": .modelling(.databaseAsked)
        case "ontology.delete-database": .modelling(.databaseDeletionAsked)
        case "ontology.copy": .copyAsked
        case "ontology.diagram": .diagram(.toggled)
        case "ontology.zoom-in": .diagram(.zoomed(1))
        case "ontology.zoom-out": .diagram(.zoomed(-1))
        case "ontology.pan": .diagram(.panned(key))
        case "ontology.history": .historyAsked
        default: nil
        }
    }

    package static func message(opening subject: String) -> Message? { .subjectOpened(subject) }
}
