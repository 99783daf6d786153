// Applies a batch within one transaction: rows, counts and the two full-text tables.

import EventSourcing
import GRDB
import JSONText
import Ontology

struct DocumentWriter {
    let database: Database
    private var collections: [DocumentID: Int64] = [:]
    private var dropped: [GraphScope: Bool] = [:]
    private var present: [Int64: Int] = [:]

    private let statements: DocumentStatements

    init(_ database: Database) throws {
        self.database = database
        statements = try DocumentStatements(database)
    }

    mutating func apply(_ batch: [DocumentChange]) throws {
        for step in DocumentStep.steps(of: batch) {
            switch step {
            case .documents(let documents):
                for document in documents { try apply(document.changes, to: document.id) }
                try flushCounts()
            case .drop(let name, let epoch):
                try drop(name: name, epoch: epoch)
            }
        }
    }

    /// Most documents are new, so inserting is tried first.
    private mutating func apply(_ changes: [DocumentChange], to id: DocumentID) throws {
        guard try !isDropped(id) else { return }
        let collection = try collection(of: id)
        let fresh = DocumentState.unknown.applying(changes)
        guard fresh.sequence > DocumentState.unknown.sequence else { return }
        if let rowID = try statements.insert(fresh, in: collection, id.key, database) {
            if let data = fresh.content?.data { try statements.index(rowID, data) }
            present[collection, default: 0] += fresh.content == nil ? 0 : 1
            return
        }
        guard
            let row = try database.first(
                "SELECT \(DocumentRows.columns), id FROM document WHERE collection = ? AND key = ?",
                [collection, id.key])
        else { throw StorageFailure.corrupt("a document is not in its index") }
        let old = try DocumentRows.state(row)
        let new = old.applying(changes)
        guard new.sequence > old.sequence else { return }
        let rowID: Int64 = try row.at(5)
        try statements.update(rowID, new)
        if let data = old.content?.data { try statements.forget(rowID, data) }
        if let data = new.content?.data { try statements.index(rowID, data) }
        present[collection, default: 0] +=
            (new.content == nil ? 0 : 1) - (old.content == nil ? 0 : 1)
    }

    private mutating func collection(of id: DocumentID) throws -> Int64 {
        var address = id
        address.key = ""
        if let known = collections[address] { return known }
        let found =
            try DocumentRows.collection(of: address, database)
            ?? database.insert(
                "INSERT INTO collection(kind, name, epoch, branch, class) VALUES(?, ?, ?, ?, ?)",
                DocumentRows.address(of: address))
        collections[address] = found
        return found
    }

    /// The document of a database outlives what was in it.
    private mutating func isDropped(_ id: DocumentID) throws -> Bool {
        guard id.kind != .database else { return false }
        if let known = dropped[id.scope] { return known }
        let answer = try DroppedEpochs.contains(
            database, name: id.scope.database, epoch: id.scope.epoch)
        dropped[id.scope] = answer
        return answer
    }

    private mutating func flushCounts() throws {
        for (collection, change) in present where change != 0 {
            try database.run(
                "UPDATE collection SET present = present + ? WHERE id = ?", [change, collection])
        }
        present = [:]
    }

    private mutating func drop(name: String, epoch: Int) throws {
        try DroppedEpochs.add(database, name: name, epoch: epoch)
        let gone = try database.numbers(
            "SELECT id FROM collection WHERE name = ? AND epoch = ? AND kind <> ?",
            [name, epoch, DocumentID.Kind.database.rawValue])
        for collection in gone {
            try database.visit(
                "SELECT id, body FROM document WHERE collection = ? AND body IS NOT NULL",
                [collection]
            ) { row in
                try statements.forget(try row.at(0), JSONObject(column: try row.at(1)))
                return true
            }
            try database.run("DELETE FROM document WHERE collection = ?", [collection])
            try database.run("DELETE FROM collection WHERE id = ?", [collection])
        }
        collections = [:]
        dropped = [:]
    }
}
