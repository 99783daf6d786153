// The tables of `events.db`, as the first version made them.
// `event_id` is NULL for events with a cause and a computed id: those are unique by cause and ordinal, their id stands in
// `caused_id`, and a random key less in an index is a third of an event's cost. `cause` is the command's position, NULL when the command is not in the log.

import GRDB

enum CreateLogTables {
    static let name = "create log tables"

    static func apply(_ database: Database) throws {
        try database.execute(sql: dictionaries + events + bus + operations)
    }

    private static let dictionaries = """
        CREATE TABLE stream (
            id INTEGER PRIMARY KEY, database TEXT NOT NULL, epoch INTEGER NOT NULL,
            branch TEXT NOT NULL, type TEXT NOT NULL, class TEXT NOT NULL, key TEXT NOT NULL,
            UNIQUE (database, epoch, branch, type, class, key));
        CREATE TABLE event_type (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE topic (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

        """

    private static let events = """
        CREATE TABLE event (
            position INTEGER PRIMARY KEY, event_id BLOB, caused_id BLOB, cause INTEGER,
            cause_id BLOB, ordinal INTEGER NOT NULL, stream INTEGER NOT NULL,
            seq INTEGER NOT NULL, kind INTEGER NOT NULL, type INTEGER NOT NULL,
            topic INTEGER NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL);
        CREATE UNIQUE INDEX event_by_stream ON event (stream, seq);
        CREATE UNIQUE INDEX event_by_id ON event (event_id) WHERE event_id IS NOT NULL;
        CREATE UNIQUE INDEX event_by_cause ON event (cause, ordinal) WHERE cause IS NOT NULL;
        CREATE UNIQUE INDEX event_by_foreign_cause ON event (cause_id, ordinal)
            WHERE cause IS NULL AND cause_id IS NOT NULL;
        CREATE TABLE idempotency_key (
            scope TEXT NOT NULL, key TEXT NOT NULL, hash BLOB NOT NULL,
            first INTEGER NOT NULL, count INTEGER NOT NULL,
            PRIMARY KEY (scope, key)) WITHOUT ROWID;
        CREATE TABLE audit_head (
            position INTEGER PRIMARY KEY, count INTEGER NOT NULL, hash BLOB NOT NULL);

        """

    private static let bus = """
        CREATE TABLE consumer (
            name TEXT NOT NULL, topic TEXT NOT NULL, partition INTEGER NOT NULL,
            partitions INTEGER NOT NULL, position INTEGER NOT NULL,
            PRIMARY KEY (name, topic, partition)) WITHOUT ROWID;
        CREATE TABLE injected (
            position INTEGER PRIMARY KEY, event_id BLOB NOT NULL, topic TEXT NOT NULL,
            body BLOB NOT NULL);
        CREATE INDEX injected_by_id ON injected (event_id);

        """

    private static let operations = """
        CREATE TABLE parked_write (
            number INTEGER PRIMARY KEY AUTOINCREMENT, consumer TEXT NOT NULL,
            event_id BLOB NOT NULL, stream TEXT NOT NULL, seq INTEGER NOT NULL,
            awaited TEXT NOT NULL, reason TEXT NOT NULL, since INTEGER NOT NULL,
            ready INTEGER NOT NULL, body BLOB NOT NULL, UNIQUE (consumer, event_id));
        CREATE INDEX parked_write_by_stream ON parked_write (consumer, stream, seq);
        CREATE INDEX parked_write_by_event ON parked_write (event_id);
        CREATE INDEX parked_write_by_awaited ON parked_write (awaited);
        CREATE TABLE dead_letter (
            number INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL UNIQUE,
            consumer TEXT NOT NULL, event_id BLOB, stream TEXT, type TEXT NOT NULL,
            code TEXT NOT NULL, cause TEXT NOT NULL, attempts INTEGER NOT NULL,
            at INTEGER NOT NULL, bytes BLOB NOT NULL, state TEXT NOT NULL,
            UNIQUE (consumer, event_id));
        CREATE INDEX dead_letter_by_event ON dead_letter (event_id);
        CREATE TABLE attempt (
            handler TEXT NOT NULL, event_id BLOB NOT NULL, attempts INTEGER NOT NULL,
            reason TEXT NOT NULL, PRIMARY KEY (handler, event_id)) WITHOUT ROWID;
        CREATE INDEX attempt_by_event ON attempt (event_id);
        CREATE TABLE lease (name TEXT PRIMARY KEY, fence INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE desired_state (
            worker TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID;
        """
}
