// Which nodes hold which values of the properties that links ask for. A node without one of the
// properties, or with null there, holds nothing.

import Foundation
import GRDB
import JSONText

struct GraphLookups {
    let database: Database

    init(_ database: Database) { self.database = database }

    /// The values as links name them: plain texts.
    static func values(_ properties: [String], of data: JSONObject) -> [String]? {
        var values: [String] = []
        for name in properties {
            guard let value = data[name], !value.isNull else { return nil }
            values.append(value.plainText)
        }
        return values
    }

    /// The id of a list of values, which is made when it is not there yet.
    func target(_ lookup: Int64, _ values: [String]) throws -> Int64 {
        let held = TextList.column(values)
        let find = try RawStatement(
            cached: "SELECT id FROM target WHERE lookup = ? AND held = ?", in: database)
        find.bind(1, lookup)
        find.bind(2, held)
        if let known = try find.firstInteger() { return known }
        let insert = try RawStatement(
            cached: "INSERT INTO target(lookup, held) VALUES(?, ?)", in: database)
        insert.bind(1, lookup)
        insert.bind(2, held)
        try insert.run()
        return database.lastInsertedRowID
    }

    /// Brings what a node holds in line with its data; nil when it was deleted.
    func update(
        node: Int64, data: JSONObject?, _ lookups: [GraphLookup], wasPresent: Bool
    ) throws {
        var old: Set<Int64> = []
        if wasPresent {
            old = Set(try database.numbers("SELECT target FROM holder WHERE node = ?", [node]))
        }
        var new: Set<Int64> = []
        for lookup in lookups {
            guard let data, let values = GraphLookups.values(lookup.properties, of: data)
            else { continue }
            new.insert(try target(lookup.id, values))
        }
        for target in old.subtracting(new) {
            try database.run(
                "DELETE FROM holder WHERE node = ? AND target = ?", [node, target])
            try database.run("UPDATE target SET holders = holders - 1 WHERE id = ?", [target])
        }
        for target in new.subtracting(old) { try add(node, to: target) }
    }

    /// Fills a lookup that is used for the first time from the nodes that are there. O(nodes of the
    /// class), once.
    func fill(_ lookup: GraphLookup, classID: Int64) throws {
        let nodes = try RawStatement(
            cached: "SELECT id, body FROM node WHERE class = ? AND body IS NOT NULL", in: database)
        nodes.bind(1, classID)
        defer { nodes.reset() }
        while try nodes.step() {
            let data = try JSONObject(bytes: nodes.bytes(1))
            if let values = GraphLookups.values(lookup.properties, of: data) {
                try add(nodes.integer(0), to: target(lookup.id, values))
            }
        }
    }

    private func add(_ node: Int64, to target: Int64) throws {
        let insert = try RawStatement(
            cached: "INSERT INTO holder(node, target) VALUES(?, ?)", in: database)
        insert.bind(1, node)
        insert.bind(2, target)
        try insert.run()
        let count = try RawStatement(
            cached: "UPDATE target SET holders = holders + 1 WHERE id = ?", in: database)
        count.bind(1, target)
        try count.run()
    }
}
