// Applies a batch within one transaction: first the nodes, then their links, then the reverse links
// of the whole batch in the order of their table, because random inserts there cost far more than
// sorting them.

import EventSourcing
import Foundation
import GRDB
import JSONText
import Ontology

struct GraphWriter {
    let database: Database
    private var names = GraphNames()
    private var links: GraphLinkWriter

    init(_ database: Database) {
        self.database = database
        links = GraphLinkWriter(database)
    }

    mutating func apply(_ batch: [GraphChange]) throws {
        for step in GraphStep.steps(of: batch) {
            switch step {
            case .nodes(let changes):
                try apply(changes)
            case .drop(let name, let epoch):
                try GraphDrop.run(database, name: name, epoch: epoch)
                names = GraphNames()
            }
        }
    }

    private mutating func apply(_ changes: [NodeChange]) throws {
        var written: [WrittenNode] = []
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
        for node in written { try links.replace(node, &names) }
        try links.flush()
    }

    /// How many more nodes of each class are there.
    private var present: [Int64: Int] = [:]

    /// Nil when the change is stale or its database was dropped.
    private mutating func write(_ change: NodeChange) throws -> WrittenNode? {
        let scope = change.id.scope
        guard let classID = try names.classID(change.id.className, in: scope, database)
        else { return nil }
        let stored = try database.first(
            "SELECT id, seq, body IS NOT NULL FROM node WHERE class = ? AND key = ?",
            [classID, change.id.key])
        let wasPresent: Bool = try stored?.at(2) ?? false
        if let stored, try stored.at(1) >= change.sequence.value { return nil }
        let body = change.content?.data.column
        let id: Int64
        if let stored {
            id = try stored.at(0)
            try database.run(
                "UPDATE node SET seq = ?, event = ?, body = ? WHERE id = ?",
                [change.sequence.value, change.event.column, body, id])
        } else {
            id = try database.insert(
                "INSERT INTO node(class, key, seq, event, body) VALUES(?, ?, ?, ?, ?)",
                [classID, change.id.key, change.sequence.value, change.event.column, body])
        }
        present[classID, default: 0] += (body == nil ? 0 : 1) - (wasPresent ? 1 : 0)
        let lookups = try names.lookups(of: classID, database)
        if !lookups.isEmpty {
            try GraphLookups(database).update(
                node: id, data: change.content?.data, lookups, wasPresent: wasPresent)
        }
        return WrittenNode(
            id: id, classID: classID, scope: scope, wasPresent: wasPresent,
            links: change.content?.links ?? [])
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
