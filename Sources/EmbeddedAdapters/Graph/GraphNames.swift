// The integers that stand for scopes, classes, predicates and lookups, made when first written. What
// a rollback undoes must not be remembered: see `GraphMemory`.

import EventSourcing
import GRDB
import Ontology

/// Properties by which links name nodes of a class.
struct GraphLookup: Sendable {
    var id: Int64
    var properties: [String]
}

struct GraphNames: Sendable {
    private struct ClassName: Hashable {
        var scope: GraphScope
        var name: ExactText
    }

    private var scopes: [GraphScope: Int64?] = [:]
    private var classes: [ClassName: Int64] = [:]
    private var predicates: [ExactText: Int64] = [:]
    private var lookups: [Int64: [GraphLookup]] = [:]

    /// Nil when the database was dropped at this epoch: nothing of it is written any more.
    mutating func scope(_ scope: GraphScope, _ database: Database) throws -> Int64? {
        if let known = scopes[scope] { return known }
        var id: Int64?
        if try !DroppedEpochs.contains(database, name: scope.database, epoch: scope.epoch) {
            id =
                try GraphNames.existing(scope, database)
                ?? database.insert(
                    "INSERT INTO scope(name, epoch, branch) VALUES(?, ?, ?)",
                    [scope.database, scope.epoch, scope.branch])
        }
        scopes[scope] = .some(id)
        return id
    }

    /// Nil when the database was dropped.
    mutating func classID(_ name: String, in scope: GraphScope, _ database: Database) throws
        -> Int64?
    {
        let address = ClassName(scope: scope, name: ExactText(name))
        if let known = classes[address] { return known }
        guard let scopeID = try self.scope(scope, database) else { return nil }
        let id =
            try database.number(
                "SELECT id FROM class WHERE scope = ? AND name = ?", [scopeID, name])
            ?? database.insert(
                "INSERT INTO class(scope, name) VALUES(?, ?)", [scopeID, name])
        classes[address] = id
        return id
    }

    mutating func predicate(_ name: String, _ database: Database) throws -> Int64 {
        if let known = predicates[ExactText(name)] { return known }
        let id =
            try database.number("SELECT id FROM predicate WHERE name = ?", [name])
            ?? database.insert("INSERT INTO predicate(name) VALUES(?)", [name])
        predicates[ExactText(name)] = id
        return id
    }

    /// The lookups that links have asked for on a class so far.
    mutating func lookups(of classID: Int64, _ database: Database) throws -> [GraphLookup] {
        if let known = lookups[classID] { return known }
        let found = try database.all(
            "SELECT id, properties FROM lookup WHERE class = ? ORDER BY id", [classID]
        ).map { GraphLookup(id: try $0.at(0), properties: try TextList.texts(try $0.at(1))) }
        lookups[classID] = found
        return found
    }

    /// Registers a lookup that is not there yet.
    mutating func addLookup(
        _ properties: [String], of classID: Int64, _ database: Database
    ) throws -> GraphLookup {
        let lookup = GraphLookup(
            id: try database.insert(
                "INSERT INTO lookup(class, properties) VALUES(?, ?)",
                [classID, TextList.column(properties)]),
            properties: properties)
        lookups[classID] = try lookups(of: classID, database).filter { $0.id != lookup.id }
        lookups[classID]?.append(lookup)
        return lookup
    }

    /// For readers, which never make names.
    static func existing(_ scope: GraphScope, _ database: Database) throws -> Int64? {
        try database.number(
            "SELECT id FROM scope WHERE name = ? AND epoch = ? AND branch = ?",
            [scope.database, scope.epoch, scope.branch])
    }

    static func existing(_ className: String, in scope: GraphScope, _ database: Database) throws
        -> Int64?
    {
        guard let scope = try existing(scope, database) else { return nil }
        return try database.number(
            "SELECT id FROM class WHERE scope = ? AND name = ?", [scope, className])
    }
}
