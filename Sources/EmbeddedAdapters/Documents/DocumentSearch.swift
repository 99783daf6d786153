// Answers queries by class and key. Without words or equality it walks an index; with them the
// full-text tables name the candidates, which are sorted without their bodies and read one by one
// until the page is full.

import EventSourcing
import GRDB
import JSONText
import Ontology

struct DocumentSearch {
    let database: Database
    let query: DocumentQuery

    init(_ query: DocumentQuery, _ database: Database) {
        self.query = query
        self.database = database
    }

    func page(_ page: PageRequest) throws -> Page<Document> {
        let mark = try PageMark(page, count: 5)
        let limit = page.atLeastOne
        guard let terms else { return Page(items: [], next: nil) }
        var items: [Document] = []
        // Where nothing is left to look at every candidate counts, so the sorting can stop at the page.
        let most = isExact ? limit + 1 : Int.max
        if terms.isEmpty, let scope = query.scope {
            try walk(scope, after: mark) { document in
                items.append(document)
                return items.count <= limit
            }
        } else {
            try candidates(terms, after: mark, most: most) { document in
                items.append(document)
                return items.count <= limit
            }
        }
        return Page(upTo: limit, of: items) { document in
            let scope = document.id.scope
            return PageMark([
                document.id.className, document.id.key, scope.database, String(scope.epoch),
                scope.branch,
            ])
        }
    }

    func count() throws -> Int {
        guard let terms else { return 0 }
        if terms.isEmpty, query.ranges.isEmpty {
            let sum = try database.number(
                "SELECT sum(c.present) FROM collection c WHERE \(DocumentSearch.place)",
                placeArguments)
            return Int(sum ?? 0)
        }
        var count = 0
        if isExact {
            let found = try database.number(
                """
                WITH found(id) AS (\(foundText(terms))) SELECT count(*)
                FROM found JOIN document d ON d.id = found.id
                JOIN collection c ON c.id = d.collection WHERE \(DocumentSearch.place)
                """, placeArguments + arguments(terms))
            return Int(found ?? 0)
        }
        try candidates(terms, after: nil, most: Int.max) { _ in
            count += 1
            return true
        }
        return count
    }

    /// Whether place and full-text tables say all.
    private var isExact: Bool { query.equals.isEmpty && query.ranges.isEmpty }

    private func isWithin(_ document: Document) -> Bool {
        query.ranges.allSatisfy { $0.holds(for: document.data) }
    }

    /// One MATCH a full-text table, both constant names of ours; nil when nothing can match.
    private var terms: [(table: String, match: String)]? {
        var terms: [(table: String, match: String)] = []
        for (table, query) in [
            ("words", SearchTerms.query(words: query.words)),
            ("tokens", SearchTerms.query(equals: query.equals)),
        ] {
            switch query {
            case nil: break
            case .nothing: return nil
            case .match(let match): terms.append((table, match))
            }
        }
        return terms
    }

    private func foundText(_ terms: [(table: String, match: String)]) -> String {
        if terms.isEmpty { return "SELECT id FROM document WHERE body IS NOT NULL" }
        return terms.map { "SELECT rowid FROM \($0.table) WHERE \($0.table) MATCH :\($0.table)" }
            .joined(separator: " INTERSECT ")
    }

    private func arguments(_ terms: [(table: String, match: String)]) -> StatementArguments {
        StatementArguments(Dictionary(uniqueKeysWithValues: terms.map { ($0.table, $0.match) }))
    }

    private static let place = """
        c.kind = :kind AND (:class IS NULL OR c.class = :class)
        AND (:name IS NULL OR (c.name = :name AND c.epoch = :epoch AND c.branch = :branch))
        """

    private var placeArguments: StatementArguments {
        [
            "kind": query.kind.rawValue, "class": query.className,
            "name": query.scope?.database, "epoch": query.scope?.epoch,
            "branch": query.scope?.branch,
        ]
    }

    private func candidates(
        _ terms: [(table: String, match: String)], after mark: PageMark?, most: Int,
        _ take: (Document) throws -> Bool
    ) throws {
        let after = mark?.texts
        let cursor: StatementArguments = [
            "first": after == nil, "class_": after?[0], "key_": after?[1], "name_": after?[2],
            "epoch_": after.flatMap { Int($0[3]) }, "branch_": after?[4], "most": most,
        ]
        try database.visit(
            """
            WITH found(id) AS (\(foundText(terms)))
            SELECT d.id, c.class, d.key, c.name, c.epoch, c.branch
            FROM found JOIN document d ON d.id = found.id
            JOIN collection c ON c.id = d.collection
            WHERE \(DocumentSearch.place) AND (:first OR (c.class, d.key, c.name, c.epoch, c.branch)
                > (:class_, :key_, :name_, :epoch_, :branch_))
            ORDER BY c.class, d.key, c.name, c.epoch, c.branch LIMIT :most
            """, placeArguments + arguments(terms) + cursor
        ) { row in
            let id = DocumentID(
                kind: query.kind,
                scope: GraphScope(
                    database: try row.at(3), epoch: try row.at(4), branch: try row.at(5)),
                className: try row.at(1), key: try row.at(2))
            let rowID: Int64 = try row.at(0)
            guard
                let stored = try database.first(
                    "SELECT \(DocumentRows.columns) FROM document WHERE id = ?", [rowID]),
                let document = try DocumentRows.document(stored, id),
                SearchTerms.matches(document.data, query.equals), isWithin(document)
            else { return true }
            return try take(document)
        }
    }

    /// All documents of a scope, class after class, each by its key.
    private func walk(
        _ scope: GraphScope, after mark: PageMark?, _ take: (Document) throws -> Bool
    ) throws {
        let collections = try database.all(
            """
            SELECT c.id, c.class FROM collection c
            WHERE \(DocumentSearch.place) AND c.class >= :from ORDER BY c.class
            """, placeArguments + ["from": mark?.texts[0] ?? ""])
        var goesOn = true
        for (index, collection) in collections.enumerated() where goesOn {
            let className: String = try collection.at(1)
            let resumes = index == 0 && mark.map { $0.texts[0] == className } ?? false
            try database.visit(
                """
                SELECT \(DocumentRows.columns), key FROM document
                WHERE collection = ? AND body IS NOT NULL AND (? OR key > ?) ORDER BY key
                """, [try collection.at(0) as Int64, !resumes, mark?.texts[1] ?? ""]
            ) { row in
                let id = DocumentID(
                    kind: query.kind, scope: scope, className: className, key: try row.at(5))
                if let document = try DocumentRows.document(row, id), isWithin(document) {
                    goesOn = try take(document)
                }
                return goesOn
            }
        }
    }
}
