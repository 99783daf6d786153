// How many commands came while somebody reads: counted on from the newest page down to what was known, a page at a time.

import Engine
import TerminalUI

extension CommandFeed {
    package struct Counting: Hashable, Sendable {
        /// The newest command when the count began.
        var first: String
        /// Counted so far.
        var seen: Int
        /// Where to look on; nil once it is exact.
        var next: String?
        /// Known commands: the topmost row, and the newest one that was counted before.
        var ends: Set<String>
        var markID: String?
        var markCount: Int

        static let pageSize = 1000
        static let most = 20_000

        /// Counts a further page in.
        mutating func add(_ page: CommandPage) {
            if let end = page.items.firstIndex(where: { ends.contains($0.id) }) {
                let isMark = page.items[end].id == markID
                seen += end + (isMark ? markCount : 0)
                next = nil
            } else {
                seen += page.items.count
                next = page.next
            }
        }
    }
}

extension CommandsPane {
    /// Counts on where the newest page does not reach down to what is known. One count goes on while further pages come:
    /// begun anew with each of them, a slow engine's would never end.
    static func countNew(_ state: inout State, _ context: PaneContext) -> [Effect<Message>] {
        guard let counting = state.feed.counting, state.count.ask(at: context.now) else {
            return []
        }
        let (filter, database, engine) = (state.filter, context.database, context.engine)
        return [
            .run(id: "commands.count") {
                var counting = counting
                while let next = counting.next, counting.seen < CommandFeed.Counting.most {
                    let request = SearchCommands(
                        database: database, filter: filter.text,
                        limit: CommandFeed.Counting.pageSize, after: next)
                    // What was counted so far counts; the next list begins a further one.
                    guard case .success(let page) = await engine.answer(request).result else {
                        break
                    }
                    counting.add(page)
                }
                return .counted(filter, Answered(result: .success(counting), at: engine.now()))
            }
        ]
    }
}
