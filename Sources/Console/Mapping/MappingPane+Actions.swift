// What can be done in the Mapping pane, most useful first.

package import Engine

extension MappingPane {
    package static func actions(in state: State) -> [PaneAction] {
        guard state.table != nil else { return [.init("mapping.file"), .init("mapping.load")] }
        guard state.opening != nil else { return actions(of: state) }
        return [.init("mapping.back", hint: "keep this one")]
            + actions(of: state).filter {
                $0.name != "mapping.back" && replacement(state, of: $0.name) == nil
            }
    }

    /// Why nothing is decided about files that are about to go; nil where something may be.
    private static func replacement(_ state: State, of action: Action.Name) -> String? {
        // In the list of files Enter opens one.
        let isOpening = action == "mapping.accept" && state.part == .tables
        return deciding.contains(action) && !isOpening ? replacement(state) : nil
    }

    static func replacement(_ state: State) -> String? {
        guard let opening = state.opening, !opening.keepsDecisions else { return nil }
        let name = lastPart(opening.paths.last ?? "")
        return "\(name) is being read and takes this one's place: Esc keeps this one"
    }

    private static let deciding: Set<Action.Name> = [
        "mapping.accept", "mapping.change", "mapping.skip", "mapping.class", "mapping.undo",
        "mapping.redo", "mapping.type", "mapping.split", "mapping.mode", "mapping.key",
        "mapping.link", "mapping.dialect", "mapping.dry-run", "mapping.import", "mapping.load",
    ]

    private static func actions(of state: State) -> [PaneAction] {
        switch state.part {
        case .tables: return tableActions(state)
        case .columns: return columnActions(state)
        case .evidence, .cells:
            return [
                .init("mapping.back"), .init("mapping.move"), .init("mapping.next"),
                .init("mapping.import"), .init("mapping.against"), .init("mapping.copy"),
            ]
        }
    }

    /// Columns are decided in the list of columns.
    package static func instead(of action: Action.Name, in state: State) -> String? {
        guard let table = state.table else { return "open a file first (o)" }
        if let why = replacement(state, of: action) { return why }
        let isOfColumns = columnActions(state).contains { $0.name == action }
        switch state.part {
        case .tables where isOfColumns:
            return "done in the columns of \(table.file), which Enter opens"
        case .cells, .evidence:
            return isOfColumns ? "done in the list of columns, to which Esc leads back" : nil
        default: return nil
        }
    }

    private static func tableActions(_ state: State) -> [PaneAction] {
        [
            .init("mapping.accept", hint: "columns"), .init("mapping.skip", hint: "leave out"),
            .init("mapping.class"), .init("mapping.dry-run"), .init("mapping.import"),
        ] + undoing(state) + [
            .init("mapping.save"), .init("mapping.load"), .init("mapping.add"),
            .init("mapping.file"), .init("mapping.cells"), .init("mapping.mode"),
            .init("mapping.dialect"), .init("mapping.copy"), .init("mapping.next"),
            .init("mapping.move"),
        ]
    }

    private static func columnActions(_ state: State) -> [PaneAction] {
        let back: [PaneAction] =
            if !state.filter.isEmpty {
                [.init("mapping.back", hint: "all columns")]
            } else {
                state.hasSeveralTables ? [.init("mapping.back", hint: "files")] : []
            }
        return [
            .init("mapping.accept"), .init("mapping.change"), .init("mapping.skip"),
            .init("mapping.cells"), .init("mapping.dry-run"), .init("mapping.import"),
        ] + undoing(state) + back + [
            .init("mapping.against"), .init("mapping.type"), .init("mapping.split"),
            .init("mapping.save"), .init("mapping.load"), .init("mapping.next"),
            .init("mapping.class"), .init("mapping.evidence"), .init("mapping.mode"),
            .init("mapping.filter"), .init("mapping.key"), .init("mapping.link"),
            .init("mapping.dialect"), .init("mapping.copy"), .init("mapping.file"),
            .init("mapping.add"), .init("mapping.move"),
        ]
    }

    private static func undoing(_ state: State) -> [PaneAction] {
        (state.decisions.canUndo ? [.init("mapping.undo")] : [])
            + (state.decisions.canRedo ? [.init("mapping.redo")] : [])
    }
}
