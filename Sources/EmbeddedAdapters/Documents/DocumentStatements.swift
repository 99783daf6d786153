// The statements that run for every document, prepared once a batch and bound in place.

import EventSourcing
import GRDB
import JSONText

struct DocumentStatements {
    private let insertRow: RawStatement
    private let updateRow: RawStatement
    private let insertWords: RawStatement
    private let insertTokens: RawStatement
    private let forgetWords: RawStatement
    private let forgetTokens: RawStatement

    init(_ database: Database) throws {
        func prepare(_ sql: String) throws -> RawStatement {
            try RawStatement(cached: sql, in: database)
        }
        insertRow = try prepare(
            """
            INSERT INTO document(seq, event, event_at, created_at, body, collection, key)
            VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """)
        updateRow = try prepare(
            """
            UPDATE document SET seq = ?, event = ?, event_at = ?, created_at = ?, body = ?
            WHERE id = ?
            """)
        insertWords = try prepare("INSERT INTO words(rowid, text) VALUES(?, ?)")
        insertTokens = try prepare("INSERT INTO tokens(rowid, text) VALUES(?, ?)")
        forgetWords = try prepare("INSERT INTO words(words, rowid, text) VALUES('delete', ?, ?)")
        forgetTokens = try prepare(
            "INSERT INTO tokens(tokens, rowid, text) VALUES('delete', ?, ?)")
    }

    /// The new row; nil when there is one with this key already.
    func insert(
        _ state: DocumentState, in collection: Int64, _ key: String, _ database: Database
    ) throws -> Int64? {
        bind(state, to: insertRow)
        insertRow.bind(6, collection)
        insertRow.bind(7, key)
        try insertRow.run()
        return database.changesCount > 0 ? database.lastInsertedRowID : nil
    }

    func update(_ row: Int64, _ state: DocumentState) throws {
        bind(state, to: updateRow)
        updateRow.bind(6, row)
        try updateRow.run()
    }

    private func bind(_ state: DocumentState, to row: RawStatement) {
        row.bind(1, state.sequence.value)
        guard let content = state.content else {
            for parameter in Int32(2)...5 { row.bindNull(parameter) }
            return
        }
        row.bind(2, content.event)
        row.bind(3, content.eventAt.microseconds)
        row.bind(4, content.createdAt.microseconds)
        row.bind(5, JSON.object(content.data).bytes)
    }

    func index(_ row: Int64, _ data: JSONObject) throws {
        try run(insertWords, row, SearchTerms.words(of: data))
        try run(insertTokens, row, SearchTerms.tokens(of: data))
    }

    func forget(_ row: Int64, _ data: JSONObject) throws {
        try run(forgetWords, row, SearchTerms.words(of: data))
        try run(forgetTokens, row, SearchTerms.tokens(of: data))
    }

    private func run(_ statement: RawStatement, _ row: Int64, _ text: String) throws {
        statement.bind(1, row)
        statement.bind(2, text)
        try statement.run()
    }
}
