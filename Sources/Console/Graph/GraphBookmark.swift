// A place of the graph with a name: a node, and the moment at which it was looked at. Kept with the session, one file
// for each engine.

package struct GraphBookmark: Codable, Hashable, Sendable {
    package static let maximum = 200

    package var name: String
    package var database: String
    /// `Class/key`.
    package var node: String
    /// As the engine is asked; nil: now.
    package var asOf: String?

    package init(name: String, database: String, node: String, asOf: String? = nil) {
        self.name = name
        self.database = database
        self.node = node
        self.asOf = asOf
    }
}
