// What each message does to the Graph pane.

import Engine
import Ontology
import TerminalUI

extension GraphPane {
    package static func update(
        _ state: inout State, _ message: Message, _ context: PaneContext
    ) -> PaneReply<Message> {
        switch message {
        case .moved(let key): move(&state, key, context)
        case .searchAsked: .asking(searchPrompt(state))
        case .startAsked: .asking(startPrompt(state))
        case .searched(let text): search(&state, text, context)
        case .opened(let subject): begin(&state, subject, context)
        case .entered: enter(&state, context)
        case .wentUp: goUp(&state, context)
        case .wentBack: goBack(&state, context)
        case .rooted: root(&state, context)
        case .lineageToggled: toggleLineage(&state, context)
        case .layersToggled: toggleLayers(&state)
        case .queryAsked: showQuery(state, context)
        case .refreshed: refresh(&state, context)
        case .closed: .nothing
        case .wentForward: goForward(&state, context)
        case .pinToggled: togglePin(&state)
        case .pinsAsked: pinMenu(state)
        case .copyAsked: state.node.map { .copying($0.id, "the node's name") } ?? .nothing
        case .copied(let text): .copying(text, "the query")
        case .momentAsked: askMoment(state)
        case .momentGiven(let text): look(&state, at: text, context)
        case .nowAsked: look(&state, at: "", context)
        case .stepped(let direction): step(&state, direction, context)
        case .comparisonAsked: askComparison(&state, context)
        case .compared(let id, let asOf): compare(&state, with: id, asOf: asOf, context)
        case .edgeAsked: traceEdge(&state, context)
        case .commandAsked: openCommand(state)
        case .bookmarkAsked: askBookmark(&state)
        case .bookmarked(let name): bookmark(&state, name)
        case .bookmarksAsked: bookmarkMenu(state)
        case .bookmarkOpened(let mark): begin(&state, mark.node, context, asOf: mark.asOf)
        case .filterAsked: askFilter(state)
        case .filterGiven(let branch, let text): filter(&state, branch, text, context)
        case .filtered(let number, let branch, let text, let asOf, let answer):
            state.isAt(asOf, walk: number)
                ? filtered(&state, number, branch, text, answer, context) : .nothing
        case .found, .explored, .paged, .traced, .classKnown, .sideFound, .edgeTraced:
            take(&state, message, context)
        }
    }

    private static func searchPrompt(_ state: State) -> Prompt<Message> {
        var prompt = Prompt<Message>(
            "find", placeholder: "words of a node, in any class", isLive: true,
            submit: { .searched($0) })
        prompt.field = InputField(state.search.text, isProposal: true)
        return prompt
    }

    private static func startPrompt(_ state: State) -> Prompt<Message> {
        var prompt = Prompt<Message>(
            "start at", placeholder: "Class/key, as Customer/85", submit: { .opened($0) })
        prompt.field = InputField(
            state.walk == nil ? "" : (state.node?.id ?? ""), isProposal: true)
        prompt.check = { problem(ofNode: $0) }
        return prompt
    }

    /// What keeps a text from naming a node; nil while nothing was typed.
    static func problem(ofNode text: String) -> String? {
        let text = text.trimmingSpaces
        guard !text.isEmpty else { return nil }
        guard let slash = text.firstIndex(of: "/") else { return "Class/key" }
        guard (try? ClassID(String(text[..<slash]))) != nil else { return "no name of a class" }
        let key = String(text[text.index(after: slash)...])
        if key.isEmpty { return "a key is missing" }
        if key.contains("/") { return "a / in the key is written %2F" }
        return (try? InstanceKey(escaped: key)) == nil ? "that is no key" : nil
    }

    private static func move(
        _ state: inout State, _ key: Key, _ context: PaneContext
    ) -> PaneReply<Message> {
        guard var walk = state.walk else {
            let count = state.search.found.value?.items.count ?? 0
            _ = state.search.window.move(key, count: count, height: listHeight(state, context))
            return .nothing
        }
        let count = walk.tree.rows.count
        _ = walk.window.move(key, count: count, height: listHeight(state, context))
        state.walk = walk
        return PaneReply(effects: traceUnlessKnown(&state, context))
    }

    private static func toggleLineage(
        _ state: inout State, _ context: PaneContext
    ) -> PaneReply<Message> {
        let isSeen = state.aside == .detail && (state.isAsideOpen || context.room != .narrow)
        state.showsLineage = isSeen ? !state.showsLineage : true
        state.isAsideOpen = context.room == .narrow ? state.showsLineage : state.isAsideOpen
        state.aside = .detail
        return PaneReply(effects: traceUnlessKnown(&state, context))
    }

    private static func toggleLayers(_ state: inout State) -> PaneReply<Message> {
        state.aside = state.aside == .layers ? .detail : .layers
        state.isAsideOpen = state.aside == .layers
        return .nothing
    }

    private static func showQuery(
        _ state: State, _ context: PaneContext
    ) -> PaneReply<Message> {
        guard let walk = state.walk, let place = state.place, let database = state.database else {
            return .nothing
        }
        let text = GraphQueryText(
            database: database, branch: context.branch, tree: walk.tree, place: place,
            key: walk.rootKey, asOf: walk.asOf, reach: context.reach)
        let hint =
            context.reach.address == nil
            ? "\n\nThe second asks the BFF of spice up where it serves by default." : ""
        var reply = PaneReply<Message>.nothing
        reply.question = Question(
            dialog: Dialog(
                title: "This way as a query", text: "\(text.commandLine)\n\n\(text.curl)\(hint)",
                keys: [
                    .init("⏎", "copy the line"), .init("c", "copy curl"), .init("Esc", "close"),
                ]),
            confirm: .copied(text.commandLine),
            alternative: (.character("c"), .copied(text.curl)))
        return reply
    }

    private static func togglePin(_ state: inout State) -> PaneReply<Message> {
        guard let node = state.node else { return .nothing }
        if let place = state.pins.firstIndex(of: node.id) {
            state.pins.remove(at: place)
            return .say("\(node.id) is no pin any more")
        }
        state.pins = Array((state.pins + [node.id]).suffix(50))
        return .say("\(node.id) is pinned: P goes back to it", .good)
    }

    private static func pinMenu(_ state: State) -> PaneReply<Message> {
        .asking(
            Menu(
                "Pins",
                state.pins.map { pin in
                    (HelpOverlay.Entry(key: "◂", name: pin, help: ""), .opened(pin))
                }))
    }
}
