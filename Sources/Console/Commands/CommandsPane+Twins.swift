// What the actions of the Commands pane are on the command line, and all of its rows for an export.

package import Engine
import JSONText

extension CommandsPane {
    package static func source(_ state: State, _ context: PaneContext) -> RowSource? {
        CommandList.source(state, context)
    }

    package static func twin(
        of action: Action, in state: State, _ context: PaneContext
    ) -> TwinLine? {
        guard let standard = action.twin else { return nil }
        var line = TwinLine(standard)
        if let id = copyable(state) { line.values["ID"] = [id] }
        if !state.filter.isEmpty { line.values["FILTER"] = [state.filter.text] }
        switch (action.name, state.section) {
        case ("commands.retry", .deadLetters): line.template = "dlq retry ID"
        case ("commands.retry", .parked): line.template = "dlq release ID"
        case ("commands.discard", .parked): line.template = "dlq give-up ID --yes"
        case ("commands.anew", _):
            guard let command = subjectCommand(state) else { break }
            line.template = "instance update SUBJECT JSON --db DATABASE"
            line.values["SUBJECT"] = [command.aggregate]
            line.values["JSON"] = [command.payload.text]
            if let branch = command.branch {
                line.template += " --branch BRANCH"
                line.values["BRANCH"] = [branch]
            }
        default: break
        }
        return line
    }
}
