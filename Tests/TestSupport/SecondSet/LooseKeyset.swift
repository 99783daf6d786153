// Paging by key: the cursor is the key of the last item, so that a page never skips or repeats what stays.

internal import EventSourcing

/// The page of `items` after the cursor, in the order of the bytes of their keys. O(n log n).
func keysetPage<Item: Sendable>(
    _ items: some Sequence<Item>, _ request: PageRequest, by key: (Item) -> String
) -> Page<Item> {
    var keyed = items.map { (key: key($0), item: $0) }
    if let after = request.after {
        keyed.removeAll { !bytesPrecede(after.text, $0.key) }
    }
    keyed.sort { bytesPrecede($0.key, $1.key) }
    let page = keyed.prefix(max(0, request.limit))
    let next = keyed.count > page.count ? page.last.map { PageCursor($0.key) } : nil
    return Page(items: page.map(\.item), next: next)
}

/// Joined so that the order of the whole is the order of the parts; no part holds control characters.
func sortKey(_ parts: String...) -> String { parts.joined(separator: "\u{1}") }

/// A number as text whose order is the number's.
func sortable(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 20 - digits.count)) + digits
}

func bytesPrecede(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
}
