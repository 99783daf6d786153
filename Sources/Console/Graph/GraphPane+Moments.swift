// Looking back: the tree of a moment, and steps from one change of the node under the cursor to the next. The tree keeps
// its shape; each look is one more in the row that back and forward go through.

import Engine
import EventSourcing
import TerminalUI

extension GraphPane {
    /// Places asked for again when the moment changes; what was walked beyond them is folded.
    private static let mostRewalked = 40

    static func askMoment(_ state: State) -> PaneReply<Message> {
        guard let walk = state.walk else { return .nothing }
        var prompt = Prompt<Message>(
            "as of", text: walk.asOf ?? "",
            placeholder: "a time, a day or a position of the log; empty: now",
            submit: { .momentGiven($0) })
        prompt.check = { text in
            text.trimmingSpaces.isEmpty ? nil : AsOfView.problem(in: text.trimmingSpaces)
        }
        return .asking(prompt)
    }

    /// The same tree at another moment; an empty text: now.
    static func look(
        _ state: inout State, at text: String, _ context: PaneContext
    ) -> PaneReply<Message> {
        guard var walk = state.walk, let database = context.database else { return .nothing }
        let asOf = text.trimmingSpaces.isEmpty ? nil : text.trimmingSpaces
        guard walk.asOf != asOf else { return .nothing }
        state.past = Array((state.past + [walk]).suffix(50))
        state.future = []
        state.walksBegun += 1
        walk.number = state.walksBegun
        walk.asOf = asOf
        walk.moment = nil
        let walked = walk.tree.rows.compactMap { row -> Int? in
            guard case .node(let place, _) = row.line, walk.tree[place: place].branches != nil
            else { return nil }
            return place
        }
        let again = Array((walked.isEmpty ? [0] : walked).prefix(mostRewalked))
        for place in walk.tree.places.indices where !again.contains(place) {
            walk.tree[place: place].branches = nil
        }
        walk.awaited = Set(again)
        for place in again { walk.tree[place: place].failure = nil }
        state.walk = walk
        state.difference = nil
        state.edge = nil
        if state.aside == .difference || state.aside == .edge { state.aside = .detail }
        let effects = again.flatMap { ask(state, $0, database, context) }
        return PaneReply(effects: effects + traceUnlessKnown(&state, context))
    }

    /// To the change of the node under the cursor before (`-1`) or after the moment of the tree.
    static func step(
        _ state: inout State, _ direction: Int, _ context: PaneContext
    ) -> PaneReply<Message> {
        guard let node = state.node, let walk = state.walk else { return .nothing }
        guard let lineage = state.lineage[node.id]?.value else {
            state.stepWanted = direction
            let effects = trace(&state, context)
            return effects.isEmpty
                ? .say("asking when \(node.id) changed …") : PaneReply(effects: effects)
        }
        let steps = lineage.steps.compactMap { step in
            step.position.flatMap { StorePosition($0) }.map { (position: $0, step: step) }
        }
        // Between two changes of this node the tree stands at the last one before.
        let now = walk.asOf.map { walk.moment?.position ?? $0 }.flatMap { StorePosition($0) }
        let next =
            direction < 0
            ? (now == nil
                ? steps.dropLast().last
                : steps.last { item in now.map { item.position < $0 } ?? true })
            : steps.first { item in now.map { item.position > $0 } ?? false }
        guard let next else { return stepBeyond(&state, direction, node, context) }
        let number = (steps.firstIndex { $0.position == next.position } ?? 0) + 1
        var reply = look(&state, at: next.position.description, context)
        reply.notice = Notice(
            "\(node.id) after its change \(number) of \(steps.count): "
                + GraphLineage.sentence(next.step))
        return reply
    }

    private static func stepBeyond(
        _ state: inout State, _ direction: Int, _ node: WalkedNode, _ context: PaneContext
    ) -> PaneReply<Message> {
        guard direction > 0 else {
            return .say("\(node.id) has no change before this one", .attention)
        }
        guard state.walk?.asOf != nil else { return .say("this is now") }
        var reply = look(&state, at: "", context)
        reply.notice = Notice("\(node.id) as it is now")
        return reply
    }

    /// What line 23 says while the tree is of the past.
    package static func footnote(_ state: State, _ context: PaneContext) -> Footnote {
        guard let walk = state.walk, let asOf = walk.asOf else { return Footnote() }
        guard let moment = walk.moment else {
            return Footnote(left: [Span("▲ as of \(MomentText.short(asOf))", .attention)])
        }
        let place = moment.position.map { " · position \($0)" } ?? ""
        return Footnote(
            left: [
                Span("▲ as of \(MomentText.short(moment, asked: asOf))", .attention),
                Span(place, .quiet),
            ],
            right: [
                Span(
                    "\(Figure.count(moment.changes)) of \(Figure.count(moment.changesNow)) changes",
                    .quiet)
            ])
    }
}
