// The statements that the graph runs for every node and link, prepared once a batch and bound in place.

import GRDB

struct GraphStatements {
    let insertNode: RawStatement
    let findNode: RawStatement
    let updateNode: RawStatement
    let findKey: RawStatement
    let insertAbsent: RawStatement
    let readLinks: RawStatement
    let insertLink: RawStatement
    let deleteLink: RawStatement
    let insertReverse: RawStatement
    let deleteReverse: RawStatement

    init(_ database: Database) throws {
        func prepare(_ sql: String) throws -> RawStatement {
            try RawStatement(cached: sql, in: database)
        }
        insertNode = try prepare(
            """
            INSERT INTO node(class, key, seq, event, body) VALUES(?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """)
        findNode = try prepare(
            "SELECT id, seq, body IS NOT NULL FROM node WHERE class = ? AND key = ?")
        updateNode = try prepare(
            "UPDATE node SET seq = ?, event = ?, body = ? WHERE id = ?")
        findKey = try prepare("SELECT id FROM node WHERE class = ? AND key = ?")
        insertAbsent = try prepare("INSERT INTO node(class, key, seq) VALUES(?, ?, 0)")
        readLinks = try prepare("SELECT pred, dst FROM link_out WHERE src = ?")
        insertLink = try prepare("INSERT INTO link_out(src, pred, dst) VALUES(?, ?, ?)")
        deleteLink = try prepare("DELETE FROM link_out WHERE src = ? AND pred = ? AND dst = ?")
        insertReverse = try prepare("INSERT INTO link_in(dst, pred, src) VALUES(?, ?, ?)")
        deleteReverse = try prepare("DELETE FROM link_in WHERE dst = ? AND pred = ? AND src = ?")
    }
}
