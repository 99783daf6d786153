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
    /// Commands that were looked at for these rows, those that came meanwhile aside.
    package private(set) var lookedAt = 0
    /// Another filter is in force: the rows are thrown away with the next page.
    package private(set) var isStale = true
    private var newest = CommandPage(items: [])
    /// The newest command that the rows reach up to.
    private var top: String?

    package init() {}

    /// The rows stay until a page of the new filter is there.
    package mutating func forget() { isStale = true }

    /// Takes the newest page. `isHeld`: somebody reads, so rows keep their places.
    package mutating func take(_ page: CommandPage, isHeld: Bool) {
        newest = page
        if isStale {
            isStale = false
            top = nil
            return adopt()
        }
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
        isNewCountOpen = known == 0 && page.next != nil && newCount > 0
    }

    /// Shows the newest page, and below it the older rows where the two join.
    package mutating func adopt() {
        let ids = Set(newest.items.map(\.id))
        if let top, let oldest = newest.oldestAt, newest.next != nil, oldest <= top {
            rows = newest.items + rows.filter { !ids.contains($0.id) && $0.acceptedAt <= oldest }
        } else {
            rows = newest.items
            next = newest.next
            lookedAt = newest.lookedAt
        }
        top = newest.newestAt ?? top
        newCount = 0
        isNewCountOpen = false
    }

    /// Adds the page after the last row.
    package mutating func append(_ page: CommandPage) {
        let ids = Set(rows.map(\.id))
        rows += page.items.filter { !ids.contains($0.id) }
        next = page.next
        lookedAt += page.lookedAt
    }
}
