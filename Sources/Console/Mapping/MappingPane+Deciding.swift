// What the person decides: where a column leads, which class a file makes, which files stay out.

import Engine
import Ontology
import TerminalUI

extension MappingPane {
    static func decide(
        _ state: inout State, _ message: Message, _ context: PaneContext
    ) -> PaneReply<Message> {
        guard let table = state.table else { return .nothing }
        if state.part == .tables { return decideTable(&state, table, message) }
        switch message {
        case .changed(let column, let property):
            return change(&state, table, column, to: property.trimmingSpaces)
        case .joined(let columns, let property):
            state.report = nil
            state.decisions.join(table.file, columns, to: property)
            return .say(
                "\(columns.joined(separator: " and ")) go to \(property): the first filled counts",
                .good)
        case .replaced(let others, let column, let property):
            state.report = nil
            state.decisions.replace(table.file, others, by: column, to: property)
            return .say("\(others.joined(separator: ", ")) left out", .good)
        default: break
        }
        guard let selected = state.selected else { return .nothing }
        let name = selected.column.name
        switch message {
        case .accepted:
            let count = state.shownColumns.count
            guard selected.proposal != nil || selected.decision != nil else {
                return .say(
                    "no property fits \(name): c names one, or a new one; x leaves it out",
                    .attention)
            }
            if selected.proposal != nil {
                state.decisions.decide(table.file, name, .accepted)
            }
            state.window.select(
                state.window.selected + 1, count: count, height: listHeight(state, context))
        case .skipped:
            state.decisions.decide(
                table.file, name, selected.decision == .skipped ? nil : .skipped)
        default: return .asking(changePrompt(state, selected))
        }
        return .nothing
    }

    private static func decideTable(
        _ state: inout State, _ table: InferenceView.Table, _ message: Message
    ) -> PaneReply<Message> {
        switch message {
        case .accepted:
            state.window = ScrollWindow()
            state.filter = ""
            state.part = .columns
        case .skipped:
            state.decisions.setLeftOut(table.file, !state.decisions.isLeftOut(table.file))
        default: break
        }
        return .nothing
    }

    private static func changePrompt(_ state: State, _ selected: MappedColumn) -> Prompt<Message> {
        let name = selected.column.name
        let known = state.known?.value?.properties ?? []
        var prompt = Prompt<Message>(
            "\(name) →", placeholder: known.isEmpty ? "a property" : "a property, or a new one",
            submit: { .changed(column: name, to: $0) })
        let names = known.map(\.name)
        prompt.check = { text in
            let text = text.trimmingSpaces
            return text.isEmpty || names.contains(text)
                ? nil : OntologyPane.problem(ofProperty: text, [])
        }
        prompt.field = InputField(
            selected.target ?? selected.proposal ?? "", isProposal: true)
        let taken = Dictionary(
            state.columns.compactMap { column in column.target.map { ($0, column.column.name) } },
            uniquingKeysWith: { first, _ in first })
        prompt.choices = PromptChoices(
            known.map { property in
                let isKey = property.isKey ? " · key" : ""
                let from = taken[property.name].map { " · from \($0)" } ?? ""
                return HelpOverlay.Entry(
                    key: "", name: property.name, help: property.type + isKey + from)
            })
        return prompt
    }

    /// A property that another column goes to already is asked about: two never share one unawares.
    private static func change(
        _ state: inout State, _ table: InferenceView.Table, _ column: String, to property: String
    ) -> PaneReply<Message> {
        let others = state.columns.filter { $0.target == property && $0.column.name != column }
            .map(\.column.name)
        guard property.isEmpty || others.isEmpty else {
            let names = others.joined(separator: ", ")
            return .asking(
                Question(
                    dialog: Dialog(
                        title: "\(property) is taken",
                        text: "\(names) goes there. Joined, the first filled cell of a row counts.",
                        details: ["\(names) + \(column) → \(property)"],
                        keys: [
                            .init("⏎", "join them"), .init("x", "\(column) alone"),
                            .init("Esc", "leave it"),
                        ]),
                    confirm: .joined(others + [column], to: property),
                    alternative: (
                        .character("x"), .replaced(others, by: column, to: property)
                    )))
        }
        state.report = nil
        let known = state.known?.value
        let isThere = known?.has(property) ?? true
        state.decisions.decide(
            table.file, column, property.isEmpty ? nil : .changed(to: property),
            adding: isThere || property.isEmpty ? nil : property)
        guard !isThere, !property.isEmpty, let name = known?.id else { return .nothing }
        return .say("\(name) has no \(property): the import adds it to the class", .attention)
    }

    static func classPrompt(_ state: State) -> Prompt<Message> {
        let offer = state.table.flatMap { state.offers[$0.file]?.className }
        // The class that the columns fit stands first.
        let classes =
            state.classes.filter { $0.id == offer } + state.classes.filter { $0.id != offer }
        var prompt = Prompt<Message>(
            "class", placeholder: "a class that is there, or a new name",
            submit: { .classChosen($0) })
        prompt.field = InputField(state.className ?? "", isProposal: true)
        prompt.choices = PromptChoices(
            classes.map { item in
                let label = item.label == item.id ? "" : " · \(item.label)"
                return HelpOverlay.Entry(
                    key: "", name: item.id,
                    help: (item.id == offer ? "fits · " : "")
                        + "\(Figure.count(item.instances)) instances · key "
                        + item.key.joined(separator: " + ") + label)
            })
        prompt.check = { text in
            let name = text.trimmingSpaces
            if name.isEmpty { return "needs a name" }
            return (try? ClassID(name)) == nil ? "a letter, then letters, digits, _ : -" : nil
        }
        return prompt
    }

    static func choose(
        _ state: inout State, class name: String, _ context: PaneContext
    ) -> PaneReply<Message> {
        let name = name.trimmingSpaces
        guard let table = state.table, !name.isEmpty, name != state.className else {
            return .nothing
        }
        state.decisions.choose(class: name, for: table.file)
        state.report = nil
        return PaneReply(effects: match(&state, table, context))
    }

    /// Takes a decision back or makes it again. A class that changes with it is matched anew.
    static func goThroughDecisions(
        _ state: inout State, _ message: Message, _ context: PaneContext
    ) -> PaneReply<Message> {
        let before = state.decisions
        if case .undone = message { state.decisions.undo() } else { state.decisions.redo() }
        return decided(&state, since: before, context)
    }
}
