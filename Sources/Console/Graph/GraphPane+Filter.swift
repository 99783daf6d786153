// Of the links of a node only those whose other end satisfies conditions: the engine looks for them among all, not among
// those that are shown.

import Engine
import TerminalUI

extension GraphPane {
    static func askFilter(_ state: State) -> PaneReply<Message> {
        guard let branch = state.branch, let walk = state.walk else {
            return .say("put the cursor on the links to look among", .attention)
        }
        let value = walk.tree[branch: branch]
        return .asking(
            Prompt(
                "\(value.otherClass) where", text: value.filter ?? "",
                placeholder: "status=open and total>100; empty: all",
                submit: { .filterGiven(branch: branch, $0) }))
    }

    static func filter(
        _ state: inout State, _ branch: Int, _ text: String, _ context: PaneContext
    ) -> PaneReply<Message> {
        let filter = text.trimmingSpaces
        guard state.walk != nil else { return .nothing }
        do throws(EngineError) {
            _ = try ConditionText.all(filter)
        } catch {
            return .say(error.message, .bad)
        }
        return PaneReply(
            effects: look(&state, branch, filter.isEmpty ? nil : filter, context))
    }

    /// Filters of a place's links are worked again, when the place is looked at again.
    static func filterAgain(
        _ state: inout State, _ place: Int, _ context: PaneContext
    ) -> [Effect<Message>] {
        guard let walk = state.walk else { return [] }
        var effects: [Effect<Message>] = []
        for branch in walk.tree[place: place].branches ?? [] {
            guard let filter = walk.tree[branch: branch].filter else { continue }
            effects += look(&state, branch, filter, context)
        }
        return effects
    }

    private static func look(
        _ state: inout State, _ branch: Int, _ filter: String?, _ context: PaneContext
    ) -> [Effect<Message>] {
        guard let walk = state.walk, let database = context.database else { return [] }
        state.walk?.tree[branch: branch].isLoading = true
        var request = links(branch, of: walk, database)
        request.conditions = filter.flatMap { try? ConditionText.all($0) }
        let number = walk.number
        return [
            .cancel(.init("graph.page.\(number).\(branch)")),
            context.scoped.call(request, id: .init("graph.filter.\(number).\(branch)")) {
                .filtered(walk: number, branch: branch, filter, asOf: walk.asOf, $0)
            },
        ]
    }

    static func filtered(
        _ state: inout State, _ number: Int, _ branch: Int, _ filter: String?,
        _ answer: Answered<Neighbourhood>, _ context: PaneContext
    ) -> PaneReply<Message> {
        var reply = PaneReply<Message>.nothing
        change(&state, walk: number, context) { tree in
            switch answer.result {
            case .success(let neighbourhood): tree.filter(branch, by: filter, neighbourhood)
            case .failure(let error):
                // What was shown before stays.
                tree[branch: branch].isLoading = false
                reply = .say(error.message, .bad)
            }
        }
        return reply
    }
}
