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
            return PaneReply(
                effects: askInstances(&state, context) + askProfile(&state, context))
        case .pageAnswered(let className, let search, let answer):
            take(answer, of: className, search, &state)
            return goOnToEnd(&state, context)
        case .instanceAnswered(let id, let answer):
            if wantedInstance(state) == id { state.instance.take(answer) }
            if case .success(let now) = answer.result { state.table.renew([now]) }
        case .rowsSeen(let className, let search, let answer):
            guard className == state.table.className, search == state.table.search else { break }
            state.table.seen.take(answer)
            if case .success(let page) = answer.result { state.table.renew(page.items) }
        case .moved(let key), .opened(let key), .wentBack(let key):
            if isDiagram(state) { return walkDiagram(key, &state, context) }
            switch message {
            case .opened: return open(&state, context)
            case .wentBack: return goBack(&state, context)
            default: return move(key, &state, context)
            }
        case .diagram(let step): return diagram(step, &state)
        case .instancesWanted:
            guard state.current != nil else { return .nothing }
            if state.depth == .classes { state.cameFrom = [] }
            state.depth = .instances
            state.showsDiagram = false
            return PaneReply(effects: showInstances(&state, context))
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
        case .aroundAnswered(let id, let answer):
            if wantedInstance(state) == id { state.around.take(answer) }
        case .lineageAnswered(let id, let answer):
            if wantedInstance(state) == id { state.lineage.take(answer) }
        case .copyAsked: return copy(state)
        case .historyAsked: return askHistory(state, context)
        case .historyAnswered(let answer): return history(answer, context)
        case .commandWanted(let id):
            guard let id else { return .say("no command stands behind it") }
            var reply = PaneReply<Message>()
            reply.jump = Jump(.commands, subject: id)
            return reply
        default: return change(&state, message, context)
        }
        return .nothing
    }

    /// How things are laid out, and what changes data.
    private static func change(
        _ state: inout OntologyState, _ message: Message, _ context: PaneContext
    ) -> PaneReply<Message> {
        switch message {
        case .sortAsked: sortMenu(state)
        case .sortChosen(let property): sort(by: property, &state, context)
        case .columnsAsked: columnMenu(state)
        case .laidOut(let layouts, let filter): layOut(layouts, filter, &state, context)
        case .columnToggled(let name, let index): toggle(column: name, at: index, &state)
        case .editAsked where state.depth <= .detail: askModelEdit(state)
        case .editAsked: askEdit(state)
        case .edited(let instance, let property, let text):
            take(edit: text, of: property, instance, state)
        case .editConfirmed(let edit): send(edit, context)
        case .editAnswered(let edit, let answer): take(answer, of: edit, &state, context)
        case .editCompared(let edit, let answer): compare(edit, answer)
        case .classAsked: classForm(state)
        case .propertyAsked: propertyForm(state)
        case .classTyped(let values): createClass(values, context)
        case .modelling(let message): model(&state, message, context)
        case .modelAnswered(let what, let answer): take(answer, of: what, &state)
        default: .nothing
        }
    }

    private static func copy(_ state: OntologyState) -> PaneReply<Message> {
        switch state.depth {
        case .classes, .detail: return .copying(state.current?.id ?? "", "the class's name")
        case .instances: return .copying(state.table.selected?.id ?? "", "the instance's name")
        case .instance:
            if case .field(let row)? = InstanceDetail.selected(state) {
                return .copying(TypedValue.text(row.value), row.name)
            }
            return .copying(state.instance.value?.id ?? "", "the instance's name")
        }
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
        state.table.take(page)
        let order = order(state)
        if order.isOrder { state.table.arrange(order) }
    }

    /// Enter: one level deeper, or along the link under the cursor.
    static func open(
        _ state: inout OntologyState, _ context: PaneContext
    ) -> PaneReply<Message> {
        guard let current = state.current else { return .nothing }
        switch state.depth {
        case .classes:
            state.depth = .detail
            state.detailLine = 0
            state.cameFrom = []
            return PaneReply(effects: askProfile(&state, context))
        case .detail:
            let rows = ClassDetail.rows(of: current).filter(\.isSelectable)
            if state.detailLine < rows.count, let other = rows[state.detailLine].leadsTo,
                other != current.id, state.definition(of: other) != nil
            {
                state.cameFrom.append((current.id, state.detailLine))
                if !state.shown.contains(where: { $0.id == other }) { state.filter = "" }
                state.selected = other
                state.detailLine = 0
                return PaneReply(effects: askProfile(&state, context))
            }
            state.depth = .instances
            return PaneReply(effects: showInstances(&state, context))
        case .instances:
            guard let row = state.table.selected else { return .nothing }
            state.depth = .instance
            state.fieldLine = 0
            state.instance = Loaded()
            state.around = Loaded()
            state.lineage = Loaded()
            state.instance.take(Answered(result: .success(row), at: context.now))
            return PaneReply(effects: askInstance(&state, context))
        case .instance:
            return follow(InstanceDetail.selected(state))
        }
    }

    /// What narrows a list goes first, then the list.
    private static func goBack(
        _ state: inout OntologyState, _ context: PaneContext
    ) -> PaneReply<Message> {
        switch state.depth {
        case .classes: state.filter = ""
        case .detail:
            guard let (name, line) = state.cameFrom.popLast() else {
                state.depth = .classes
                break
            }
            state.selected = name
            state.detailLine = line
            return PaneReply(effects: askInstances(&state, context) + askProfile(&state, context))
        case .instances where !state.table.search.isEmpty: return filter("", &state, context)
        case .instances: state.depth = .detail
        case .instance:
            state.depth = .instances
            state.instance = Loaded()
        }
        return .nothing
    }

    private static func prompt(_ state: OntologyState) -> PaneReply<Message> {
        var reply = PaneReply<Message>()
        let isTable = state.depth >= .instances
        reply.prompt = Prompt(
            isTable ? "find words" : "filter", text: isTable ? state.table.search : state.filter,
            placeholder: isTable
                ? "that occur whole, or conditions: name~part and freight>=100"
                : "a part of a class's name",
            isLive: !isTable, submit: { .filtered($0) })
        if isTable, !state.table.search.isEmpty { reply.prompt?.cleared = .filtered("") }
        return reply
    }

    private static func filter(
        _ text: String, _ state: inout OntologyState, _ context: PaneContext
    ) -> PaneReply<Message> {
        if state.depth >= .instances {
            state.depth = .instances
            let className = state.table.className
            guard text != state.table.search else { return .nothing }
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
        state.cameFrom = []
        state.depth = .detail
        return PaneReply(effects: askInstances(&state, context))
    }

    /// A link into the graph, those that link here by the instance itself, a change to its command.
    private static func follow(_ line: InstanceDetail.Line?) -> PaneReply<Message> {
        var reply = PaneReply<Message>()
        switch line {
        case .step(let step):
            guard let id = step.commandID else { return .say("no command stands behind it") }
            reply.jump = Jump(.commands, subject: id)
        case .bundle: return .say("v shows the instance in the graph with all that link to it")
        default:
            guard let target = line?.leadsTo else {
                return .say("this field is no link; e changes it, v shows the graph")
            }
            reply.jump = Jump(.graph, subject: target)
        }
        return reply
    }
}
