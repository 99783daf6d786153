// Answers of the engine in the Graph pane, and the calls that are made by themselves: the first
// search, the lineage of what the cursor is on, and a second look at nodes that were not there yet.

import Engine
import TerminalUI

extension GraphPane {
    static func take(
        _ state: inout State, _ message: Message, _ context: PaneContext
    ) -> PaneReply<Message> {
        switch message {
        case .found(let text, let answer):
            guard text == state.search.text else { return .nothing }
            takeFound(answer, &state, context)
        case .explored(let number, let place, let answer):
            explored(&state, number, place, answer, context)
            return PaneReply(effects: traceUnlessKnown(&state, context))
        case .paged(let number, let branch, let answer):
            return paged(&state, number, branch, answer, context)
        case .traced(let id, let answer):
            state.lineage[id]?.take(answer)
            guard let direction = state.stepWanted, state.node?.id == id else { break }
            state.stepWanted = nil
            if case .failure(let error) = answer.result { return .say(error.message, .bad) }
            return step(&state, direction, context)
        case .sideFound(let index, let id, let answer): takeSide(&state, index, id, answer)
        case .edgeTraced(let text, let answer):
            if state.edge?.text == text { state.edge?.found.take(answer) }
        case .classKnown(let number, let answer):
            guard case .success(let known) = answer.result, state.walk?.number == number else {
                break
            }
            state.walk?.rootKey = known.key
        default: break
        }
        return .nothing
    }

    private static func explored(
        _ state: inout State, _ number: Int, _ place: Int, _ answer: Answered<Neighbourhood>,
        _ context: PaneContext
    ) {
        let isOld = takeMoment(&state, number, place, answer)
        change(&state, walk: number, context) { tree in
            switch answer.result {
            case .success(let neighbourhood):
                if isOld { tree.forgetPages(of: place) }
                tree.apply(neighbourhood, to: place)
            case .failure(let error):
                tree[place: place].isLoading = false
                // What is shown stays; a first look that failed says so in its place.
                let isFirst = tree[place: place].branches == nil
                if isOld || isFirst && error.saysAbsent { tree.markAbsent(place, error) }
                if isFirst { tree[place: place].failure = error }
            }
        }
    }

    /// Whether what is shown of the place is of another moment; notes what the engine said of this one.
    private static func takeMoment(
        _ state: inout State, _ number: Int, _ place: Int, _ answer: Answered<Neighbourhood>
    ) -> Bool {
        guard state.walk?.number == number else { return false }
        if case .success(let value) = answer.result, let moment = value.asOf {
            state.walk?.moment = moment
        }
        return state.walk?.awaited.remove(place) != nil
    }

    private static func paged(
        _ state: inout State, _ number: Int, _ branch: Int, _ answer: Answered<Neighbourhood>,
        _ context: PaneContext
    ) -> PaneReply<Message> {
        var reply = PaneReply<Message>.nothing
        change(&state, walk: number, context) { tree in
            switch answer.result {
            case .success(let neighbourhood): tree.append(neighbourhood, to: branch)
            case .failure(let error):
                tree[branch: branch].isLoading = false
                reply = .say(error.message, .bad)
            }
        }
        return reply
    }

    /// Changes the tree of a number, wherever it is by now, and keeps the cursor on its line.
    static func change(
        _ state: inout State, walk number: Int, _ context: PaneContext,
        _ body: (inout GraphTree) -> Void
    ) {
        if let index = state.past.firstIndex(where: { $0.number == number }) {
            return body(&state.past[index].tree)
        }
        if let index = state.future.firstIndex(where: { $0.number == number }) {
            return body(&state.future[index].tree)
        }
        guard state.walk?.number == number, var walk = state.walk else { return }
        let line = state.line
        body(&walk.tree)
        let rows = walk.tree.rows
        let row = rows.firstIndex { $0.line == line || samePlace($0.line, line) }
        walk.window.select(
            row ?? walk.window.selected, count: rows.count, height: listHeight(state, context))
        state.walk = walk
    }

    /// A node may get a row of its own once its branch holds more than one.
    private static func samePlace(_ one: GraphTree.Line, _ other: GraphTree.Line?) -> Bool {
        guard case .node(let place, _) = one, case .node(place, _) = other else { return false }
        return true
    }

