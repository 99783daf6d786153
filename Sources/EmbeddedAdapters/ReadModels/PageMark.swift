// Cursors of the read models: the sort texts of the last item of a page. Opaque to callers.

import EventSourcing

/// Where a page ended.
struct PageMark {
    let texts: [String]

    init(_ texts: [String]) { self.texts = texts }

    /// Nil for the first page; refuses what no page of ours made.
    init?(_ request: PageRequest, count: Int) throws {
        guard let cursor = request.after else { return nil }
        guard let texts = try? TextList.texts(cursor.text), texts.count == count else {
            throw StorageFailure.unavailable("the cursor does not belong to this list")
        }
        self.texts = texts
    }

    var cursor: PageCursor { PageCursor(TextList.column(texts)) }
}

extension PageRequest {
    /// At least one item a page, so that a page with a cursor always makes progress.
    var atLeastOne: Int { max(1, limit) }
}

extension Page {
    /// From up to `limit + 1` items: the last one only tells that there are more.
    init(upTo limit: Int, of items: [Item], mark: (Item) -> PageMark) {
        guard items.count > limit, let last = items.prefix(limit).last else {
            self.init(items: items, next: nil)
            return
        }
        self.init(items: Array(items.prefix(limit)), next: mark(last).cursor)
    }
}
