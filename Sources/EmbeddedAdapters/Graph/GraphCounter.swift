// Counts what a scope holds without visiting it: totals are kept with the links, and only absent
// nodes and targets that do not resolve are looked through.

import EventSourcing
import GRDB
import Ontology

enum GraphCounter {
    static func counts(_ scope: GraphScope, _ database: Database) throws -> [GraphCount] {
        guard let scopeID = try GraphNames.existing(scope, database) else { return [] }
        var unresolved: [Int64: [ExactText: Int]] = [:]
        for statement in [absentNodes, unresolvedTargets] {
            for row in try database.all(statement, [scopeID]) {
                let count: Int = try row.at(2)
                let classID: Int64 = try row.at(0)
                let predicate = ExactText(try row.at(1))
                unresolved[classID, default: [:]][predicate, default: 0] += count
            }
        }
        return try database.all(
            "SELECT id, name, present FROM class WHERE scope = ? AND present > 0 ORDER BY name",
            [scopeID]
        ).map { row in
            let classID: Int64 = try row.at(0)
            var links: [String: GraphCount.LinkCount] = [:]
            for link in try database.all(
                """
                SELECT p.name, k.total FROM link_count k JOIN predicate p ON p.id = k.pred
                WHERE k.class = ? AND k.total > 0
                """, [classID])
            {
                let predicate: String = try link.at(0)
                links[predicate] = GraphCount.LinkCount(
                    total: try link.at(1),
                    unresolved: unresolved[classID]?[ExactText(predicate)] ?? 0)
            }
            return GraphCount(className: try row.at(1), nodes: try row.at(2), links: links)
        }
    }

    private static let absentNodes = """
        SELECT s.class, p.name, count(*)
        FROM class c CROSS JOIN node a ON a.class = c.id AND a.body IS NULL
        CROSS JOIN link_in l ON l.dst = a.id
        JOIN node s ON s.id = l.src JOIN predicate p ON p.id = l.pred
        WHERE c.scope = ? GROUP BY s.class, l.pred
        """

    private static let unresolvedTargets = """
        SELECT s.class, p.name, count(*)
        FROM class c CROSS JOIN lookup k ON k.class = c.id
        CROSS JOIN target t ON t.lookup = k.id AND t.holders <> 1
        CROSS JOIN link_in l ON l.dst = -t.id
        JOIN node s ON s.id = l.src JOIN predicate p ON p.id = l.pred
        WHERE c.scope = ? GROUP BY s.class, l.pred
        """
}
