// What the actions of the Ontology pane are on the command line.

package import Engine
import JSONText
import TerminalUI

extension OntologyPane {
    package static func twin(
        of action: Action, in state: OntologyState, _ context: PaneContext
    ) -> TwinLine? {
        guard let standard = action.twin else { return nil }
        var line = TwinLine(standard)
        if let name = state.depth >= .instances ? state.table.className : state.current?.id,
            !name.isEmpty
        {
            line.values["CLASS"] = [name]
        }
        if let instance = instance(state) { line.values["SUBJECT"] = [instance.id] }
        switch (action.name, state.depth >= .instances) {
        case ("ontology.edit", true):
            line.template = "instance update SUBJECT JSON --db DATABASE"
            if let instance = instance(state) {
                line.template += " --expected-seq \(instance.sequence)"
            }
            if case .field(let row)? = InstanceDetail.selected(state), state.depth == .instance {
                let patch = JSONObject([(row.name, row.value ?? .null)])
                line.values["JSON"] = [JSON.object(patch).text]
            }
        case ("ontology.delete", true): line.template = "instance delete SUBJECT --db DATABASE"
        case ("ontology.labels", false): line.values["PLACE"] = place(state).map { [$0] }
        default: break
        }
        return line
    }

    private static func instance(_ state: OntologyState) -> InstanceView? {
        state.depth == .instance ? state.instance.value : state.table.selected
    }

    /// The class, or the property under the cursor, as `labels set` names it.
    private static func place(_ state: OntologyState) -> String? {
        guard let item = state.current else { return nil }
        guard state.depth == .detail, case .property(let property)? = ClassDetail.selected(state)
        else { return item.id }
        return "\(item.id).\(property.name)"
    }
}
