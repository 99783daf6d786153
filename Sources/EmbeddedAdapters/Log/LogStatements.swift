// The writing thread's prepared statements: one for each look-up and insert that happens for every event.

import GRDB

struct LogStatements {
    let findStream: RawStatement
    let insertStream: RawStatement
    let lastEvent: RawStatement
    let findByID: RawStatement
    let findByCause: RawStatement
    let findByForeignCause: RawStatement
    let insertEvent: RawStatement
    let insertHead: RawStatement
    let findKey: RawStatement
    let insertKey: RawStatement
    let commitConsumer: RawStatement

    init(_ database: Database) throws {
        func prepare(_ sql: String) throws -> RawStatement { try RawStatement(database, sql) }
        findStream = try prepare(
            """
            SELECT id FROM stream WHERE database = ? AND epoch = ? AND branch = ? AND type = ?
                AND class = ? AND key = ?
            """)
        insertStream = try prepare(
            """
            INSERT INTO stream (database, epoch, branch, type, class, key)
            VALUES (?, ?, ?, ?, ?, ?) RETURNING id
            """)
        lastEvent = try prepare(
            "SELECT seq, position FROM event WHERE stream = ? ORDER BY seq DESC LIMIT 1")
        findByID = try prepare("SELECT position FROM event WHERE event_id = ?")
        findByCause = try prepare("SELECT position FROM event WHERE cause = ? AND ordinal = ?")
        findByForeignCause = try prepare(
            """
            SELECT position FROM event
            WHERE cause IS NULL AND cause_id IS NOT NULL AND cause_id = ? AND ordinal = ?
            """)
        insertEvent = try prepare(
            """
            INSERT INTO event (position, event_id, caused_id, cause, cause_id, ordinal, stream,
                seq, kind, type, topic, at, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        insertHead = try prepare(
            "INSERT OR REPLACE INTO audit_head (position, count, hash) VALUES (?, ?, ?)")
        findKey = try prepare(
            "SELECT hash, first, count FROM idempotency_key WHERE scope = ? AND key = ?")
        insertKey = try prepare(
            """
            INSERT INTO idempotency_key (scope, key, hash, first, count) VALUES (?, ?, ?, ?, ?)
            """)
        commitConsumer = try prepare(
            """
            INSERT INTO consumer (name, topic, partition, partitions, position)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET partitions = excluded.partitions,
                position = max(position, excluded.position)
            """)
    }
}

extension RawStatement {
    /// Runs a query of which at most one integer is wanted.
    func firstInteger() throws -> Int64? {
        defer { reset() }
        guard try step(), !isNull(0) else { return nil }
        return integer(0)
    }
}
