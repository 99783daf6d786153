// The Graph pane: what hangs on this, and why is it here? Starts at a search or at an instance that
// another pane hands over, and walks from node to node.

package import Engine
package import TerminalUI

package enum GraphPane: Pane {
    package enum Message: Sendable {
        case moved(Key)
        case searchAsked, startAsked
        case searched(String)
        case opened(String)
        case entered, wentUp, wentBack, rooted, lineageToggled, layersToggled, queryAsked
        case refreshed, closed
        case wentForward, pinToggled, pinsAsked, copyAsked
        case momentAsked, nowAsked, bookmarkAsked, bookmarksAsked, comparisonAsked, edgeAsked
        case commandAsked
        case momentGiven(String)
        case stepped(Int)
        case bookmarked(String)
        case bookmarkOpened(GraphBookmark)
        case compared(String, asOf: String?)
        case sideFound(Int, String, Answered<Neighbourhood>)
        case edgeTraced(String, Answered<LineageView>)
        case copied(String)
        case filterAsked
        case filterGiven(branch: Int, String)
        case filtered(walk: Int, branch: Int, String?, asOf: String?, Answered<Neighbourhood>)
        case found(String, Answered<PageView<InstanceView>>)
        case explored(walk: Int, place: Int, Answered<Neighbourhood>)
        case paged(walk: Int, branch: Int, Answered<Neighbourhood>)
        case traced(String, Answered<LineageView>)
        case classKnown(walk: Int, Answered<ClassView>)
    }

    package static let id = PaneID.graph
    package static var initial: State { State() }

    package static func load(_ state: inout State, _ context: PaneContext) -> PaneReply<Message> {
        if state.database != context.database {
            let before = state
            state = State()
            state.walksBegun = before.walksBegun
            state.bookmarks = before.bookmarks
            // What was pinned and looked for before any database was known is meant for the one that comes.
            if before.database == nil {
                (state.pins, state.search.text) = (before.pins, before.search.text)
                state.wanted = before.wanted
            }
            state.database = context.database
        }
        if let wanted = state.wanted, context.database != nil {
            return begin(&state, wanted.node, context, asOf: wanted.asOf)
        }
        guard state.walk != nil else { return keepFinding(&state, context) }
        var effects = recheck(state, context)
        effects += traceUnlessKnown(&state, context)
        return PaneReply(effects: effects)
    }

    package static func message(opening subject: String) -> Message? { .opened(subject) }

    package static func isAwaiting(_ state: State) -> Bool {
        state.walk == nil && state.search.found.isFirstAwaited
    }

    package static func message(for action: Action.Name, key: Key) -> Message? {
        switch action {
        case "graph.move": .moved(key)
        case "graph.expand": .entered
        case "graph.up": .wentUp
        case "graph.back": .wentBack
        case "graph.search": .searchAsked
        case "graph.start": .startAsked
        case "graph.root": .rooted
        case "graph.lineage": .lineageToggled
        case "graph.layers": .layersToggled
        case "graph.query": .queryAsked
        case "graph.refresh": .refreshed
        case "graph.forward": .wentForward
        case "graph.pin": .pinToggled
        case "graph.pins": .pinsAsked
        case "graph.copy": .copyAsked
        case "graph.as-of": .momentAsked
        case "graph.now": .nowAsked
        case "graph.earlier": .stepped(-1)
        case "graph.later": .stepped(1)
        case "graph.compare": .comparisonAsked
        case "graph.edge": .edgeAsked
        case "graph.command": .commandAsked
        case "graph.bookmark": .bookmarkAsked
        case "graph.bookmarks": .bookmarksAsked
        case "graph.filter": .filterAsked
        default: nil
        }
    }

    package static func actions(in state: State) -> [PaneAction] {
        guard let walk = state.walk else {
            let found = state.search.found.value?.items ?? []
            let list: [PaneAction] = [
                .init("graph.move"), .init("graph.expand", hint: "start here"),
            ]
            let back: [PaneAction] = state.past.isEmpty ? [] : [.init("graph.back")]
            return (found.isEmpty ? [] : list) + [.init("graph.search"), .init("graph.start")]
                + back + always(state)
        }
        // Nobody folds a tree that stands behind two nodes side by side.
        let isCovered = state.isAsideOpen && state.aside == .difference
        var actions: [PaneAction] =
            isCovered ? [] : [.init("graph.expand", hint: enterHint(state))]
        actions += [.init("graph.back"), .init("graph.lineage"), .init("graph.as-of")]
        if walk.asOf != nil { actions += [.init("graph.later"), .init("graph.now")] }
        actions += [.init("graph.earlier"), .init("graph.layers"), .init("graph.compare")]
        if state.place != 0 { actions.append(.init("graph.root")) }
        actions += [.init("graph.query"), .init("graph.refresh"), .init("graph.move")]
        if walk.tree.rows.count > 1 { actions.append(.init("graph.up")) }
        let isPinned = state.node.map { state.pins.contains($0.id) } ?? false
        actions += [.init("graph.pin", hint: isPinned ? "unpin" : "pin"), .init("graph.copy")]
        actions += [.init("graph.edge"), .init("graph.command"), .init("graph.bookmark")]
        if state.branch != nil { actions.append(.init("graph.filter")) }
        return actions + [.init("graph.search"), .init("graph.start")] + always(state)
    }

    package static func instead(of action: Action.Name, in state: State) -> String? {
        guard state.walk == nil else { return nil }
        switch action {
        case "graph.pins": return "nothing is pinned"
        case "graph.bookmarks": return "there is no bookmark of this database"
        case "graph.forward", "graph.back": return nil
        default: return "start at a node first (Enter on one, or s)"
        }
    }

    private static func always(_ state: State) -> [PaneAction] {
        (state.future.isEmpty ? [] : [.init("graph.forward")])
            + (state.pins.isEmpty ? [] : [.init("graph.pins")])
            + (state.bookmarks.contains { $0.database == state.database }
                ? [.init("graph.bookmarks")] : [])
    }

    private static func enterHint(_ state: State) -> String {
        guard let line = state.line, let walk = state.walk else { return "expand" }
        switch line {
        case .more: return "show more"
        case .branch(let branch): return walk.tree[branch: branch].isOpen ? "fold" : "unfold"
        case .remark(let place): return walk.tree[place: place].failure == nil ? "fold" : "again"
        case .node(let place, _):
            let value = walk.tree[place: place]
            if value.cycle != nil { return "go there" }
            if value.branches == nil { return "expand" }
            return value.isOpen ? "fold" : "unfold"
        }
    }
}
