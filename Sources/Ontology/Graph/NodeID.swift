// The address of a node: an instance, named by the same tuple as its stream.

package import EventSourcing

/// A database as it was created at one time, on one branch.
package struct GraphScope: Hashable, Sendable {
    package var database: String
    package var epoch: Int
    package var branch: String

    package init(database: String, epoch: Int, branch: String = StreamID.mainBranch) {
        self.database = database
        self.epoch = epoch
        self.branch = branch
    }
}

package struct NodeID: Hashable, Sendable {
    package var scope: GraphScope
    package var className: String
    /// The escaped key.
    package var key: String

    package init(scope: GraphScope, className: String, key: String) {
        self.scope = scope
        self.className = className
        self.key = key
    }

    /// By bytes, as streams are.
    package static func == (left: NodeID, right: NodeID) -> Bool {
        left.key.utf8.elementsEqual(right.key.utf8)
            && left.className.utf8.elementsEqual(right.className.utf8) && left.scope == right.scope
    }

    /// Without the scope, which nearly always is the same.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(key)
        hasher.combine(className)
    }

    /// The instance whose stream this is.
    package init(_ stream: StreamID) {
        self.init(
            scope: GraphScope(
                database: stream.database, epoch: stream.epoch, branch: stream.branch),
            className: stream.className, key: stream.key)
    }

    package var stream: StreamID {
        StreamID(
            database: scope.database, epoch: scope.epoch, branch: scope.branch, type: .instance,
            className: className, key: key)
    }

    /// `Class/key`, as it stands on the wire and on the screen.
    package var text: String { "\(className)/\(key)" }
}
