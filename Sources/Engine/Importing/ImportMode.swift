// What an import does with a row whose key is taken, or free.

package enum ImportMode: String, Codable, Hashable, Sendable, CaseIterable {
    /// Only new instances; a row whose key is taken is refused.
    case insert
    /// New instances; a row whose key is taken changes that instance.
    case upsert
    /// Only changes; a row whose key is free is refused.
    case update
}
