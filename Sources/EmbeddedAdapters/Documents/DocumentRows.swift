// Rows of documents and collections to values. Reading never makes a collection.

import EventSourcing
import Foundation
import GRDB
import JSONText
import Ontology

enum DocumentRows {
    /// The columns that `document` and `state` read, in their order.
    static let columns = "seq, event, event_at, created_at, body"

    static func collection(of id: DocumentID, _ database: Database) throws -> Int64? {
        try database.number(
            """
            SELECT id FROM collection
            WHERE kind = ? AND name = ? AND epoch = ? AND branch = ? AND class = ?
            """, address(of: id))
    }

    static func address(of id: DocumentID) -> StatementArguments {
        [
            id.kind.rawValue, id.scope.database, id.scope.epoch, id.scope.branch, id.className,
        ]
    }

    static func state(_ row: Row) throws -> DocumentState {
        var state = DocumentState(sequence: SequenceNumber(try row.at(0)))
        guard let body: Data = try row.at(4) else { return state }
        state.content = DocumentState.Content(
            event: try EventID(column: try row.at(1)),
            eventAt: Timestamp(microseconds: try row.at(2)),
            createdAt: Timestamp(microseconds: try row.at(3)), data: try JSONObject(column: body))
        return state
    }

    /// Nil when it is deleted.
    static func document(_ row: Row, _ id: DocumentID) throws -> Document? {
        let state = try state(row)
        return state.content.map {
            Document(
                id: id, sequence: state.sequence, event: $0.event, eventAt: $0.eventAt,
                createdAt: $0.createdAt, data: $0.data)
        }
    }

    static func documents(_ ids: [DocumentID], _ database: Database) throws -> [Document] {
        let find = try RawStatement(
            cached: "SELECT \(columns) FROM document WHERE collection = ? AND key = ?",
            in: database)
        var last: (address: DocumentID, collection: Int64?)?
        var result: [Document] = []
        result.reserveCapacity(ids.count)
        for id in ids {
            var address = id
            address.key = ""
            if last?.address != address {
                last = (address, try collection(of: address, database))
            }
            guard let collection = last?.collection else { continue }
            find.bind(1, collection)
            find.bind(2, id.key)
            defer { find.reset() }
            if try find.step(), let document = try document(find, id) { result.append(document) }
        }
        return result
    }

    /// Nil when it is deleted.
    private static func document(_ row: RawStatement, _ id: DocumentID) throws -> Document? {
        if row.isNull(4) { return nil }
        guard let event = row.eventID(1) else {
            throw StorageFailure.corrupt("a document has no event id")
        }
        return Document(
            id: id, sequence: SequenceNumber(Int(row.integer(0))), event: event,
            eventAt: Timestamp(microseconds: row.integer(2)),
            createdAt: Timestamp(microseconds: row.integer(3)),
            data: try JSONObject(bytes: row.bytes(4)))
    }
}
