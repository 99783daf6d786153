// The list of commands as it is read: newest first, and still while somebody reads. New ones are
// counted until they are asked for; what is known of a row is brought up to date in its place.

package import Engine

package struct CommandFeed: Sendable {
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
    /// The newest command when the new ones were counted last, and how many they were.
    private var mark: (id: String, count: Int)?
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
        count(page, known: known)
    }

    /// Exact where the page reaches down to a row or to the last count; else at least.
    private mutating func count(_ page: CommandPage, known: Int) {
        guard let first = page.items.first else { return }
        if known > 0 || page.next == nil {
            newCount = page.items.count - known
        } else if let mark, let place = page.items.firstIndex(where: { $0.id == mark.id }) {
            newCount = mark.count + place
        } else {
            newCount = (mark?.count ?? 0) + page.items.count
            isNewCountOpen = true
            return
        }
        isNewCountOpen = false
        mark = (first.id, newCount)
    }

    /// Where to count from when the newest page alone does not tell how many are new.
    package var counting: Counting? {
        guard isNewCountOpen, let first = newest.items.first, let next = newest.next else {
            return nil
        }
        return Counting(
            first: first.id, seen: newest.items.count, next: next,
            ends: Set([rows.first?.id, mark?.id].compactMap { $0 }), markID: mark?.id,
            markCount: mark?.count ?? 0)
    }

    /// What counting came to; nothing when it is no longer open, or was of other rows.
    package mutating func take(_ counted: Counting) {
        guard isNewCountOpen, let first = rows.first, counted.ends.contains(first.id) else {
            return
        }
        newCount = max(newCount, counted.seen)
        isNewCountOpen = counted.next != nil
        mark = isNewCountOpen ? mark : (counted.first, counted.seen)
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
        mark = nil
    }

    /// Adds the page after the last row.
    package mutating func append(_ page: CommandPage) {
        let ids = Set(rows.map(\.id))
        rows += page.items.filter { !ids.contains($0.id) }
        next = page.next
        lookedAt += page.lookedAt
    }
}
