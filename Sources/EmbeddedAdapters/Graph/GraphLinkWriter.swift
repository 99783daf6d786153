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
    private let statements: GraphStatements
    private var added: [ReverseLink] = []
    private var removed: [ReverseLink] = []
    private var counts: [LinkCounter: Int] = [:]

    init(_ database: Database, _ statements: GraphStatements) {
        self.database = database
        self.statements = statements
    }

    mutating func replace(_ node: WrittenNode, _ memory: inout GraphMemory) throws {
        var new: [Link] = []
        for value in node.links {
            guard let dst = try end(of: value.target, in: node.scope, &memory) else { continue }
            let link = Link(
                pred: try memory.names.predicate(value.predicate, database), dst: dst)
            new.append(link)
        }
        if new.count > 1 { new = Array(Set(new)) }
        if node.wasPresent {
            let old = try links(of: node.id)
            let wanted = Set(new)
            for link in old.subtracting(wanted) { try remove(link, of: node) }
            new = Array(wanted.subtracting(old))
        }
        for link in new { try add(link, to: node) }
    }

    private func links(of node: Int64) throws -> Set<Link> {
        let query = statements.readLinks
        query.bind(1, node)
        defer { query.reset() }
        var links: Set<Link> = []
        while try query.step() {
            links.insert(Link(pred: query.integer(0), dst: query.integer(1)))
        }
        return links
    }

    private mutating func add(_ link: Link, to node: WrittenNode) throws {
        let insert = statements.insertLink
        insert.bind(1, node.id)
        insert.bind(2, link.pred)
        insert.bind(3, link.dst)
        try insert.run()
        added.append(ReverseLink(dst: link.dst, pred: link.pred, src: node.id))
        counts[LinkCounter(classID: node.classID, pred: link.pred), default: 0] += 1
    }

    private mutating func remove(_ link: Link, of node: WrittenNode) throws {
        let delete = statements.deleteLink
        delete.bind(1, node.id)
        delete.bind(2, link.pred)
        delete.bind(3, link.dst)
        try delete.run()
        removed.append(ReverseLink(dst: link.dst, pred: link.pred, src: node.id))
        counts[LinkCounter(classID: node.classID, pred: link.pred), default: 0] -= 1
    }

    /// Writes what was collected. Each node was replaced at most once, so no link is in both lists.
    mutating func flush() throws {
        for (links, statement) in [
            (removed, statements.deleteReverse), (added, statements.insertReverse),
        ] {
            for link in links.sorted() {
                statement.bind(1, link.dst)
                statement.bind(2, link.pred)
                statement.bind(3, link.src)
                try statement.run()
            }
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
        of target: LinkTarget, in scope: GraphScope, _ memory: inout GraphMemory
    ) throws -> Int64? {
        guard let classID = try memory.names.classID(target.target.text, in: scope, database)
        else { return nil }
        guard target.properties.isEmpty else {
            let lookup = try lookup(target.properties, of: classID, &memory.names)
            return -(try GraphLookups(database).target(lookup.id, target.values))
        }
        let key =
            target.values.count == 1 ? target.values[0] : target.values.joined(separator: "~")
        if let known = memory.node(key, of: classID) { return known }
        let id = try find(key, of: classID) ?? insertAbsent(key, of: classID)
        memory.remember(key, of: classID, as: id)
        return id
    }

    private func find(_ key: String, of classID: Int64) throws -> Int64? {
        statements.findKey.bind(1, classID)
        statements.findKey.bind(2, key)
        return try statements.findKey.firstInteger()
    }

    private func insertAbsent(_ key: String, of classID: Int64) throws -> Int64 {
        statements.insertAbsent.bind(1, classID)
        statements.insertAbsent.bind(2, key)
        try statements.insertAbsent.run()
        return database.lastInsertedRowID
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
