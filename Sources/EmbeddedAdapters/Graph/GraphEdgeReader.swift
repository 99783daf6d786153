// Reads the edges of one node. Outgoing ones are bounded by the node's own size and are sorted
// here; incoming ones may be very many and are sorted and cut by SQLite (see also IncomingLinks).

import EventSourcing
import GRDB
import Ontology

struct GraphEdgeReader {
    let database: Database

    init(_ database: Database) { self.database = database }

    func edges(of node: NodeID, _ selection: EdgeSelection, _ page: PageRequest) throws
        -> Page<GraphEdge>
    {
        let mark = try PageMark(page, count: 3)
        guard
            let classID = try GraphNames.existing(node.className, in: node.scope, database),
            let id = try number(of: node.key, in: classID)
        else { return Page(items: [], next: nil) }
        switch selection.direction {
        case .out: return try outgoing(node, id, selection, page.atLeastOne, after: mark)
        case .in: return try incoming(node, id, selection, page.atLeastOne, after: mark)
        }
    }

    /// Nil for a wider selection, or where links may come by properties.
    func incomingCount(of node: NodeID, _ selection: EdgeSelection) throws -> Int? {
        guard
            let classID = try GraphNames.existing(node.className, in: node.scope, database),
            let id = try number(of: node.key, in: classID),
            let links = try IncomingLinks(node, id, selection, after: nil, database)
        else { return nil }
        return try links.count()
    }

    private func number(of key: String, in classID: Int64) throws -> Int64? {
        let query = try RawStatement(
            cached: "SELECT id FROM node WHERE class = ? AND key = ? AND body IS NOT NULL",
            in: database)
        query.bind(1, classID)
        query.bind(2, key)
        return try query.firstInteger()
    }

    /// The sort texts of an edge: predicate, the other end as it is written, and what tells apart
    /// two links of one node that reach the same end by different properties.
    private static func mark(_ edge: GraphEdge, _ direction: LinkDirection) -> PageMark {
        let way = TextList.column(edge.target.properties)
        return PageMark([
            edge.predicate, direction == .out ? edge.target.text : edge.from.text, way,
        ])
    }

    private func outgoing(
        _ node: NodeID, _ id: Int64, _ selection: EdgeSelection, _ limit: Int,
        after mark: PageMark?
    ) throws -> Page<GraphEdge> {
        var edges: [(mark: PageMark, edge: GraphEdge)] = []
        for edge in try linksByKey(node, id) + linksByProperties(node, id) {
            let sort = GraphEdgeReader.mark(edge, .out)
            guard selection.predicate.map({ ExactText($0) == ExactText(edge.predicate) }) ?? true,
                selection.otherClass.map({ $0 == edge.target.target.text }) ?? true,
                mark.map({ precedes($0.texts, sort.texts) }) ?? true
            else { continue }
            edges.append((sort, edge))
        }
        edges.sort { precedes($0.mark.texts, $1.mark.texts) }
        return Page(upTo: limit, of: edges.map(\.edge)) { GraphEdgeReader.mark($0, .out) }
    }

    private func linksByKey(_ node: NodeID, _ id: Int64) throws -> [GraphEdge] {
        let query = try RawStatement(
            cached: """
                SELECT p.name, c.name, n.key, n.body IS NOT NULL
                FROM link_out l CROSS JOIN predicate p ON p.id = l.pred
                CROSS JOIN node n ON n.id = l.dst CROSS JOIN class c ON c.id = n.class
                WHERE l.src = ? AND l.dst > 0
                """, in: database)
        query.bind(1, id)
        defer { query.reset() }
        var edges: [GraphEdge] = []
        while try query.step() {
            let (className, key) = (query.text(1), query.text(2))
            let end = NodeID(scope: node.scope, className: className, key: key)
            edges.append(
                GraphEdge(
                    from: node, predicate: query.text(0),
                    target: LinkTarget(target: try classID(className), values: [key]),
                    resolution: query.integer(3) != 0 ? .resolved(end) : .dangling))
        }
        return edges
    }

