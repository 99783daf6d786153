// What the actions of the Mapping pane are on the command line.

package import Engine

extension MappingPane {
    package static func twin(
        of action: Action, in state: State, _ context: PaneContext
    ) -> TwinLine? {
        guard let standard = action.twin else { return nil }
        var line = TwinLine(standard)
        if !state.paths.isEmpty { line.values["FILE"] = state.paths }
        if let name = state.className { line.values["CLASS"] = [name] }
        if let column = state.selected?.column, action.name == "mapping.type" {
            line.template = "infer FILE --type READING"
            line.values["READING"] = ["\(column.name)=\(column.base)"]
        }
        let isImport = action.name == "mapping.import" || action.name == "mapping.dry-run"
        if isImport, state.decisions.mode != .insert {
            line.template += " --mode \(state.decisions.mode.rawValue)"
        }
        return line
    }
}
