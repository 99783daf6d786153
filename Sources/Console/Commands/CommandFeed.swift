// The list of commands as it is read: newest first, and still while somebody reads. New ones are
// counted until they are asked for; what is known of a row is brought up to date in its place.

package import Engine

package struct CommandFeed: Hashable, Sendable {
    package private(set) var rows: [CommandView] = []
    /// Commands that came since and are not among the rows.
    package private(set) var newCount = 0
    /// Whether none of the newest page was known: there may be more new ones than counted.
    package private(set) var isNewCountOpen = false
    /// Gives the page after the last row.
    package private(set) var next: String?
    private var newest: [CommandView] = []
    private var newestNext: String?

    package init() {}

    /// Takes the newest page. `isHeld`: somebody reads, so rows keep their places.
    package mutating func take(_ page: PageView<CommandView>, isHeld: Bool) {
        newest = page.items
        newestNext = page.next
        guard isHeld, !rows.isEmpty else { return adopt() }
        var fresh: [String: CommandView] = [:]
        for command in page.items { fresh[command.id] = command }
        var known = 0
        for index in rows.indices {
            guard let now = fresh[rows[index].id] else { continue }
            rows[index] = now
            known += 1
        }
        newCount = page.items.count - known
        isNewCountOpen = known == 0 && page.next != nil
    }

    /// Shows the newest page, and below it the older rows that join on to it.
    package mutating func adopt() {
        let ids = Set(newest.map(\.id))
        if let last = rows.lastIndex(where: { ids.contains($0.id) }), newestNext != nil {
            rows = newest + rows[(last + 1)...]
        } else {
            rows = newest
            next = newestNext
        }
        newCount = 0
        isNewCountOpen = false
    }

    /// Adds the page after the last row.
    package mutating func append(_ page: PageView<CommandView>) {
        let ids = Set(rows.map(\.id))
        rows += page.items.filter { !ids.contains($0.id) }
        next = page.next
    }
}
