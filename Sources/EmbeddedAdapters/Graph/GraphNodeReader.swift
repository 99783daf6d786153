// Reads nodes: by id, and by key order with equality filters. Filters read row after row, in
// constant memory, until the page is full.

import EventSourcing
import GRDB
import JSONText
import Ontology

struct GraphNodeReader {
    let database: Database

    init(_ database: Database) { self.database = database }

    func nodes(_ ids: [NodeID]) throws -> [GraphNode] {
        let find = try RawStatement(
            cached: """
                SELECT key, seq, event, body FROM node
                WHERE class = ? AND key = ? AND body IS NOT NULL
                """, in: database)
        var last: (id: NodeID, classID: Int64?)?
        var result: [GraphNode] = []
        result.reserveCapacity(ids.count)
        for id in ids {
            if last?.id.className != id.className || last?.id.scope != id.scope {
                last = (id, try GraphNames.existing(id.className, in: id.scope, database))
            }
            guard let classID = last?.classID else { continue }
            find.bind(1, classID)
            find.bind(2, id.key)
            defer { find.reset() }
            guard try find.step() else { continue }
            result.append(
                try GraphNodeReader.node(find, className: id.className, scope: id.scope))
        }
        return result
    }

    func nodes(_ selection: NodeSelection, _ page: PageRequest) throws -> Page<GraphNode> {
        let scope = selection.scope
        let mark = try PageMark(page, count: 1)
        guard let classID = try GraphNames.existing(selection.className, in: scope, database)
        else { return Page(items: [], next: nil) }
        let limit = page.atLeastOne
        let needles = selection.equals.values.compactMap(GraphNodeReader.needle)
        let query = try RawStatement(
            cached: """
                SELECT key, seq, event, body FROM node
                WHERE class = ? AND key > ? AND body IS NOT NULL
                \(needles.map { _ in "AND instr(body, ?) > 0" }.joined(separator: " "))
                ORDER BY key
                """, in: database)
        query.bind(1, classID)
        // No key is empty, so the empty text comes before all of them.
        query.bind(2, mark?.texts[0] ?? "")
        for (index, needle) in needles.enumerated() { query.bind(Int32(index + 3), needle) }
        defer { query.reset() }
        var items: [GraphNode] = []
        while items.count <= limit, try query.step() {
            let node = try GraphNodeReader.node(
                query, className: selection.className, scope: scope)
            if GraphNodeReader.matches(node.data, selection.equals) { items.append(node) }
        }
        return Page(upTo: limit, of: items) { PageMark([$0.id.key]) }
    }

    /// Bytes that a body with this value must hold, so that only likely ones are parsed; nil where a text may stand
    /// there in another form.
    private static func needle(_ text: String) -> [UInt8]? {
        var written: [UInt8] = []
        JSON.writeString(text, to: &written)
        let content = Array(written.dropFirst().dropLast())
        return !content.isEmpty && content.elementsEqual(text.utf8) ? content : nil
    }

    private static func matches(_ data: JSONObject, _ equals: [String: String]) -> Bool {
        equals.allSatisfy { name, text in
            data[name].map { $0.plainText.utf8.elementsEqual(text.utf8) } ?? false
        }
    }

    private static func node(_ row: RawStatement, className: String, scope: GraphScope) throws
        -> GraphNode
    {
        guard let event = row.eventID(2) else {
            throw StorageFailure.corrupt("a node has no event id")
        }
        return GraphNode(
            id: NodeID(scope: scope, className: className, key: row.text(0)),
            sequence: SequenceNumber(Int(row.integer(1))), event: event,
            data: try JSONObject(bytes: row.bytes(3)))
    }
}
