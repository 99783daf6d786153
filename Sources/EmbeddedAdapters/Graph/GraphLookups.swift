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
        return try database.number(
            "SELECT id FROM target WHERE lookup = ? AND held = ?", [lookup, held])
            ?? database.insert(
                "INSERT INTO target(lookup, held) VALUES(?, ?)", [lookup, held])
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
        try database.visit(
            "SELECT id, body FROM node WHERE class = ? AND body IS NOT NULL", [classID]
        ) { row in
            let data = try JSONObject(column: try row.at(1))
            if let values = GraphLookups.values(lookup.properties, of: data) {
                try add(try row.at(0), to: target(lookup.id, values))
            }
            return true
        }
    }

    private func add(_ node: Int64, to target: Int64) throws {
        try database.run("INSERT INTO holder(node, target) VALUES(?, ?)", [node, target])
        try database.run("UPDATE target SET holders = holders + 1 WHERE id = ?", [target])
    }
}
