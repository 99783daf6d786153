// What each message does to the Mapping pane.

import Engine
import TerminalUI

extension MappingPane {
    package static func update(
        _ state: inout State, _ message: Message, _ context: PaneContext
    ) -> PaneReply<Message> {
        switch message {
        case .moved(let key): move(&state, key, context)
        case .fileAsked, .pathTyped, .pathCompleted, .pathListed, .pathChosen:
            path(&state, message, context)
        case .accepted, .skipped, .changeAsked, .changed, .undone, .redone:
            decide(&state, message)
        case .classAsked:
            .asking(
                Prompt("class", text: state.className ?? "", submit: { .classChosen($0) }))
        case .classChosen(let name): choose(&state, class: name, context)
        case .cellsToggled, .evidenceToggled, .wentBack: show(&state, message)
        case .dryRunAsked, .importAsked, .databaseNamed, .importConfirmed, .imported:
            importing(&state, message, context)
        case .inferred, .classKnown, .suggested: take(&state, message, context)
        }
    }

    private static func move(
        _ state: inout State, _ key: Key, _ context: PaneContext
    ) -> PaneReply<Message> {
        let height = listHeight(state, context)
        if state.part == .cells {
            _ = state.cells.move(key, count: state.badCells.count, height: context.body.height - 2)
        } else {
            _ = state.window.move(key, count: state.columns.count, height: height)
        }
        return .nothing
    }

    private static func show(_ state: inout State, _ message: Message) -> PaneReply<Message> {
        switch message {
        case .cellsToggled:
            guard !state.badCells.isEmpty else { return .say("no cell that does not fit", .good) }
            state.cells = ScrollWindow()
            state.part = .cells
        case .evidenceToggled: state.part = state.part == .evidence ? .columns : .evidence
        default: state.part = .columns
        }
        return .nothing
    }

    private static func decide(_ state: inout State, _ message: Message) -> PaneReply<Message> {
        switch message {
        case .undone: state.decisions.undo()
        case .redone: state.decisions.redo()
        case .changed(let column, let property):
            let property = property.trimmingSpaces
            state.decisions.decide(column, property.isEmpty ? nil : .changed(to: property))
        default:
            guard let selected = state.selected else { return .nothing }
            let name = selected.column.name
            switch message {
            case .accepted:
                state.decisions.decide(name, .accepted)
                state.window.select(
                    state.window.selected + 1, count: state.columns.count,
                    height: state.columns.count)
            case .skipped:
                state.decisions.decide(name, selected.decision == .skipped ? nil : .skipped)
            default: return .asking(changePrompt(state, selected))
            }
        }
        return .nothing
    }

    private static func changePrompt(_ state: State, _ selected: MappedColumn) -> Prompt<Message> {
        let name = selected.column.name
        let known = state.known.value?.properties.map(\.name) ?? []
        var prompt = Prompt<Message>(
            "\(name) →", text: selected.target ?? "",
            placeholder: known.isEmpty ? "a property" : known.joined(separator: " "),
            submit: { .changed(column: name, to: $0) })
        guard !known.isEmpty else { return prompt }
        prompt.field = InputField("")
        return prompt
    }

    private static func choose(
        _ state: inout State, class name: String, _ context: PaneContext
    ) -> PaneReply<Message> {
        let name = name.trimmingSpaces
        guard !name.isEmpty, name != state.className else { return .nothing }
        state.chosenClass = name
        state.report = nil
        return PaneReply(effects: match(&state, context))
    }
}
