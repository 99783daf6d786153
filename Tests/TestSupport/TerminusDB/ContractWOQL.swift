// The part of TerminusDB's query language that the graph adapter uses, evaluated over a contract database. Terms that are
// not known are the syntax error that the real server answers.

internal import JSONText

struct ContractWOQL {
    typealias Row = [String: JSON]

    struct Failure: Error {
        var type: String
        var detail: JSON
    }

    var database: ContractDatabase
    private(set) var inserts = 0
    private(set) var deletes = 0
    /// In the order in which the real server names them: as they are met.
    private(set) var names: [String] = []

    init(_ database: ContractDatabase) { self.database = database }

    mutating func run(_ query: JSON) throws(Failure) -> [Row] {
        let rows = try evaluate(query, [[:]])
        return rows.map { row in row.filter { names.contains($0.key) } }
    }

    private mutating func evaluate(_ term: JSON, _ rows: [Row]) throws(Failure) -> [Row] {
        switch term["@type"]?.string {
        case "And":
            var rows = rows
            for part in term["and"]?.array ?? [] { rows = try evaluate(part, rows) }
            return rows
        case "Or":
            var all: [Row] = []
            for part in term["or"]?.array ?? [] { all += try evaluate(part, rows) }
            return all
        case "Not":
            var kept: [Row] = []
            let known = names
            for row in rows where try evaluate(term["query"] ?? .null, [row]).isEmpty {
                kept.append(row)
            }
            names = known
            return kept
        case "Select": return try select(term, rows)
        case "Distinct":
            let names = Self.texts(term["variables"])
            var seen: Set<[String]> = []
            return try evaluate(term["query"] ?? .null, rows).filter { row in
                seen.insert(names.map { row[$0].map(ContractDatabase.text) ?? "" }).inserted
            }
        case "Limit":
            let found = try evaluate(term["query"] ?? .null, rows)
            return Array(found.prefix(term["limit"]?.integer ?? 0))
        case "OrderBy":
            let name = term["ordering"]?.array?.first?["variable"]?.string ?? ""
            return try evaluate(term["query"] ?? .null, rows).sorted {
                Self.plain($0[name]).utf8.lexicographicallyPrecedes(Self.plain($1[name]).utf8)
            }
        case "Member": return try member(term, rows)
        case "Equals": return try equals(term, rows)
        case "Triple": return try triples(term, rows)
        case "Greater":
            return rows.filter { row in
                let left = Self.plain(value(term["left"], row))
                let right = Self.plain(value(term["right"], row))
                return right.utf8.lexicographicallyPrecedes(left.utf8)
            }
        case "AddTriple": return try add(term, rows)
        case "InsertDocument", "UpdateDocument": return try write(term, rows)
        default:
            throw Failure(
                type: "vio:WOQLSyntaxError",
                detail: ["vio:query": term, "@type": "vio:WOQLSyntaxError"])
        }
    }

    /// Only the variables that are named leave it.
    private mutating func select(_ term: JSON, _ rows: [Row]) throws(Failure) -> [Row] {
        let wanted = Self.texts(term["variables"])
        let outer = names
        var found: [Row] = []
        for row in rows {
            for inner in try evaluate(term["query"] ?? .null, [row]) {
                found.append(inner.filter { wanted.contains($0.key) || row[$0.key] != nil })
            }
        }
        names = outer + wanted.filter { !outer.contains($0) }
        return found
    }

    private mutating func member(_ term: JSON, _ rows: [Row]) throws(Failure) -> [Row] {
        var found: [Row] = []
        let list = term["list"]?["list"]?.array ?? []
        for row in rows {
            for item in list {
                if let bound = unify(term["member"], value(item, row), row) { found.append(bound) }
            }
        }
        return found
    }

    private mutating func equals(_ term: JSON, _ rows: [Row]) throws(Failure) -> [Row] {
        var found: [Row] = []
        for row in rows {
            let (left, right) = (value(term["left"], row), value(term["right"], row))
            if let right, let bound = unify(term["left"], right, row) {
                found.append(bound)
            } else if right == nil, let left, let bound = unify(term["right"], left, row) {
                found.append(bound)
            } else if left == nil, right == nil {
                throw Failure(type: "unsupported", detail: "two unbound variables")
            }
        }
        return found
    }

    private mutating func triples(_ term: JSON, _ rows: [Row]) throws(Failure) -> [Row] {
        for part in ["subject", "predicate", "object"] { note(term[part]) }
        var found: [Row] = []
        for row in rows {
            for triple in candidates(term, row) {
                guard
                    let first = unify(term["subject"], .string(triple.subject), row),
                    let second = unify(term["predicate"], .string(triple.predicate), first),
                    let third = unify(term["object"], triple.object, second)
                else { continue }
                found.append(third)
            }
        }
        return found
    }

