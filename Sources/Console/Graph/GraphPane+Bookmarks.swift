// Bookmarks: made with a name, found again in a menu, taken back where they were made.

import Engine
import TerminalUI

extension GraphPane {
    /// Takes back the bookmark that is just here, else asks for a name.
    static func askBookmark(_ state: inout State) -> PaneReply<Message> {
        guard let walk = state.walk, let node = state.node, let database = state.database else {
            return .nothing
        }
        let known = state.bookmarks.firstIndex {
            $0.node == node.id && $0.asOf == walk.asOf && $0.database == database
        }
        if let known {
            let gone = state.bookmarks.remove(at: known)
            return .say("the bookmark \(gone.name) is taken back")
        }
        let when = walk.asOf == nil ? "" : " then"
        var prompt = Prompt<Message>(
            "bookmark", placeholder: "a name for this place", submit: { .bookmarked($0) })
        prompt.field = InputField(node.summary + when, isProposal: true)
        return .asking(prompt)
    }

    static func bookmark(_ state: inout State, _ name: String) -> PaneReply<Message> {
        let name = name.trimmingSpaces
        guard !name.isEmpty, let walk = state.walk, let node = state.node,
            let database = state.database
        else { return .nothing }
        state.bookmarks.removeAll { $0.name == name && $0.database == database }
        state.bookmarks.append(
            GraphBookmark(name: name, database: database, node: node.id, asOf: walk.asOf))
        state.bookmarks = Array(state.bookmarks.suffix(GraphBookmark.maximum))
        return .say("\(name) is bookmarked: B goes back to it", .good)
    }

    /// Those of this database, the newest first.
    static func bookmarkMenu(_ state: State) -> PaneReply<Message> {
        let own = state.bookmarks.filter { $0.database == state.database }
        return .asking(
            Menu(
                "Bookmarks",
                own.reversed().map { mark in
                    let when = mark.asOf.map { "as of \(MomentText.short($0))" } ?? ""
                    return (
                        HelpOverlay.Entry(key: "◂", name: mark.name, help: "\(mark.node) \(when)"),
                        .bookmarkOpened(mark)
                    )
                }))
    }
}
