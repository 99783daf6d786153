// The edge by which the node under the cursor was reached: what made it. And the command behind a node.

package import Engine
import TerminalUI

extension GraphPane {
    /// The lineage of one edge, while it is shown.
    package struct EdgeTrace: Sendable {
        package var from: String
        package var predicate: String
        package var to: String
        package var found = Loaded<LineageView>()

        var text: String { "\(from) -\(predicate)-> \(to)" }
    }

    static func traceEdge(_ state: inout State, _ context: PaneContext) -> PaneReply<Message> {
        if state.aside == .edge {
            state.aside = .detail
            state.isAsideOpen = false
            return .nothing
        }
        guard let walk = state.walk, let place = state.place, let database = context.database else {
            return .nothing
        }
        guard let number = walk.tree[place: place].branch, case .node = state.line else {
            return .say("put the cursor on a node that a link leads to", .attention)
        }
        let branch = walk.tree[branch: number]
        let (here, above) = (walk.tree[place: place].node, walk.tree[place: branch.place].node)
        let (from, to) = branch.isIncoming ? (here, above) : (above, here)
        var edge = EdgeTrace(from: from.id, predicate: branch.predicate, to: to.id)
        edge.found.askAnew(at: context.now)
        state.edge = edge
        state.aside = .edge
        state.isAsideOpen = true
        let request = TraceLineage(
            database: database, className: from.className, key: from.key,
            predicate: branch.predicate, target: to.id, asOf: walk.asOf)
        let text = edge.text
        return .effect(context.scoped.call(request, id: "graph.edge") { .edgeTraced(text, $0) })
    }

    static func drawEdge(
        _ edge: EdgeTrace, into screen: inout Screen, in rect: Rect, _ context: PaneContext
    ) {
        screen.put(edge.from, x: rect.x, y: rect.y, width: rect.width, style: .strong, cut: .middle)
        screen.put(
            [
                Span("╰─ ", .border), Span(edge.predicate), Span(" ─▸ ", .border),
                Span(edge.to, .strong),
            ],
            x: rect.x, y: rect.y + 1, width: rect.width)
        screen.horizontalLine(x: rect.x, y: rect.y + 2, width: rect.width)
        let lines = GraphLineage.lines(
            edge.found, context, heading: "Why is this link here?")
        for (row, line) in lines.enumerated() where row + 3 < rect.height {
            screen.put(line, x: rect.x, y: rect.y + 3 + row, width: rect.width)
        }
    }

    /// To the command that made the node, or, looking back, the last one before the moment.
    static func openCommand(_ state: State) -> PaneReply<Message> {
        guard let node = state.node, let steps = state.lineage[node.id]?.value?.steps else {
            return .say("its events are not known yet: press l", .attention)
        }
        let moment = state.walk?.moment?.position
        let last = steps.last { GraphLineage.isBefore($0, moment) }
        guard let command = last?.commandID else {
            return .say("no command is known for \(node.id)", .attention)
        }
        var reply = PaneReply<Message>.nothing
        reply.jump = Jump(.commands, subject: command)
        return reply
    }
}