    /// Most nodes have none: that is asked first.
    private func hasLinksByProperties(_ id: Int64) throws -> Bool {
        let query = try RawStatement(
            cached: "SELECT 1 FROM link_out WHERE src = ? AND dst < 0 LIMIT 1", in: database)
        query.bind(1, id)
        return try query.firstInteger() != nil
    }

    private func linksByProperties(_ node: NodeID, _ id: Int64) throws -> [GraphEdge] {
        guard try hasLinksByProperties(id) else { return [] }
        return try database.all(
            """
            SELECT p.name, c.name, k.properties, t.held, t.holders, n.key
            FROM link_out l JOIN predicate p ON p.id = l.pred
            JOIN target t ON t.id = -l.dst JOIN lookup k ON k.id = t.lookup
            JOIN class c ON c.id = k.class
            LEFT JOIN holder h ON h.target = t.id AND t.holders = 1
            LEFT JOIN node n ON n.id = h.node
            WHERE l.src = ?
            """, [id]
        ).map { row in
            let target = LinkTarget(
                target: try classID(try row.at(1)), properties: try TextList.texts(try row.at(2)),
                values: try TextList.texts(try row.at(3)))
            let key: String? = try row.at(5)
            let end = try key.map { NodeID(scope: node.scope, className: try row.at(1), key: $0) }
            let holders: Int = try row.at(4)
            let resolution: GraphEdge.Resolution =
                holders > 1 ? .ambiguous : end.map { .resolved($0) } ?? .dangling
            return GraphEdge(
                from: node, predicate: try row.at(0), target: target, resolution: resolution)
        }
    }

    private func incoming(
        _ node: NodeID, _ id: Int64, _ selection: EdgeSelection, _ limit: Int,
        after mark: PageMark?
    ) throws -> Page<GraphEdge> {
        let own = LinkTarget(target: try classID(node.className), values: [node.key])
        if let links = try IncomingLinks(node, id, selection, after: mark, database) {
            let edges = try links.keys(upTo: limit + 1).map { key in
                GraphEdge(
                    from: NodeID(scope: node.scope, className: links.className, key: key),
                    predicate: links.predicate, target: own, resolution: .resolved(node))
            }
            return Page(upTo: limit, of: edges) { GraphEdgeReader.mark($0, .in) }
        }
        let after = mark?.texts ?? ["", "", ""]
        let edges = try database.all(
            GraphEdgeReader.incomingText,
            [
                "id": id, "limit": limit + 1, "predicate": selection.predicate,
                "class": selection.otherClass, "after0": after[0], "after1": after[1],
                "after2": after[2],
            ]
        ).map { row in
            let held: String? = try row.at(5)
            var target = own
            if let held {
                target.properties = try TextList.texts(try row.at(2))
                target.values = try TextList.texts(held)
            }
            return GraphEdge(
                from: NodeID(scope: node.scope, className: try row.at(3), key: try row.at(4)),
                predicate: try row.at(0), target: target, resolution: .resolved(node))
        }
        return Page(upTo: limit, of: edges) { GraphEdgeReader.mark($0, .in) }
    }

    /// The node itself and the targets that it alone holds, then the links that end there.
    private static let incomingText = """
        WITH place(dst, way, held) AS (
            SELECT :id, '[]', NULL
            UNION ALL
            SELECT -t.id, k.properties, t.held FROM holder h
            JOIN target t ON t.id = h.target JOIN lookup k ON k.id = t.lookup
            WHERE h.node = :id AND t.holders = 1)
        SELECT p.name, c.name || '/' || n.key AS other, place.way, c.name, n.key, place.held
        FROM place CROSS JOIN link_in l ON l.dst = place.dst
        JOIN predicate p ON p.id = l.pred
        JOIN node n ON n.id = l.src JOIN class c ON c.id = n.class
        WHERE (:predicate IS NULL OR p.name = :predicate)
        AND (:class IS NULL OR c.name = :class)
        AND (p.name, c.name || '/' || n.key, place.way) > (:after0, :after1, :after2)
        ORDER BY p.name, other, place.way LIMIT :limit
        """

    private func classID(_ name: String) throws -> ClassID {
        guard let id = try? ClassID(name) else {
            throw StorageFailure.corrupt("a stored class name is not a class id")
        }
        return id
    }
}
