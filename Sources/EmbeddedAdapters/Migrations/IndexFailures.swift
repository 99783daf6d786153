// An index of the failures alone: who asks which commands FAILED need not look at all of them. It costs nothing where
// nothing fails. Indexes cannot look a name up, so the number of the event type stands in it.

import GRDB

enum IndexFailures {
    static let name = "index failures"

    static func apply(_ database: Database) throws {
        try database.execute(
            sql: "INSERT INTO event_type (name) VALUES ('COMMAND_FAILED') ON CONFLICT DO NOTHING")
        let type = try Int64.fetchOne(
            database, sql: "SELECT id FROM event_type WHERE name = 'COMMAND_FAILED'")
        guard let type else { throw StorageFailure.corrupt("an event type got no number") }
        try database.execute(
            sql: "CREATE INDEX event_failure ON event (position) WHERE type = \(type)")
    }
}
