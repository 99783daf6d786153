// Reads nodes: by id, and by key order with equality filters. Filters read row after row, in
// constant memory, until the page is full.

import EventSourcing
import Foundation
import GRDB
import JSONText
import Ontology

struct GraphNodeReader {
    let database: Database

    init(_ database: Database) { self.database = database }

    func nodes(_ ids: [NodeID]) throws -> [GraphNode] {
        var classes: [GraphScope: [String: Int64?]] = [:]
        var result: [GraphNode] = []
        for id in ids {
            let known = classes[id.scope]?[id.className]
            let classID =
                try known ?? GraphNames.existing(id.className, in: id.scope, database)
            classes[id.scope, default: [:]][id.className] = .some(classID)
            guard let classID,
                let row = try database.first(
                    """
                    SELECT key, seq, event, body FROM node
                    WHERE class = ? AND key = ? AND body IS NOT NULL
                    """, [classID, id.key])
            else { continue }
            result.append(
                try GraphNodeReader.node(row, className: id.className, scope: id.scope))
        }
        return result
    }

    func nodes(_ selection: NodeSelection, _ page: PageRequest) throws -> Page<GraphNode> {
        let scope = selection.scope
        let mark = try PageMark(page, count: 1)
        guard let classID = try GraphNames.existing(selection.className, in: scope, database)
        else { return Page(items: [], next: nil) }
        let limit = page.atLeastOne
        var items: [GraphNode] = []
        // No key is empty, so the empty text comes before all of them.
        try database.visit(
            """
            SELECT key, seq, event, body FROM node
            WHERE class = ? AND key > ? AND body IS NOT NULL ORDER BY key
            """, [classID, mark?.texts[0] ?? ""]
        ) { row in
            let node = try GraphNodeReader.node(
                row, className: selection.className, scope: scope)
            if GraphNodeReader.matches(node.data, selection.equals) { items.append(node) }
            return items.count <= limit
        }
        return Page(upTo: limit, of: items) { PageMark([$0.id.key]) }
    }

    private static func matches(_ data: JSONObject, _ equals: [String: String]) -> Bool {
        equals.allSatisfy { name, text in
            data[name].map { $0.plainText.utf8.elementsEqual(text.utf8) } ?? false
        }
    }

    private static func node(_ row: Row, className: String, scope: GraphScope) throws
        -> GraphNode
    {
        GraphNode(
            id: NodeID(scope: scope, className: className, key: try row.at(0)),
            sequence: SequenceNumber(try row.at(1)), event: try EventID(column: try row.at(2)),
            data: try JSONObject(column: try row.at(3)))
    }
}