    static func search(
        _ state: inout State, _ text: String, _ context: PaneContext
    ) -> PaneReply<Message> {
        if let walk = state.walk {
            state.past.append(walk)
            state.future = []
            state.walk = nil
        }
        guard text != state.search.text || state.search.found.value == nil else { return .nothing }
        state.search.text = text
        state.search.window = ScrollWindow()
        state.search.found.askAnew(at: context.now)
        return find(state, context)
    }

    /// What is found is asked for as long as it is looked at: instances come and go, and badges change.
    static func keepFinding(_ state: inout State, _ context: PaneContext) -> PaneReply<Message> {
        guard context.database != nil, context.isDue(state.search.found),
            state.search.found.ask(context)
        else { return .nothing }
        return find(state, context)
    }

    /// The cursor stays on its node.
    private static func takeFound(
        _ answer: Answered<PageView<InstanceView>>, _ state: inout State, _ context: PaneContext
    ) {
        let selected = state.selectedResult?.id
        state.search.found.take(answer)
        // The engine keeps keys as text, 10 before 2.
        state.search.found.change { page in
            page.items.sort {
                $0.className == $1.className
                    ? InstanceOrder.natural($0.key, $1.key) < 0 : $0.className < $1.className
            }
        }
        guard case .success = answer.result, let page = state.search.found.value,
            state.search.window.selected > 0
        else { return }
        let row = page.items.firstIndex { $0.id == selected } ?? state.search.window.selected
        state.search.window.select(
            row, count: page.items.count, height: listHeight(state, context))
    }

    private static func find(_ state: State, _ context: PaneContext) -> PaneReply<Message> {
        guard let database = context.database else { return .nothing }
        let text = state.search.text
        let words = text.trimmingSpaces
        let request = ListInstances(
            database: database, className: nil, search: words.isEmpty ? nil : words, limit: 100)
        return .effect(
            context.scoped.call(request, id: "graph.search") { .found(text, $0) })
    }

    /// Asks where the node under the cursor came from, when that is to be shown.
    static func traceUnlessKnown(
        _ state: inout State, _ context: PaneContext
    ) -> [Effect<Message>] {
        guard state.showsLineage, let node = state.node,
            node.badge.status != .missing || node.sequence != nil
        else { return [] }
        return trace(&state, context)
    }

    /// All changes of the node under the cursor, also those after the moment that is looked at.
    static func trace(_ state: inout State, _ context: PaneContext) -> [Effect<Message>] {
        guard let node = state.node, let database = context.database else { return [] }
        var known = state.lineage[node.id] ?? Loaded()
        guard known.value == nil, known.ask(at: context.now) else { return [] }
        if state.lineage.count > 500 { state.lineage.removeAll() }
        state.lineage[node.id] = known
        let request = TraceLineage(
            database: database, className: node.className, key: node.key)
        return [
            context.scoped.call(request, id: .init("graph.trace.\(node.id)")) {
                .traced(node.id, $0)
            }
        ]
    }

    /// Looks again at the first place that leads to a node which was not there yet: once the
    /// projection catches up, its badge turns by itself.
    static func recheck(_ state: State, _ context: PaneContext) -> [Effect<Message>] {
        guard let walk = state.walk, walk.asOf == nil, let database = context.database else {
            return []
        }
        for row in walk.tree.rows {
            guard case .node(let place, _) = row.line else { continue }
            let value = walk.tree[place: place]
            guard ["not_indexed_yet", "stale", "index_down"].contains(value.node.badge.reason)
            else { continue }
            let from =
                value.branches != nil ? place : value.branch.map { walk.tree[branch: $0].place }
            guard let from, !walk.tree[place: from].isLoading else { continue }
            return ask(state, from, database, context)
        }
        return []
    }

    static func refresh(_ state: inout State, _ context: PaneContext) -> PaneReply<Message> {
        guard let place = state.place, let database = context.database else { return .nothing }
        if let id = state.node?.id { state.lineage[id] = nil }
        let isKnown = state.walk?.tree[place: place].branches != nil
        let effects =
            isKnown
            ? ask(state, place, database, context) + filterAgain(&state, place, context)
            : explore(&state, place, context)
        return PaneReply(effects: effects + traceUnlessKnown(&state, context))
    }
}

extension EngineError {
    /// The engine looked, and there is none.
    var saysAbsent: Bool { [.instanceNotFound, .classNotFound, .notFound].contains(code) }
}
