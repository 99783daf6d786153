// A page as it crosses HTTP.

package struct PageView<Item: Codable & Sendable>: Codable, Sendable {
    package var items: [Item]
    /// Give it as `after` to get the next page; nil on the last.
    package var next: String?
    /// Of what moment it is; nil: now.
    package var asOf: AsOfView?

    package init(items: [Item], next: String?, asOf: AsOfView? = nil) {
        self.items = items
        self.next = next
        self.asOf = asOf
    }
}

extension PageView: Equatable where Item: Equatable {}
extension PageView: Hashable where Item: Hashable {}