    /// Triples that may match, by the cheapest way to them.
    private func candidates(_ term: JSON, _ row: Row) -> [ContractDatabase.Triple] {
        if term["graph"]?.string == "schema" { return database.schemaTriples }
        let predicate = value(term["predicate"], row)?.string
        let subject = value(term["subject"], row)?.string
        let object = value(term["object"], row)
        let subjects: [String] =
            if let subject {
                [subject]
            } else if let predicate, let object {
                database.subjects(predicate, object).sorted()
            } else {
                database.order
            }
        return subjects.flatMap { id -> [ContractDatabase.Triple] in
            guard let document = database.documents[id] else { return [] }
            return database.triples(document).filter { predicate == nil || $0.0 == predicate }.map {
                ContractDatabase.Triple(subject: id, predicate: $0.0, object: $0.1)
            }
        }
    }

    private mutating func add(_ term: JSON, _ rows: [Row]) throws(Failure) -> [Row] {
        guard term["graph"]?.string == "schema" else {
            throw Failure(type: "unsupported", detail: "AddTriple into the instances")
        }
        for row in rows {
            guard let subject = value(term["subject"], row)?.string,
                let predicate = value(term["predicate"], row)?.string,
                let object = value(term["object"], row)
            else { continue }
            let triple = ContractDatabase.Triple(
                subject: subject, predicate: predicate, object: object)
            guard !database.schemaTriples.contains(triple) else { continue }
            database.schemaTriples.append(triple)
            inserts += 1
        }
        return rows
    }

    private mutating func write(_ term: JSON, _ rows: [Row]) throws(Failure) -> [Row] {
        for row in rows {
            let document = try self.document(term["document"]?["dictionary"], row)
            guard let id = document["@id"]?.string else {
                throw Failure(type: "unsupported", detail: "a document without an id")
            }
            if let witness = database.complaint(document) {
                throw Failure(
                    type: "api:WOQLSchemaCheckFailure", detail: ["api:witnesses": [witness]])
            }
            let isThere = database.documents[id] != nil
            if term["@type"]?.string == "InsertDocument" {
                guard !isThere else {
                    throw Failure(
                        type: "api:DocumentIdAlreadyExists",
                        detail: ["api:document_id": .string("terminusdb:///data/" + id)])
                }
            } else {
                guard let old = database.documents[id] else {
                    throw Failure(
                        type: "api:DocumentNotFound", detail: ["api:document_id": .string(id)])
                }
                deletes += database.triples(old).count
            }
            database.put(id, document)
            inserts += database.triples(document).count
        }
        return rows
    }

    /// From its template; a literal must have the type of its field.
    private func document(_ template: JSON?, _ row: Row) throws(Failure) -> JSONObject {
        guard template?["@type"]?.string == "DictionaryTemplate" else {
            throw Failure(type: "vio:WOQLSyntaxError", detail: ["vio:query": template ?? .null])
        }
        var document = JSONObject()
        for pair in template?["data"]?.array ?? [] {
            guard let field = pair["field"]?.string else { continue }
            let list = pair["value"]?["list"]?.array
            let values = (list ?? [pair["value"] ?? .null]).compactMap { value($0, row) }
            let plain = values.map { $0["@value"] ?? $0 }
            if let type = document["@type"]?.string, !field.hasPrefix("@"),
                let kind = database.schema(type)?[field]
            {
                let wanted = ContractDatabase.kind(kind)
                guard values.allSatisfy({ ($0["@type"]?.string ?? wanted) == wanted }) else {
                    throw Failure(
                        type: "api:WOQLSchemaCheckFailure",
                        detail: ["field": .string(field), "values": .array(values)])
                }
            }
            // A Set comes back sorted, each value once, and not at all when it is empty.
            if list != nil {
                let byBytes = Dictionary(
                    plain.map { ($0.bytes, $0) }, uniquingKeysWith: { first, _ in first })
                let sorted = byBytes.keys.sorted { $0.lexicographicallyPrecedes($1) }
                    .compactMap { byBytes[$0] }
                if !sorted.isEmpty { document[field] = .array(sorted) }
            } else {
                document[field] = plain.first
            }
        }
        return document
    }

    /// Nil: an unbound variable.
    private func value(_ term: JSON?, _ row: Row) -> JSON? {
        if let name = term?["variable"]?.string { return row[name] }
        if let node = term?["node"] { return node }
        return term?["data"]
    }

    private mutating func unify(_ term: JSON?, _ found: JSON?, _ row: Row) -> Row? {
        note(term)
        guard let found else { return nil }
        guard let known = value(term, row) else {
            guard let name = term?["variable"]?.string else { return nil }
            var row = row
            row[name] = found
            return row
        }
        let (left, right) = (ContractDatabase.text(known), ContractDatabase.text(found))
        return left.utf8.elementsEqual(right.utf8) ? row : nil
    }

    private mutating func note(_ term: JSON?) {
        guard let name = term?["variable"]?.string, !names.contains(name) else { return }
        names.append(name)
    }

    private static func texts(_ list: JSON?) -> [String] {
        (list?.array ?? []).compactMap(\.string)
    }

    private static func plain(_ value: JSON?) -> String {
        value?["@value"]?.plainText ?? value?.plainText ?? ""
    }
}
