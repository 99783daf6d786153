// Links of one predicate from one class to a node, by the key of where they come from. Few are sorted; to find a page
// of very many, the class is walked in the order of its keys and each node asked for the link.

import EventSourcing
import GRDB
import Ontology

struct IncomingLinks {
    let predicate: String
    let className: String
    private let database: Database
    private let node: Int64
    private let predicateID: Int64
    private let classID: Int64
    /// Empty: from the first.
    private let after: String

    /// Nil when the selection is wider, when links may come by other properties, or when a name is unknown.
    init?(
        _ target: NodeID, _ id: Int64, _ selection: EdgeSelection, after mark: PageMark?,
        _ database: Database
    ) throws {
        guard let predicate = selection.predicate, let className = selection.otherClass,
            let classID = try GraphNames.existing(className, in: target.scope, database),
            let predicateID = try database.number(
                "SELECT id FROM predicate WHERE name = ?", [predicate]),
            try database.number("SELECT 1 FROM holder WHERE node = ? LIMIT 1", [id]) == nil
        else { return nil }
        let start = className + "/"
        if let mark {
            guard mark.texts[0] == predicate, mark.texts[1].hasPrefix(start) else { return nil }
            after = String(mark.texts[1].dropFirst(start.count))
        } else {
            after = ""
        }
        self.predicate = predicate
        self.className = className
        self.database = database
        node = id
        self.predicateID = predicateID
        self.classID = classID
    }

    func keys(upTo limit: Int) throws -> [String] {
        let query = try RawStatement(
            cached: try areMany(limit) ? IncomingLinks.walked : IncomingLinks.sorted, in: database)
        query.bind(1, node)
        query.bind(2, predicateID)
        query.bind(3, classID)
        query.bind(4, after)
        query.bind(5, limit)
        defer { query.reset() }
        var keys: [String] = []
        while try query.step() { keys.append(query.text(0)) }
        return keys
    }

    func count() throws -> Int {
        let found = try database.number(
            """
            SELECT count(*) FROM link_in l CROSS JOIN node n ON n.id = l.src
            WHERE l.dst = ? AND l.pred = ? AND n.class = ?
            """, [node, predicateID, classID])
        return Int(found ?? 0)
    }

    /// Sorting costs a step a link; walking, where one node in `nodes / links` has the link, that many steps an answer.
    private func areMany(_ limit: Int) throws -> Bool {
        let nodes = try database.number("SELECT present FROM class WHERE id = ?", [classID]) ?? 0
        let bound = Int((Double(limit) * Double(nodes)).squareRoot()) + 1
        let links = try database.number(
            """
            SELECT count(*) FROM (SELECT 1 FROM link_in WHERE dst = ? AND pred = ? LIMIT ?)
            """, [node, predicateID, bound])
        return Int(links ?? 0) >= bound
    }

    private static let sorted = """
        SELECT n.key FROM link_in l CROSS JOIN node n ON n.id = l.src
        WHERE l.dst = ?1 AND l.pred = ?2 AND n.class = ?3 AND n.key > ?4
        ORDER BY n.key LIMIT ?5
        """

    private static let walked = """
        SELECT n.key FROM node n CROSS JOIN link_in l
        WHERE n.class = ?3 AND n.key > ?4
        AND l.dst = ?1 AND l.pred = ?2 AND l.src = n.id
        ORDER BY n.key LIMIT ?5
        """
}
