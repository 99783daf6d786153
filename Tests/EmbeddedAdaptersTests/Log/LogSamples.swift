// A log that breaks a transaction on purpose, and a second look at what its file holds.

import EventSourcing
import Foundation
import GRDB

@testable import EmbeddedAdapters

/// An event whose transaction is rolled back whole, once the log was told so.
func poison(_ key: String) -> Event {
    var event = command(key)
    event.occurredAt = Timestamp(microseconds: 666)
    return event
}

extension EventLog {
    /// From now on no transaction lives that appends a `poison`. For this connection only: the file does not change.
    func breakOnPoison() async throws {
        try await write { database in
            try database.execute(
                sql: """
                    CREATE TEMP TRIGGER poison BEFORE INSERT ON event WHEN NEW.at = 666
                    BEGIN SELECT RAISE(ROLLBACK, 'poison'); END
                    """)
        }
    }

    /// Every event by SQL alone.
    func allFromFile() async throws -> [RecordedEvent] {
        try await readers.read { database in
            try StoredEvent.all(database, "WHERE e.position > ? ORDER BY e.position") {
                $0.bind(1, 0)
            }.map { try $0.recorded() }
        }
    }

    func append(_ events: [Event]) async throws(EventStoreError) -> [AppendAnswer] {
        try await append(events.map { Submission([$0], expecting: .any) }, with: nil)
    }
}

/// Runs `body` on a log and again on one that was opened anew, whose memory is empty.
func liveAndReopened<Value>(
    partitions: Int = 1, fill: (EventLog) async throws -> Void,
    _ body: (EventLog) async throws -> Value
) async throws -> (live: Value, reopened: Value) {
    try await withFolder { folder in
        let path = folder + "/events.db"
        let log = try EventLog(path: path, partitions: partitions)
        try await fill(log)
        let live = try await body(log)
        await log.close()
        let again = try EventLog(path: path, partitions: partitions)
        let reopened = try await body(again)
        await again.close()
        return (live, reopened)
    }
}
