// Dead letters in `events.db`, oldest first.

package import EventSourcing
import Foundation
import GRDB

package final class EmbeddedDeadLetters: DeadLetters, Sendable {
    private let log: EventLog

    package init(log: EventLog) { self.log = log }

    package func park(_ letter: DeadLetter) async throws(OperationsStoreError) {
        do {
            try await log.write { database in
                try database.execute(
                    sql: """
                        INSERT INTO dead_letter (id, consumer, event_id, stream, type, code, cause,
                            attempts, at, bytes, state)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT DO UPDATE SET
                            attempts = max(attempts + 1, excluded.attempts),
                            code = excluded.code, cause = excluded.cause, at = excluded.at,
                            state = excluded.state
                        """,
                    arguments: [
                        Data(letter.id.bytes), letter.group.name,
                        letter.event.map { Data($0.bytes) }, letter.stream.map(EventCodec.text),
                        letter.eventType, letter.code, letter.cause, letter.attempts,
                        letter.at.microseconds, Data(letter.bytes), letter.state.rawValue,
                    ])
            }
        } catch {
            throw OperationsStoreError(error)
        }
    }

    package func list(
        _ page: PageRequest
    ) async throws(OperationsStoreError) -> Page<DeadLetter> {
        try await log.page(
            "SELECT * FROM dead_letter WHERE number > ? ORDER BY number LIMIT ?", page
        ) { row throws(UnreadableEvent) in try DeadLetter(row: row) }
    }

    package func find(_ id: EventID) async throws(OperationsStoreError) -> DeadLetter? {
        try await read { database in
            try Row.fetchOne(
                database, sql: "SELECT * FROM dead_letter WHERE id = ?",
                arguments: [Data(id.bytes)]
            ).map(DeadLetter.init(row:))
        }
    }

    package func count() async throws(OperationsStoreError) -> Int {
        try await read { database in
            try Int.fetchOne(database, sql: "SELECT count(*) FROM dead_letter") ?? 0
        }
    }

    /// O(letters of the group).
    package func retrying(
        _ group: ConsumerGroup
    ) async throws(OperationsStoreError) -> [DeadLetter] {
        try await read { database in
            try Row.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT * FROM dead_letter WHERE consumer = ? AND state = 'retrying'
                        ORDER BY number
                        """), arguments: [group.name]
            ).map(DeadLetter.init(row:))
        }
    }

    /// O(letters of the group), whatever their bytes: these stand behind the columns that are read.
    package func blocked(
        _ group: ConsumerGroup, among streams: Set<StreamID>
    ) async throws(OperationsStoreError) -> [StreamID: Blockage] {
        guard !streams.isEmpty else { return [:] }
        return try await read { database in
            let rows = try Row.fetchCursor(
                database.cachedStatement(
                    sql: """
                        SELECT id, event_id, stream FROM dead_letter
                        WHERE consumer = ? AND stream IS NOT NULL ORDER BY number
                        """), arguments: [group.name])
            var blocked: [StreamID: Blockage] = [:]
            while let row = try rows.next() {
                guard let stream = EventCodec.stream(row["stream"]), streams.contains(stream),
                    blocked[stream] == nil, let letter = EventID(bytes: [UInt8](row["id"] as Data))
                else { continue }
                let event = (row["event_id"] as Data?).flatMap { EventID(bytes: [UInt8]($0)) }
                blocked[stream] = Blockage(letter: letter, event: event)
            }
            return blocked
        }
    }

    package func retry(_ id: EventID) async throws(OperationsStoreError) -> Bool {
        try await change { database in
            try database.execute(
                sql: "UPDATE dead_letter SET state = 'retrying' WHERE id = ?",
                arguments: [Data(id.bytes)])
            return database.changesCount > 0
        }
    }

    package func discard(_ id: EventID) async throws(OperationsStoreError) -> Bool {
        try await change { database in
            try database.execute(
                sql: "DELETE FROM dead_letter WHERE id = ?", arguments: [Data(id.bytes)])
            guard database.changesCount > 0 else { return false }
            try database.execute(
                sql: "UPDATE parked_write SET ready = 1 WHERE awaited = ?",
                arguments: [Awaited.deadLetter(id).text])
            return true
        }
    }

    private func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(OperationsStoreError) -> Value {
        do { return try await log.readers.run(body) } catch { throw OperationsStoreError(error) }
    }

    private func change(
        _ body: @escaping @Sendable (Database) throws -> Bool
    ) async throws(OperationsStoreError) -> Bool {
        do {
            let isChanged = try await log.write(body)
            if isChanged { log.head.stir() }
            return isChanged
        } catch {
            throw OperationsStoreError(error)
        }
    }
}

extension DeadLetter {
    init(row: Row) throws(UnreadableEvent) {
        guard let id = EventID(bytes: [UInt8](row["id"] as Data)),
            let state = State(rawValue: row["state"])
        else { throw UnreadableEvent(reason: "a dead letter's row has no id or no state") }
        self.init(
            id: id, group: ConsumerGroup(row["consumer"]),
            event: (row["event_id"] as Data?).flatMap { EventID(bytes: [UInt8]($0)) },
            stream: (row["stream"] as String?).flatMap { EventCodec.stream($0) },
            eventType: row["type"], code: row["code"], cause: row["cause"],
            attempts: row["attempts"], at: Timestamp(microseconds: row["at"]),
            bytes: [UInt8](row["bytes"] as Data), state: state)
    }
}
