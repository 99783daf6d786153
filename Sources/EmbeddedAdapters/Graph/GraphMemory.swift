// What the graph's writing thread remembers from batch to batch: numbers of names and of nodes. All of it can be read
// again from the file; after a rollback, a drop or a reset it must be.

import GRDB

struct GraphMemory: Sendable {
    /// The nodes are forgotten when there are so many.
    static let maximumNodes = 65_536

    private struct Address: Hashable {
        var classID: Int64
        var key: ExactText
    }

    var names = GraphNames()
    private var nodes: [Address: Int64] = [:]

    func node(_ key: String, of classID: Int64) -> Int64? {
        nodes[Address(classID: classID, key: ExactText(key))]
    }

    mutating func remember(_ key: String, of classID: Int64, as id: Int64) {
        if nodes.count >= GraphMemory.maximumNodes { nodes.removeAll(keepingCapacity: true) }
        nodes[Address(classID: classID, key: ExactText(key))] = id
    }
}
