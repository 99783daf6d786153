// What the actions of the Pipeline pane are on the command line.

package import Engine

extension PipelinePane {
    package static func twin(
        of action: Action, in state: PipelineState, _ context: PaneContext
    ) -> TwinLine? {
        guard let standard = action.twin else { return nil }
        var line = TwinLine(standard)
        if let worker = state.current {
            line.values["WORKER"] = [worker.name]
            line.values["MODEL"] = [ReadModelName(rawValue: worker.name)?.rawValue ?? "all"]
            if action.name == "pipeline.pause", worker.state == "paused" {
                line.template = "workers resume WORKER"
            }
        }
        if let letter = state.stuck.letter { line.values["ID"] = [letter.id] }
        return line
    }
}
