// Two nodes beside each other: the one under the cursor with a pin, or with itself at another moment.

import Engine
import TerminalUI

extension GraphPane {
    /// Goes at once where there is only one to compare with; closes what is shown.
    static func askComparison(_ state: inout State, _ context: PaneContext) -> PaneReply<Message> {
        if state.aside == .difference {
            state.aside = .detail
            state.isAsideOpen = false
            return .nothing
        }
        guard let node = state.node, let walk = state.walk else { return .nothing }
        var others: [(name: String, help: String, message: Message)] = []
        if walk.asOf != nil {
            others.append(("\(node.id) now", "what it has become", .compared(node.id, asOf: nil)))
        }
        for pin in state.pins where pin != node.id {
            others.append((pin, "a pin", .compared(pin, asOf: walk.asOf)))
        }
        guard let only = others.first else {
            return .say(
                "nothing to compare with: pin a node with p, or look back with [ first", .attention)
        }
        if others.count == 1 { return update(&state, only.message, context) }
        return .asking(
            Menu(
                "Compare \(node.id) with",
                others.map {
                    (HelpOverlay.Entry(key: "≠", name: $0.name, help: $0.help), $0.message)
                }
            ))
    }

    static func compare(
        _ state: inout State, with id: String, asOf: String?, _ context: PaneContext
    ) -> PaneReply<Message> {
        guard let node = state.node, let walk = state.walk else { return .nothing }
        var sides = [
            GraphDifference.Side(id: node.id, asOf: walk.asOf),
            GraphDifference.Side(id: id, asOf: asOf),
        ]
        // The older state stands on the left.
        if id != node.id { sides.swapAt(0, 1) }
        var effects: [Effect<Message>] = []
        for index in sides.indices {
            sides[index].found.askAnew(at: context.now)
            effects += explore(sides[index], index, context)
        }
        state.difference = GraphDifference(sides[0], sides[1])
        state.aside = .difference
        state.isAsideOpen = true
        return PaneReply(effects: effects)
    }

    private static func explore(
        _ side: GraphDifference.Side, _ index: Int, _ context: PaneContext
    ) -> [Effect<Message>] {
        guard let database = context.database, let slash = side.id.firstIndex(of: "/") else {
            return []
        }
        let request = ExploreNode(
            database: database, className: String(side.id[..<slash]),
            key: String(side.id[side.id.index(after: slash)...]), limit: pageSize,
            asOf: side.asOf)
        let id = side.id
        return [
            context.scoped.call(request, id: .init("graph.compare.\(index)")) {
                .sideFound(index, id, $0)
            }
        ]
    }

    static func takeSide(
        _ state: inout State, _ index: Int, _ id: String, _ answer: Answered<Neighbourhood>
    ) {
        guard state.difference?.sides[index].id == id else { return }
        state.difference?.sides[index].found.take(answer)
    }
}
