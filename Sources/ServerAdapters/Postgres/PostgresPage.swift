// Cursors of lists: the sort values of a page's last item as a JSON array. Opaque to callers.

internal import EventSourcing
internal import JSONText

enum PageMark {
    static func cursor(_ texts: [String]) -> PageCursor {
        PageCursor(JSON.array(texts.map(JSON.string)).text)
    }

    /// The texts of a cursor of ours; nil for the first page, and for what no page of ours made.
    static func texts(_ request: PageRequest, _ count: Int) -> [String]? {
        guard let text = request.after?.text, let parts = (try? JSON(parsing: text))?.array
        else { return nil }
        let texts = parts.compactMap(\.string)
        return texts.count == count ? texts : nil
    }
}

extension PageRequest {
    /// At least one item a page, so that a page with a cursor always makes progress.
    var atLeastOne: Int { max(1, limit) }
}

extension Page {
    /// From up to `limit + 1` items: the last one only tells that there are more.
    init(upTo limit: Int, of items: [(item: Item, mark: [String])]) {
        let kept = items.prefix(limit)
        self.init(
            items: kept.map(\.item),
            next: items.count > limit ? kept.last.map { PageMark.cursor($0.mark) } : nil)
    }
}
