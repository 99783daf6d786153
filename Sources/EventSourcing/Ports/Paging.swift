// The one way to page through anything: an opaque cursor and a limit.

/// Where a page starts; made by the answer before it.
package struct PageCursor: Hashable, Sendable {
    package let text: String
    package init(_ text: String) { self.text = text }
}

package struct PageRequest: Hashable, Sendable {
    package var limit: Int
    /// Nil for the first page.
    package var after: PageCursor?

    package init(limit: Int = 100, after: PageCursor? = nil) {
        self.limit = limit
        self.after = after
    }
}

/// One page; `next` is nil when it is the last.
package struct Page<Item: Sendable>: Sendable {
    package var items: [Item]
    package var next: PageCursor?

    package init(items: [Item], next: PageCursor?) {
        self.items = items
        self.next = next
    }

    package func map<Other: Sendable>(_ transform: (Item) -> Other) -> Page<Other> {
        Page<Other>(items: items.map(transform), next: next)
    }
}
