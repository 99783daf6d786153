// What the Commands pane knows: the list with its filter, one command in detail, dead letters and
// parked writes.

package import Engine
package import EventSourcing
package import TerminalUI

extension CommandsPane {
    package enum Section: Hashable, Sendable { case commands, deadLetters, parked }

    /// A list with the place of the cursor in it.
    package struct Listing<Item: Codable & Hashable & Sendable>: Sendable {
        package var page = Loaded<PageView<Item>>()
        package var window = ScrollWindow()

        package var items: [Item] { page.value?.items ?? [] }
        package var selected: Item? {
            items.isEmpty ? nil : items[min(window.selected, items.count - 1)]
        }
    }

    package struct State: Sendable {
        package var database: String?
        package var section = Section.commands
        package var filter = CommandsFilter()
        /// When the list was read last: ages are counted to here, so that rows do not come and go
        /// between two answers.
        package var readAt = Timestamp(microseconds: 0)
        package var asked = Loaded<CommandPage>()
        /// What is asked for below the last row, and how often a search went on by itself.
        package var older = Loaded<CommandPage>()
        package var stretches = 0
        package var feed = CommandFeed()
        /// What is being counted of those that came while somebody reads.
        var count = Loaded<CommandFeed.Counting>()
        package var window = ScrollWindow()
        /// Somebody wants the list to stand still, wherever the cursor is.
        package var isHeldByHand = false
        /// Somebody wants the last row: older ones are read until it is there.
        package var isGoingToEnd = false
        /// The command whose timeline is shown, and what is known of it.
        package var detailID: String?
        package var detail = Loaded<CommandView>()
        /// Whether the selected thing fills the body.
        package var isOpen = false
        package var dead = Listing<DeadLetterView>()
        package var parked = Listing<ParkedWriteView>()

        package init() {}

        /// What was wanted before any database was known, by a person or the last session, is meant for the one that
        /// comes.
        mutating func take(wishes before: State) {
            (filter, section) = (before.filter, before.section)
            (isHeldByHand, isGoingToEnd) = (before.isHeldByHand, before.isGoingToEnd)
            guard before.isOpen else { return }
            (isOpen, detailID, detail) = (true, before.detailID, before.detail)
        }

        /// The rows that the filter lets through: between two filters those that hold already.
        package var rows: [CommandView] {
            guard !filter.isEmpty else { return feed.rows }
            let dead = deadIDs
            return feed.rows.filter { command in
                let age = Timestamp(command.acceptedAt).map { readAt.seconds(since: $0) }
                return filter.holds(
                    command, CommandPhase(command, isDead: dead.contains(command.id)), age: age)
            }
        }

        package var deadIDs: Set<String> { Set(dead.items.compactMap(\.eventID)) }

        package func phase(of command: CommandView) -> CommandPhase {
            CommandPhase(command, isDead: deadIDs.contains(command.id))
        }

        package var selected: CommandView? {
            let rows = rows
            return rows.isEmpty ? nil : rows[min(window.selected, rows.count - 1)]
        }

        /// The command that is shown in full, as far as it is known: its row, before its timeline came.
        package var shown: CommandView? {
            guard !isOpen, let row = selected else { return detail.value }
            return detailID == row.id ? detail.value ?? row : row
        }

        /// Somebody reads: new rows must not push the list.
        package var isHeld: Bool {
            isHeldByHand || window.selected > 0 || isOpen || section != .commands
        }
    }
}
