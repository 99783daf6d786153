// The address of an aggregate, and so of its stream. A tuple, never a joined string: class and key may hold
// any character. The joined form `<db>:<class>:<key>` exists on the wire only (`wireID`).

/// What kind of thing an aggregate is (`Database`, `OntologyClass`, `Instance`, …).
package struct AggregateType: Hashable, Sendable, CustomStringConvertible {
    package let name: String
    package init(_ name: String) { self.name = name }
    package var description: String { name }
}

/// What the streams of one branch of a database have in common.
package struct BranchAddress: Hashable, Sendable {
    package var database: String
    package var epoch: Int
    package var branch: String

    package init(database: String, epoch: Int, branch: String) {
        self.database = database
        self.epoch = epoch
        self.branch = branch
    }

    package func holds(_ stream: StreamID) -> Bool {
        stream.epoch == epoch && stream.database.utf8.elementsEqual(database.utf8)
            && stream.branch.utf8.elementsEqual(branch.utf8)
    }
}

/// Addresses one aggregate and the stream of its events.
package struct StreamID: Hashable, Sendable {
    package static let mainBranch = "main"

    /// Empty for aggregates that belong to no database.
    package var database: String
    /// Rises each time a database of this name is created; 0 for what belongs to no database.
    package var epoch: Int
    package var branch: String
    package var type: AggregateType
    /// The class of an instance or the class itself; empty otherwise.
    package var className: String
    /// The instance key; empty for a class; the name for a database.
    package var key: String

    package init(
        database: String, epoch: Int, branch: String = StreamID.mainBranch, type: AggregateType,
        className: String = "", key: String = ""
    ) {
        self.database = database
        self.epoch = epoch
        self.branch = branch
        self.type = type
        self.className = className
        self.key = key
    }

    /// By bytes: Swift calls composed and decomposed accents equal, stores do not.
    package static func == (left: StreamID, right: StreamID) -> Bool {
        left.key.utf8.elementsEqual(right.key.utf8)
            && left.className.utf8.elementsEqual(right.className.utf8)
            && left.database.utf8.elementsEqual(right.database.utf8) && left.epoch == right.epoch
            && left.branch.utf8.elementsEqual(right.branch.utf8) && left.type == right.type
    }

    /// The parts that tell streams apart: the others are nearly always the same, and every event is hashed many times.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(key)
        hasher.combine(className)
    }

    /// The contract's `aggregate_id`: the non-empty parts joined by colons. Ambiguous, for the wire only.
    package var wireID: String {
        [database, className, key].filter { !$0.isEmpty }.joined(separator: ":")
    }

    /// A stable 64-bit hash (FNV-1a over the parts), the same in every process: it places streams in partitions.
    package var stableHash: UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for part in [database, String(epoch), branch, type.name, className, key] {
            for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            hash = (hash ^ 0xFF) &* 0x100_0000_01b3
        }
        return hash
    }
}
