// What can be done in the Ontology pane at each depth, most useful first.

package import Engine

extension OntologyPane {
    package static func actions(in state: OntologyState) -> [PaneAction] {
        let back = PaneAction("ontology.back")
        let ofClass = [
            PaneAction("ontology.labels"), PaneAction("ontology.diagram"),
            PaneAction("ontology.history"),
        ]
        if isDiagram(state) { return diagramActions }
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
                + (hasClasses ? [PaneAction("ontology.edit"), PaneAction("ontology.delete")] : [])
                + (hasClasses ? ofClass + [PaneAction("ontology.copy")] : [])
                + (hasClasses
                    ? [PaneAction("ontology.new-property"), PaneAction("ontology.new-link")] : [])
                + (state.filter.isEmpty ? [] : [PaneAction("ontology.back", hint: "all")])
                + [PaneAction("ontology.new-database")]
                + (state.classes.value == nil ? [] : [PaneAction("ontology.delete-database")])
        case .detail:
            return [
                PaneAction("ontology.move", hint: "line"), PaneAction("ontology.open"),
                PaneAction("ontology.edit"), PaneAction("ontology.new-property"),
                PaneAction("ontology.new-link"), PaneAction("ontology.delete"), back,
                PaneAction("ontology.instances"),
            ] + ofClass + [PaneAction("ontology.copy")]
        case .instances where state.table.rows.isEmpty:
            // The first rows are on their way: a key that goes to the last one counts already.
            let move =
                state.table.mayHaveMore ? [PaneAction("ontology.move", hint: "instance")] : []
            return [
                PaneAction("ontology.filter", hint: "find"), PaneAction("ontology.reload"),
                searchBack(state),
            ] + move
        case .instances:
            return [
                PaneAction("ontology.move", hint: "instance"), PaneAction("ontology.open"),
                PaneAction("ontology.filter", hint: "find"), PaneAction("ontology.sort"),
                PaneAction("ontology.columns"), PaneAction("ontology.graph"),
                PaneAction("ontology.reload"), PaneAction("ontology.delete"), searchBack(state),
                PaneAction("ontology.copy"),
            ]
        case .instance:
            let open = PaneAction("ontology.open", hint: followHint(state))
            let others = [
                PaneAction("ontology.edit"), PaneAction("ontology.graph"),
                PaneAction("ontology.delete"), back, PaneAction("ontology.copy"),
            ]
            let move = PaneAction("ontology.move", hint: "field")
            return leadsOn(state) ? [move, open] + others : [move] + others + [open]
        }
    }

    package static func instead(of action: Action.Name, in state: OntologyState) -> String? {
        guard let current = state.current, state.depth <= .detail, !isDiagram(state),
            ["ontology.sort", "ontology.columns", "ontology.graph", "ontology.reload"]
                .contains(action)
        else { return nil }
        return "done in the instances of \(current.id), which i opens"
    }

    /// Back: to the class, or first to all instances.
    private static func searchBack(_ state: OntologyState) -> PaneAction {
        PaneAction("ontology.back", hint: state.table.search.isEmpty ? nil : "all")
    }

    /// Whether Enter goes somewhere from the selected line.
    private static func leadsOn(_ state: OntologyState) -> Bool {
        let line = InstanceDetail.selected(state)
        if case .step? = line { return true }
        return line?.leadsTo != nil
    }

    private static func followHint(_ state: OntologyState) -> String {
        if case .step? = InstanceDetail.selected(state) { return "command" }
        return "follow link"
    }
}
