// Applies a batch within one transaction: rows, counts and the two full-text tables.

import EventSourcing
import Foundation
import GRDB
import JSONText
import Ontology

struct DocumentWriter {
    let database: Database
    private var collections: [DocumentID: Int64] = [:]
    private var dropped: [GraphScope: Bool] = [:]
    private var present: [Int64: Int] = [:]

    init(_ database: Database) { self.database = database }

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

    private mutating func apply(_ changes: [DocumentChange], to id: DocumentID) throws {
        guard try !isDropped(id) else { return }
        let collection = try collection(of: id)
        let row = try database.first(
            "SELECT \(DocumentRows.columns), id FROM document WHERE collection = ? AND key = ?",
            [collection, id.key])
        let old = try row.map(DocumentRows.state) ?? .unknown
        var new = old
        for change in changes { new.apply(change) }
        guard new.sequence > old.sequence else { return }
        let rowID = try write(new, in: collection, id.key, over: try row?.at(5))
        if let data = old.content?.data { try forget(rowID, data) }
        if let data = new.content?.data { try index(rowID, data) }
        present[collection, default: 0] +=
            (new.content == nil ? 0 : 1) - (old.content == nil ? 0 : 1)
    }

    private func write(
        _ state: DocumentState, in collection: Int64, _ key: String, over rowID: Int64?
    ) throws -> Int64 {
        let content = state.content
        let values: StatementArguments = [
            state.sequence.value, content?.event.column, content?.eventAt.microseconds,
            content?.createdAt.microseconds, content?.data.column,
        ]
        if let rowID {
            try database.run(
                """
                UPDATE document SET seq = ?, event = ?, event_at = ?, created_at = ?, body = ?
                WHERE id = ?
                """, values + [rowID])
            return rowID
        }
        return try database.insert(
            """
            INSERT INTO document(seq, event, event_at, created_at, body, collection, key)
            VALUES(?, ?, ?, ?, ?, ?, ?)
            """, values + [collection, key])
    }

    private func index(_ id: Int64, _ data: JSONObject) throws {
        try database.run(
            "INSERT INTO words(rowid, text) VALUES(?, ?)", [id, SearchTerms.words(of: data)])
        try database.run(
            "INSERT INTO tokens(rowid, text) VALUES(?, ?)", [id, SearchTerms.tokens(of: data)])
    }

    private func forget(_ id: Int64, _ data: JSONObject) throws {
        try database.run(
            "INSERT INTO words(words, rowid, text) VALUES('delete', ?, ?)",
            [id, SearchTerms.words(of: data)])
        try database.run(
            "INSERT INTO tokens(tokens, rowid, text) VALUES('delete', ?, ?)",
            [id, SearchTerms.tokens(of: data)])
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
                try forget(try row.at(0), JSONObject(column: try row.at(1)))
                return true
            }
            try database.run("DELETE FROM document WHERE collection = ?", [collection])
            try database.run("DELETE FROM collection WHERE id = ?", [collection])
        }
        collections = [:]
        dropped = [:]
    }
}
