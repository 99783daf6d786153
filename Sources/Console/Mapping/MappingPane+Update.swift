// What each message does to the Mapping pane.

import Engine
import TerminalUI

extension MappingPane {
    package static func update(
        _ state: inout State, _ message: Message, _ context: PaneContext
    ) -> PaneReply<Message> {
        if isDecision(state, message), let why = replacement(state) { return .say(why, .attention) }
        return switch message {
        case .wentBack where state.opening != nil: keepOpen(&state, context)
        case .moved(let key): move(&state, key, context)
        case .fileAsked, .moreFilesAsked, .pathTyped, .pathCompleted, .pathListed, .pathChosen:
            path(&state, message, context)
        case .accepted, .skipped, .changeAsked, .changed, .joined, .replaced:
            decide(&state, message, context)
        case .undone, .redone: goThroughDecisions(&state, message, context)
        case .classAsked:
            .asking(classPrompt(state))
        case .classChosen(let name): choose(&state, class: name, context)
        case .saveAsked, .savePathTyped, .saved, .loadAsked, .loadPathTyped, .loadPathCompleted,
            .loadPathListed, .loaded:
            keeping(&state, message, context)
        case .typeAsked, .typeChosen, .splitAsked, .splitTyped, .modeAsked, .dialectAsked,
            .dialectTyped:
            reading(&state, message, context)
        case .againstAsked, .cellsToggled, .evidenceToggled, .wentBack, .nextAsked:
            show(&state, message)
        case .dryRunAsked, .importAsked, .databaseNamed, .importConfirmed, .imported,
            .importStopped:
            importing(&state, message, context)
        case .keyToggled, .linkAsked, .linkTargets, .linkChosen:
            structure(&state, message, context)
        case .filterAsked: .asking(filterPrompt(state))
        case .filtered(let text): filter(&state, text)
        case .copyAsked: copy(state)
        case .listed, .inferred, .classesListed, .classKnown, .offered, .suggested:
            take(&state, message, context)
        }
    }

    /// What was begun before other files were opened may come when they are on their way.
    private static func isDecision(_ state: State, _ message: Message) -> Bool {
        switch message {
        case .accepted: state.part != .tables
        case .skipped, .changeAsked, .changed, .joined, .replaced, .undone, .redone, .classAsked,
            .classChosen, .keyToggled, .linkAsked, .linkChosen, .typeAsked, .typeChosen,
            .splitAsked, .splitTyped, .modeAsked, .dialectAsked, .dialectTyped, .dryRunAsked,
            .importAsked, .importConfirmed, .loaded:
            true
        default: false
        }
    }

    private static func move(
        _ state: inout State, _ key: Key, _ context: PaneContext
    ) -> PaneReply<Message> {
        let height = listHeight(state, context)
        switch state.part {
        case .tables: _ = state.tableWindow.move(key, count: state.tables.count, height: height)
        case .cells:
            _ = state.cells.move(
                key, count: state.shownCells.count, height: context.body.height - 2)
        case .columns, .evidence:
            _ = state.window.move(key, count: state.shownColumns.count, height: height)
        }
        return .nothing
    }

    private static func show(_ state: inout State, _ message: Message) -> PaneReply<Message> {
        switch message {
        case .cellsToggled:
            guard !state.badCells.isEmpty else { return .say("no cell that does not fit", .good) }
            state.cells = ScrollWindow()
            state.cellColumn = nil
            state.part = .cells
        case .againstAsked: return showAgainst(&state)
        case .evidenceToggled: state.part = state.part == .evidence ? .columns : .evidence
        case .nextAsked: nextAsking(&state)
        case .wentBack where state.part == .cells && state.cellColumn != nil:
            state.cellColumn = nil
            state.part = .columns
        case .wentBack where state.part == .columns && !state.filter.isEmpty:
            return filter(&state, "")
        default:
            let isInside = state.part == .columns || !state.hasSeveralTables
            state.part = isInside && state.hasSeveralTables ? .tables : .columns
        }
        return .nothing
    }

    /// The cells that the reading of the selected column does not hold, and nothing else.
    private static func showAgainst(_ state: inout State) -> PaneReply<Message> {
        guard let selected = state.selected else { return .nothing }
        if state.part == .cells, state.cellColumn != nil {
            state.part = .columns
            state.cellColumn = nil
            return .nothing
        }
        let name = selected.column.name
        state.cellColumn = name
        guard !state.shownCells.isEmpty else {
            state.cellColumn = nil
            let reading = MappedColumn.plainReading(of: selected.column)
            return .say("nothing is against reading \(name) as \(reading)", .good)
        }
        state.cells = ScrollWindow()
        state.part = .cells
        return .nothing
    }

    /// Goes to the next column that waits for an answer, in this table or a later one.
    private static func nextAsking(_ state: inout State) {
        let tables = state.mappedTables
        guard !tables.isEmpty else { return }
        let start = min(state.tableWindow.selected, tables.count - 1)
        let here = state.selectedIndex
        for step in 0...tables.count {
            let index = (start + step) % tables.count
            let first = step == 0 && state.part != .tables ? here + 1 : 0
            let found = tables[index].columns.indices.first { column in
                column >= first
                    && [.asks, .unmatched].contains(tables[index].columns[column].standing)
            }
            guard let found, tables[index].standing != .leftOut else { continue }
            state.filter = ""
            state.tableWindow.select(index, count: tables.count, height: tables.count)
            state.window.select(found, count: tables[index].columns.count, height: found + 1)
            if state.part == .tables || state.part == .cells { state.part = .columns }
            return
        }
    }
}
