// Decisions about how a file is read: what a column's cells are, and columns that are cut into several. The engine then
// reads the file anew.

import Engine
import TerminalUI

extension MappingPane {
    static func reading(
        _ state: inout State, _ message: Message, _ context: PaneContext
    ) -> PaneReply<Message> {
        guard let table = state.table else { return .nothing }
        let before = state.decisions
        switch message {
        case .typeAsked: return state.selected.map { typeMenu(state, $0) } ?? .nothing
        case .typeChosen(let file, let column, let type):
            state.decisions.read(file, column, as: type)
        case .splitAsked: return state.selected.map { splitForm(state, table, $0) } ?? .nothing
        case .splitTyped(let file, let column, let values):
            guard values.count == 2 else { return .nothing }
            let into = names(values[1])
            let split = FileReading.Split(
                column: column, separator: separator(values[0]), into: into)
            state.decisions.split(file, split)
            state.rereadSplit = into.count > 1 ? (file, split) : nil
            state.rereadNotice =
                into.count > 1
                ? Notice(
                    "\(column) is left out, its \(into.count) parts stand at the end (G)", .good)
                : Notice("\(column) is one column again", .good)
        case .dialectAsked: return dialectForm(table, state)
        case .dialectTyped(let file, let values):
            takeDialect(&state, file, values)
            guard state.decisions != before else { return .say("read as before") }
            state.rereadNotice = Notice("\(file) was read anew; u takes it back", .good)
        case .modeAsked:
            let modes = ImportMode.allCases
            let place = modes.firstIndex(of: state.decisions.mode) ?? 0
            state.decisions.choose(mode: modes[(place + 1) % modes.count])
            state.report = nil
            return .say(modeWords(state.decisions.mode))
        default: return .nothing
        }
        return decided(&state, since: before, context)
    }

    static func modeWords(_ mode: ImportMode) -> String {
        switch mode {
        case .insert: "insert: rows make new instances; keys that are there are refused"
        case .upsert: "upsert: rows make new instances and change those that are there"
        case .update: "update: rows only change instances that are there"
        }
    }

    /// What follows from decisions that changed: a file read anew, a class matched anew.
    static func decided(
        _ state: inout State, since before: MappingDecisions, _ context: PaneContext
    ) -> PaneReply<Message> {
        state.report = nil
        if state.decisions.readings != before.readings { return reread(&state, context) }
        let changed = state.tables.filter {
            state.matches[$0.file]?.className != state.className(of: $0)
        }
        return PaneReply(effects: changed.flatMap { match(&state, $0, context) })
    }

    /// Readings and meanings that a column may be given.
    private static let types = [
        ("string", "text as it stands"), ("integer", "whole numbers"),
        ("decimal", "numbers with a fraction"), ("boolean", "yes and no"),
        ("date", "days, in the order that fits"), ("date:dd/MM/yyyy", "day first"),
        ("date:MM/dd/yyyy", "month first"), ("datetime", "moments"), ("time", "times of day"),
        ("identifier", "codes: zeros in front stay"), ("enum", "a few words"),
        ("money", "amounts"), ("percent", "shares"), ("email", "addresses"), ("url", "links"),
        ("phone", "numbers to call"), ("country", "names of countries"),
        ("postal_code", "zeros in front stay"),
    ]

    private static func typeMenu(_ state: State, _ selected: MappedColumn) -> PaneReply<Message> {
        guard let table = state.table else { return .nothing }
        let (file, column) = (table.file, selected.column)
        let now = state.decisions.readings[file]?.types?[column.name]
        let inferred = now == nil ? MappedColumn.plainReading(of: column) : "as the engine sees it"
        let first = (
            HelpOverlay.Entry(
                key: now == nil ? "●" : " ", name: "inferred", help: inferred),
            Message.typeChosen(file: file, column: column.name, nil)
        )
        let rest = types.map { type, help in
            (
                HelpOverlay.Entry(key: now == type ? "●" : " ", name: type, help: help),
                Message.typeChosen(file: file, column: column.name, type)
            )
        }
        let place = types.firstIndex { $0.0 == now }.map { $0 + 1 } ?? 0
        return .asking(Menu("Read \(column.name) as", [first] + rest, selected: place))
    }

