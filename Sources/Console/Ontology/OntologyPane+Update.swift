// What answers and actions change in the Ontology pane.

import Engine
import JSONText
import TerminalUI

extension OntologyPane {
    package static func update(
        _ state: inout OntologyState, _ message: Message, _ context: PaneContext
    ) -> PaneReply<Message> {
        switch message {
        case .classesAnswered(let answer):
            take(answer, &state, context)
            return PaneReply(effects: askInstances(&state, context))
        case .pageAnswered(let className, let search, let answer):
            take(answer, of: className, search, &state)
        case .instanceAnswered(let id, let answer):
            if wantedInstance(state) == id { state.instance.take(answer) }
        case .moved(let key): return move(key, &state, context)
        case .opened: return open(&state, context)
        case .wentBack: goBack(&state)
        case .instancesWanted:
            guard state.current != nil else { return .nothing }
            state.depth = .instances
            return PaneReply(effects: askInstances(&state, context))
        case .reloadWanted:
            state.table.className = ""
            return PaneReply(effects: askInstances(&state, context))
        case .graphWanted:
            guard let row = state.table.selected else { return .nothing }
            var reply = PaneReply<Message>()
            reply.jump = Jump(.graph, subject: row.id)
            return reply
        case .filterWanted: return prompt(state)
        case .filtered(let text): return filter(text, &state, context)
        case .subjectOpened(let subject): return show(subject, &state, context)
        }
        return .nothing
    }

    private static func take(
        _ answer: Answered<PageView<ClassView>>, _ state: inout OntologyState,
        _ context: PaneContext
    ) {
        let before = state.classes.value?.items
        state.classes.take(answer)
        guard let items = state.classes.value?.items else { return }
        if let before {
            let counts = Dictionary(
                before.map { ($0.id, $0.instances) }, uniquingKeysWith: { first, _ in first })
            for item in items where counts[item.id].map({ $0 != item.instances }) ?? true {
                state.changedAt[item.id] = answer.at
            }
        }
        if state.selected == nil { state.selected = items.first?.id }
    }

    private static func take(
        _ answer: Answered<PageView<InstanceView>>, of className: String, _ search: String,
        _ state: inout OntologyState
    ) {
        guard className == state.table.className, search == state.table.search else { return }
        state.table.page.take(answer)
        guard case .success(let page) = answer.result else { return }
        state.table.rows += page.items
        state.table.next = page.next
    }

    /// Enter: one level deeper, or along the link under the cursor.
    private static func open(
        _ state: inout OntologyState, _ context: PaneContext
    ) -> PaneReply<Message> {
        guard let current = state.current else { return .nothing }
        switch state.depth {
        case .classes:
            state.depth = .detail
            state.detailLine = 0
            return .nothing
        case .detail:
            let rows = ClassDetail.rows(of: current).filter(\.isSelectable)
            if state.detailLine < rows.count, let other = rows[state.detailLine].leadsTo,
                other != current.id, state.definition(of: other) != nil
            {
                state.selected = other
                state.detailLine = 0
                return .nothing
            }
            state.depth = .instances
            return PaneReply(effects: askInstances(&state, context))
        case .instances:
            guard let row = state.table.selected else { return .nothing }
            state.depth = .instance
            state.fieldLine = 0
            state.instance = Loaded()
            state.instance.take(Answered(result: .success(row), at: context.now))
            return PaneReply(effects: askInstance(&state, context))
        case .instance:
            guard let target = linkTarget(state) else {
                return .say("this field is no link; v shows the instance in the graph")
            }
            var reply = PaneReply<Message>()
            reply.jump = Jump(.graph, subject: target)
            return reply
        }
    }

    private static func goBack(_ state: inout OntologyState) {
        switch state.depth {
        case .classes: state.filter = ""
        case .detail: state.depth = .classes
        case .instances: state.depth = .detail
        case .instance:
            state.depth = .instances
            state.instance = Loaded()
        }
    }

    private static func prompt(_ state: OntologyState) -> PaneReply<Message> {
        var reply = PaneReply<Message>()
        let isTable = state.depth >= .instances
        reply.prompt = Prompt(
            isTable ? "find" : "filter", text: isTable ? state.table.search : state.filter,
            placeholder: isTable ? "words that occur in an instance" : "a part of a class's name",
            isLive: !isTable, submit: { .filtered($0) })
        return reply
    }

    private static func filter(
        _ text: String, _ state: inout OntologyState, _ context: PaneContext
    ) -> PaneReply<Message> {
        if state.depth >= .instances {
            state.depth = .instances
            let className = state.table.className
            state.table = InstanceTable()
            state.table.search = text
            return PaneReply(effects: ask(className, &state, context))
        }
        state.filter = text
        if !state.shown.contains(where: { $0.id == state.selected }) {
            state.selected = state.shown.first?.id ?? state.selected
        }
        return PaneReply(effects: askInstances(&state, context))
    }

    /// `Class` or `Class/key`, from another pane.
    private static func show(
        _ subject: String, _ state: inout OntologyState, _ context: PaneContext
    ) -> PaneReply<Message> {
        let parts = subject.split(separator: "/", maxSplits: 1)
        guard let className = parts.first.map(String.init) else { return .nothing }
        state.selected = className
        state.filter = ""
        state.depth = .detail
        return PaneReply(effects: askInstances(&state, context))
    }

    /// The instance that the link under the cursor leads to, `Class/key`.
    private static func linkTarget(_ state: OntologyState) -> String? {
        guard let instance = state.instance.value,
            let definition = state.definition(of: instance.className)
        else { return nil }
        let rows = InstanceDetail.rows(of: instance, definition)
        return state.fieldLine < rows.count ? rows[state.fieldLine].leadsTo : nil
    }
}
