// Where a page of instances that satisfy conditions ended: a page of the index, and a key in it or before it.

internal import JSONText

struct FilterMark {
    /// Nil: the first.
    var page: String?
    var key: String

    init(page: String?, key: String) {
        self.page = page
        self.key = key
    }

    init(_ text: String) throws(EngineError) {
        guard let items = (try? JSON(parsing: text))?.array, items.count == 3,
            items[0].string == "filter", let page = items[1].string, let key = items[2].string
        else {
            throw EngineError(
                .invalidRequest, "the cursor does not belong to a list with conditions")
        }
        self.init(page: page.isEmpty ? nil : page, key: key)
    }

    var text: String { JSON.array(["filter", .string(page ?? ""), .string(key)]).plainText }
}
