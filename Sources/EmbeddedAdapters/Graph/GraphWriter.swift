// Applies a batch within one transaction: first the nodes, then their links, then the reverse links
// of the whole batch in the order of their table, because random inserts there cost far more than
// sorting them.

import EventSourcing
import GRDB
import JSONText
import Ontology

struct GraphWriter {
    let database: Database
    /// Numbers known from earlier batches, and from this one.
    private var memory: GraphMemory
    private let statements: GraphStatements
    private var links: GraphLinkWriter

    /// Takes the memory over until `give`: a second holder would make every change copy it.
    init(_ database: Database, _ memory: inout GraphMemory) throws {
        self.database = database
        self.memory = memory
        memory = GraphMemory()
        statements = try GraphStatements(database)
        links = GraphLinkWriter(database, statements)
    }

    /// Gives the memory back; the writer is done.
    mutating func give(_ memory: inout GraphMemory) {
        memory = self.memory
        self.memory = GraphMemory()
    }

    mutating func apply(_ batch: [GraphChange]) throws {
        for step in GraphStep.steps(of: batch) {
            switch step {
            case .nodes(let changes):
                try apply(changes)
            case .drop(let name, let epoch):
                try GraphDrop.run(database, name: name, epoch: epoch)
                memory = GraphMemory()
            }
        }
    }

    private mutating func apply(_ changes: [NodeChange]) throws {
        var written: [WrittenNode] = []
        written.reserveCapacity(changes.count)
        for change in changes {
            if let node = try write(change) { written.append(node) }
        }
        for (classID, change) in present.sorted(by: { $0.key < $1.key }) where change != 0 {
            try database.run(
                "UPDATE class SET present = present + ? WHERE id = ?", [change, classID])
        }
        present = [:]
        // After all nodes: a lookup that is first used in this batch is filled from the rows just
        // written.
        for node in written { try links.replace(node, &memory) }
        try links.flush()
    }

    /// How many more nodes of each class are there.
    private var present: [Int64: Int] = [:]

    /// Nil when the change is stale or its database was dropped.
    private mutating func write(_ change: NodeChange) throws -> WrittenNode? {
        let scope = change.id.scope
        guard let classID = try memory.names.classID(change.id.className, in: scope, database)
        else { return nil }
        guard let row = try upsert(change, classID) else { return nil }
        let isPresent = change.content != nil
        present[classID, default: 0] += (isPresent ? 1 : 0) - (row.wasPresent ? 1 : 0)
        let lookups = try memory.names.lookups(of: classID, database)
        if !lookups.isEmpty {
            try GraphLookups(database).update(
                node: row.id, data: change.content?.data, lookups, wasPresent: row.wasPresent)
        }
        return WrittenNode(
            id: row.id, classID: classID, scope: scope, wasPresent: row.wasPresent,
            links: change.content?.links ?? [])
    }

    /// Nil when the row is as new already. Most nodes are new, so inserting is tried first.
    private mutating func upsert(
        _ change: NodeChange, _ classID: Int64
    ) throws -> (id: Int64, wasPresent: Bool)? {
        let body = change.content.map { JSON.object($0.data).bytes }
        let insert = statements.insertNode
        insert.bind(1, classID)
        insert.bind(2, change.id.key)
        insert.bind(3, change.sequence.value)
        insert.bind(4, change.event)
        if let body { insert.bind(5, body) } else { insert.bindNull(5) }
        try insert.run()
        if database.changesCount > 0 {
            let id = database.lastInsertedRowID
            memory.remember(change.id.key, of: classID, as: id)
            return (id, false)
        }
        let find = statements.findNode
        find.bind(1, classID)
        find.bind(2, change.id.key)
        guard try find.step() else { throw StorageFailure.corrupt("a node is not in its index") }
        let (id, sequence, wasPresent) = (find.integer(0), find.integer(1), find.integer(2) != 0)
        find.reset()
        guard sequence < change.sequence.value else { return nil }
        let update = statements.updateNode
        update.bind(1, change.sequence.value)
        update.bind(2, change.event)
        if let body { update.bind(3, body) } else { update.bindNull(3) }
        update.bind(4, id)
        try update.run()
        return (id, wasPresent)
    }
}

/// A node whose row is written and whose links are to follow.
struct WrittenNode {
    var id: Int64
    var classID: Int64
    var scope: GraphScope
    /// Else it has no links yet.
    var wasPresent: Bool
    var links: [LinkValue]
}
