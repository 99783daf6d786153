// Walking: starting at a node, opening and folding, going up and back, and the calls for it.

import Engine
import TerminalUI

extension GraphPane {
    /// Edges asked for with each call of one predicate.
    static let pageSize = 20

    /// `Class/key`, as typed or handed over.
    static func begin(
        _ state: inout State, _ subject: String, _ context: PaneContext, asOf: String? = nil
    ) -> PaneReply<Message> {
        let subject = subject.trimmingSpaces
        guard !subject.isEmpty else { return .nothing }
        guard let slash = subject.firstIndex(of: "/"), slash != subject.startIndex,
            subject.index(after: slash) != subject.endIndex
        else {
            return .say(
                "a node is named Class/key, as Customer/85; / searches by words", .attention)
        }
        let key = String(subject[subject.index(after: slash)...])
        return begin(
            &state, WalkedNode(id: subject, className: String(subject[..<slash]), key: key),
            context, asOf: asOf)
    }

    static func begin(
        _ state: inout State, _ node: WalkedNode, _ context: PaneContext, asOf: String? = nil
    ) -> PaneReply<Message> {
        guard let database = context.database else { return wait(&state, node, asOf, context) }
        state.wanted = nil
        state.database = database
        if let walk = state.walk { state.past.append(walk) }
        state.future = []
        state.past = Array(state.past.suffix(50))
        state.walksBegun += 1
        state.walk = Walk(number: state.walksBegun, tree: GraphTree(root: node))
        state.walk?.asOf = asOf
        state.isAsideOpen = false
        if state.aside == .difference || state.aside == .edge { state.aside = .detail }
        let number = state.walksBegun
        let request = GetClass(database: database, className: node.className)
        let keys = context.scoped.call(request, id: "graph.class") {
            Message.classKnown(walk: number, $0)
        }
        return PaneReply(effects: explore(&state, 0, context) + [keys])
    }

    /// Nobody knows yet which database it is in: it is begun once that is known, unless there is none.
    private static func wait(
        _ state: inout State, _ node: WalkedNode, _ asOf: String?, _ context: PaneContext
    ) -> PaneReply<Message> {
        guard context.databases.value == nil else {
            return .say("no database yet: import a file in Mapping first", .attention)
        }
        state.wanted = Start(node: node, asOf: asOf)
        return .say("\(node.id) is opened as soon as the engine has named its databases")
    }

    static func enter(_ state: inout State, _ context: PaneContext) -> PaneReply<Message> {
        guard state.walk != nil else {
            guard let result = state.selectedResult else { return .nothing }
            return begin(&state, WalkedNode(result), context)
        }
        guard let line = state.line else { return .nothing }
        switch line {
        case .more(let branch): return showMore(&state, branch, context)
        case .branch(let branch):
            state.walk?.tree[branch: branch].isOpen.toggle()
        case .remark(let place):
            if state.walk?.tree[place: place].failure != nil {
                return PaneReply(effects: explore(&state, place, context))
            }
            fold(&state, place, context)
        case .node(let place, _): return enter(&state, place: place, context)
        }
        return .nothing
    }

    private static func enter(
        _ state: inout State, place: Int, _ context: PaneContext
    ) -> PaneReply<Message> {
        guard let value = state.walk?.tree[place: place] else { return .nothing }
        if let above = value.cycle {
            select(&state, place: above, context)
            return PaneReply(effects: traceUnlessKnown(&state, context))
        }
        if value.branches != nil {
            state.walk?.tree[place: place].isOpen.toggle()
            return .nothing
        }
        if ["dangling", "ambiguous"].contains(value.node.badge.reason) {
            return .say("\(value.node.id) is no node: \(value.node.badge.sentence)", .attention)
        }
        return PaneReply(effects: explore(&state, place, context))
    }

    private static func showMore(
        _ state: inout State, _ branch: Int, _ context: PaneContext
    ) -> PaneReply<Message> {
        guard var walk = state.walk, let database = context.database else { return .nothing }
        let value = walk.tree[branch: branch]
        if walk.tree.hidden(value) > 0 || value.next == nil {
            walk.tree[branch: branch].shown += GraphTree.moreShown
            state.walk = walk
            return .nothing
        }
        guard !value.isLoading else { return .nothing }
        walk.tree[branch: branch].isLoading = true
        state.walk = walk
        var request = links(branch, of: walk, database)
        request.after = value.next
        request.conditions = value.filter.flatMap { try? ConditionText.all($0) }
        let number = walk.number
        return .effect(
            context.scoped.call(request, id: .init("graph.page.\(number).\(branch)")) {
                .paged(walk: number, branch: branch, $0)
            })
    }

