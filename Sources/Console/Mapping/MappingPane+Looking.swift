// How the columns are looked at: a part of them, and what of them is copied.

import Engine
import TerminalUI

extension MappingPane {
    static func filterPrompt(_ state: State) -> Prompt<Message> {
        Prompt(
            "filter", text: state.filter, placeholder: "a part of a column's or property's name",
            isLive: true, submit: { .filtered($0) })
    }

    /// The cursor stays on its column while that is shown.
    static func filter(_ state: inout State, _ text: String) -> PaneReply<Message> {
        let name = state.selected?.column.name
        state.filter = text
        let columns = state.shownColumns
        let place = columns.firstIndex { $0.column.name == name } ?? 0
        state.window = ScrollWindow()
        state.window.select(place, count: columns.count, height: max(1, place + 1))
        return .nothing
    }

    static func copy(_ state: State) -> PaneReply<Message> {
        guard let table = state.table else { return .nothing }
        switch state.part {
        case .tables: return .copying(state.path(of: table) ?? table.file, "the file's path")
        case .columns:
            guard let selected = state.selected else { return .nothing }
            return .copying(selected.column.name, "the column's name")
        case .evidence:
            guard let selected = state.selected else { return .nothing }
            let lines = ColumnEvidence.evidence(selected).map(\.text)
            let head = "\(selected.column.name): \(selected.reading)"
            return .copying(([head] + lines).joined(separator: "\n"), "the evidence")
        case .cells:
            let cells = state.shownCells
            guard !cells.isEmpty else { return .nothing }
            let cell = cells[min(state.cells.selected, cells.count - 1)]
            return .copying(cell.text.isEmpty ? cell.why : cell.text, "the cell")
        }
    }
}
