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
        var result: [Document] = []
        for id in ids {
            guard let collection = try collection(of: id, database),
                let row = try database.first(
                    "SELECT \(columns) FROM document WHERE collection = ? AND key = ?",
                    [collection, id.key]),
                let document = try document(row, id)
            else { continue }
            result.append(document)
        }
        return result
    }
}