    /// The first page of one branch.
    static func links(_ branch: Int, of walk: Walk, _ database: String) -> ExploreNode {
        let value = walk.tree[branch: branch]
        let from = walk.tree[place: value.place].node
        return ExploreNode(
            database: database, className: from.className, key: from.key,
            predicate: value.predicate, direction: value.isIncoming ? "in" : "out",
            otherClass: value.isIncoming ? value.otherClass : nil, limit: pageSize,
            asOf: walk.asOf)
    }

    /// Marks a place as being asked for, and asks.
    static func explore(
        _ state: inout State, _ place: Int, _ context: PaneContext
    ) -> [Effect<Message>] {
        guard state.walk != nil, let database = context.database else { return [] }
        state.walk?.tree[place: place].isLoading = true
        state.walk?.tree[place: place].failure = nil
        state.walk?.tree[place: place].isOpen = true
        return ask(state, place, database, context)
    }

    static func ask(
        _ state: State, _ place: Int, _ database: String, _ context: PaneContext
    ) -> [Effect<Message>] {
        guard let walk = state.walk else { return [] }
        let node = walk.tree[place: place].node
        let number = walk.number
        let request = ExploreNode(
            database: database, className: node.className, key: node.key, limit: pageSize,
            asOf: walk.asOf)
        return [
            context.scoped.call(request, id: .init("graph.explore.\(number).\(place)")) {
                .explored(walk: number, place: place, $0)
            }
        ]
    }

    static func goUp(_ state: inout State, _ context: PaneContext) -> PaneReply<Message> {
        guard let walk = state.walk, let line = state.line else { return .nothing }
        let rows = walk.tree.rows
        let here = min(walk.window.selected, rows.count - 1)
        if case .node(let place, _) = line, walk.tree[place: place].branches != nil,
            walk.tree[place: place].isOpen, place != 0
        {
            fold(&state, place, context)
            return .nothing
        }
        guard let above = rows[..<here].lastIndex(where: { $0.depth < rows[here].depth }) else {
            return .nothing
        }
        let height = listHeight(state, context)
        state.walk?.window.select(above, count: rows.count, height: height)
        return PaneReply(effects: traceUnlessKnown(&state, context))
    }

    static func goBack(_ state: inout State, _ context: PaneContext) -> PaneReply<Message> {
        let isLayered = state.aside == .layers && state.isWhole(context.room)
        let isOver = isLayered || [.difference, .edge].contains(state.aside)
        if isOver || state.isAsideOpen && context.room == .narrow {
            state.isAsideOpen = false
            if isOver { state.aside = .detail }
            return .nothing
        }
        if let walk = state.walk { state.future.append(walk) }
        if let before = state.past.popLast() {
            state.walk = before
            return PaneReply(effects: traceUnlessKnown(&state, context))
        }
        state.walk = nil
        return keepFinding(&state, context)
    }

    /// To the tree that was gone back from.
    static func goForward(_ state: inout State, _ context: PaneContext) -> PaneReply<Message> {
        guard let next = state.future.popLast() else { return .nothing }
        if let walk = state.walk { state.past.append(walk) }
        state.walk = next
        return PaneReply(effects: traceUnlessKnown(&state, context))
    }

    static func root(_ state: inout State, _ context: PaneContext) -> PaneReply<Message> {
        guard let node = state.node, state.place != 0 else { return .nothing }
        return begin(&state, node, context, asOf: state.walk?.asOf)
    }

    static func fold(_ state: inout State, _ place: Int, _ context: PaneContext) {
        state.walk?.tree[place: place].isOpen = false
        select(&state, place: place, context)
    }

    static func select(_ state: inout State, place: Int, _ context: PaneContext) {
        guard let rows = state.walk?.tree.rows,
            let row = rows.firstIndex(where: { $0.line.isNode(place) })
        else { return }
        let height = listHeight(state, context)
        state.walk?.window.select(row, count: rows.count, height: height)
    }
}

extension GraphTree.Line {
    /// Whether this row is the node of a place.
    func isNode(_ place: Int) -> Bool {
        if case .node(place, _) = self { return true }
        return false
    }
}