    private static func splitForm(
        _ state: State, _ table: InferenceView.Table, _ selected: MappedColumn
    ) -> PaneReply<Message> {
        let (file, name) = (table.file, selected.column.name)
        let splits = state.decisions.readings[file]?.splits ?? []
        let old = splits.first { $0.column == name }
        if let parent = splits.first(where: { $0.into.contains(name) }) {
            return .say("\(name) is a part of \(parent.column): split that one", .attention)
        }
        let taken = Set(table.columns.map(\.name)).subtracting(old?.into ?? [])
        let index = table.columns.firstIndex { $0.name == name } ?? 0
        let cells = table.sample.compactMap { index < $0.count ? $0[index] : nil }
            .filter { !$0.isEmpty }
        let guess = SplitGuess(cells)
        let into = old?.into ?? (0..<guess.parts).map { "\(name) \($0 + 1)" }
        let shown = cells.prefix(3).map { "\"\($0)\"" }.joined(separator: "  ")
        let form = Form(
            title: "Split \(name)", text: shown.isEmpty ? "no cell to look at" : shown,
            fields: [
                .init(
                    "Cut at", text: spelled(old?.separator ?? guess.separator),
                    placeholder: "a text, or the word space", isProposal: old == nil),
                .init("Into", text: into.joined(separator: ", "), placeholder: "city, country"),
            ],
            keys: [.init("⏎", "split"), .init("↑↓", "field"), .init("Esc", "cancel")])
        return .asking(
            FormRequest(
                form,
                check: { values in
                    let parts = names(values[1])
                    let isBack = old != nil && parts.count < 2
                    let doubled = parts.first { part in
                        taken.contains(part) || parts.count { $0 == part } > 1
                    }
                    return [
                        values[0].isEmpty ? "needs a text" : nil,
                        doubled.map { "\($0) is there" }
                            ?? (parts.count < 2 && !isBack ? "two names at least" : nil),
                    ]
                },
                submit: { .splitTyped(file: file, column: name, $0) }))
    }

    /// What a split that cut no cell says, of the rows that were read.
    static func uncut(_ state: State) -> Notice? {
        guard let (file, split) = state.rereadSplit,
            let table = state.tables.first(where: { $0.file == file })
        else { return nil }
        let rest = table.columns.filter { split.into.dropFirst().contains($0.name) }
        guard !rest.isEmpty, rest.allSatisfy({ $0.nulls >= table.rows }) else { return nil }
        let rows = "\(state.isSample ? "the first " : "")\(Figure.count(table.rows)) rows"
        return Notice(
            "no cell of \(rows) holds \(spelled(split.separator)): \(split.column) stands whole in "
                + "\(split.into[0]); u takes it back", .attention)
    }

    private static func names(_ text: String) -> [String] {
        text.split(separator: ",").map { String($0).trimmingSpaces }.filter { !$0.isEmpty }
    }

    private static func spelled(_ separator: String) -> String {
        separator == " " ? "space" : separator
    }

    private static func separator(_ text: String) -> String { text == "space" ? " " : text }
}

/// Where the cells of a column may be cut, from the first of them.
struct SplitGuess {
    private(set) var separator = ", "
    private(set) var parts = 2

    init(_ cells: [String]) {
        for candidate in [", ", "; ", " - ", " / ", ",", ";", "|", "/", "-", " "] {
            let counts = cells.map { $0.split(separator: candidate).count }
            guard let most = counts.max(), most > 1,
                counts.count(where: { $0 > 1 }) * 2 > counts.count
            else { continue }
            separator = candidate
            let usual = Dictionary(grouping: counts.filter { $0 > 1 }) { $0 }
            parts = min(
                6, usual.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key ?? 2)
            return
        }
    }
}
