// A condition that any index can answer: the values of a property from one to another. Pure.

package import JSONText

/// Both ends are within. Values of another kind than the ends (a text where the ends are numbers, an array) are within as
/// well, since only the asker knows what they are worth there; nulls and what is absent are not.
package struct PropertyRange: Hashable, Sendable {
    package let property: String
    package let kind: SortKey.Kind
    /// Nil: from the first of this kind on.
    package let low: SortKey?
    /// Nil: to the last of this kind.
    package let high: SortKey?

    /// Nil without an end, or when the ends are of different kinds.
    package init?(_ property: String, from low: SortKey?, to high: SortKey?) {
        guard let kind = (low ?? high)?.kind, low == nil || high == nil || high?.kind == kind
        else { return nil }
        (self.property, self.kind, self.low, self.high) = (property, kind, low, high)
    }

    package func holds(for data: JSONObject) -> Bool {
        guard let value = data[property].flatMap(SortKey.init) else { return false }
        guard value.kind == kind else { return true }
        return low.map { $0 <= value } ?? true && high.map { value <= $0 } ?? true
    }
}
