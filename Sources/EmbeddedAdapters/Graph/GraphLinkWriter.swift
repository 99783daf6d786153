// Replaces the links of nodes: only what differs is written. Collects the reverse links and the
// counts of a batch and writes them at the end.

import EventSourcing
import GRDB
import Ontology

/// A row of `link_in`, in its order.
private struct ReverseLink: Comparable {
    var dst: Int64
    var pred: Int64
    var src: Int64

    static func < (left: ReverseLink, right: ReverseLink) -> Bool {
        (left.dst, left.pred, left.src) < (right.dst, right.pred, right.src)
    }
}

/// A row of `link_out` without its source.
private struct Link: Hashable {
    var pred: Int64
    var dst: Int64
}

private struct LinkCounter: Hashable {
    var classID: Int64
    var pred: Int64
}

struct GraphLinkWriter {
    let database: Database
    private var added: [ReverseLink] = []
    private var removed: [ReverseLink] = []
    private var counts: [LinkCounter: Int] = [:]

    init(_ database: Database) { self.database = database }

    mutating func replace(_ node: WrittenNode, _ names: inout GraphNames) throws {
        var old: Set<Link> = []
        if node.wasPresent {
            let rows = try database.all(
                "SELECT pred, dst FROM link_out WHERE src = ?", [node.id])
            old = Set(try rows.map { Link(pred: try $0.at(0), dst: try $0.at(1)) })
        }
        var new: Set<Link> = []
        for value in node.links {
            guard let dst = try end(of: value.target, in: node.scope, &names) else { continue }
            new.insert(Link(pred: try names.predicate(value.predicate, database), dst: dst))
        }
        for link in old.subtracting(new) {
            try database.run(
                "DELETE FROM link_out WHERE src = ? AND pred = ? AND dst = ?",
                [node.id, link.pred, link.dst])
            removed.append(ReverseLink(dst: link.dst, pred: link.pred, src: node.id))
            counts[LinkCounter(classID: node.classID, pred: link.pred), default: 0] -= 1
        }
        for link in new.subtracting(old) {
            try database.run(
                "INSERT INTO link_out(src, pred, dst) VALUES(?, ?, ?)",
                [node.id, link.pred, link.dst])
            added.append(ReverseLink(dst: link.dst, pred: link.pred, src: node.id))
            counts[LinkCounter(classID: node.classID, pred: link.pred), default: 0] += 1
        }
    }

    /// Writes what was collected. Each node was replaced at most once, so no link is in both lists.
    mutating func flush() throws {
        for link in removed.sorted() {
            try database.run(
                "DELETE FROM link_in WHERE dst = ? AND pred = ? AND src = ?",
                [link.dst, link.pred, link.src])
        }
        for link in added.sorted() {
            try database.run(
                "INSERT INTO link_in(dst, pred, src) VALUES(?, ?, ?)",
                [link.dst, link.pred, link.src])
        }
        for (counter, change) in counts where change != 0 {
            try database.run(
                """
                INSERT INTO link_count(class, pred, total) VALUES(?, ?, ?)
                ON CONFLICT DO UPDATE SET total = total + excluded.total
                """, [counter.classID, counter.pred, change])
        }
        added = []
        removed = []
        counts = [:]
    }

    /// What stands in `dst`: a node, which is made when it is not there yet, or the negative id of
    /// a target.
    private func end(
        of target: LinkTarget, in scope: GraphScope, _ names: inout GraphNames
    ) throws -> Int64? {
        guard let classID = try names.classID(target.target.text, in: scope, database)
        else { return nil }
        guard target.properties.isEmpty else {
            let lookup = try lookup(target.properties, of: classID, &names)
            return -(try GraphLookups(database).target(lookup.id, target.values))
        }
        let key = target.values.joined(separator: "~")
        return try database.number(
            "SELECT id FROM node WHERE class = ? AND key = ?", [classID, key])
            ?? database.insert(
                "INSERT INTO node(class, key, seq) VALUES(?, ?, 0)", [classID, key])
    }

    private func lookup(
        _ properties: [String], of classID: Int64, _ names: inout GraphNames
    ) throws -> GraphLookup {
        let known = try names.lookups(of: classID, database)
        if let lookup = known.first(where: {
            !precedes($0.properties, properties)
                && !precedes(properties, $0.properties)
        }) {
            return lookup
        }
        let lookup = try names.addLookup(properties, of: classID, database)
        try GraphLookups(database).fill(lookup, classID: classID)
        return lookup
    }
}
