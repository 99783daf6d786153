// Parked writes in `events.db`, each with its whole event, so that also injected ones come back.

package import EventSourcing
import Foundation
import GRDB

package final class EmbeddedParkedWrites: ParkedWrites, Sendable {
    private let log: EventLog

    package init(log: EventLog) { self.log = log }

    package func park(_ writes: [ParkedWrite]) async throws(OperationsStoreError) {
        guard !writes.isEmpty else { return }
        try await change { database in
            for write in writes {
                try database.cachedStatement(
                    sql: """
                        INSERT INTO parked_write (consumer, event_id, stream, seq, awaited, reason,
                            since, ready, body)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT DO UPDATE SET awaited = excluded.awaited,
                            reason = excluded.reason, ready = excluded.ready
                        """
                ).execute(arguments: [
                    write.group.name, Data(write.event.event.id.bytes),
                    EventCodec.text(write.event.event.stream), write.event.sequence.value,
                    write.awaited.text, write.reason, write.since.microseconds, write.isReady,
                    Data(EventCodec.encode(write.event)),
                ])
            }
        }
        if writes.contains(where: \.isReady) { log.head.stir() }
    }

    package func release(_ awaited: Awaited) async throws(OperationsStoreError) -> Int {
        // Most decisions have nobody waiting: look before taking part in a commit.
        let isAwaited = try await read { database in
            try database.number(
                "SELECT 1 FROM parked_write WHERE awaited = ? AND ready = 0 LIMIT 1",
                [awaited.text]) != nil
        }
        guard isAwaited else { return 0 }
        let count = try await change { database in
            try database.execute(
                sql: "UPDATE parked_write SET ready = 1 WHERE awaited = ? AND ready = 0",
                arguments: [awaited.text])
            return database.changesCount
        }
        if count > 0 { log.head.stir() }
        return count
    }

    package func ready(
        _ group: ConsumerGroup, limit: Int
    ) async throws(OperationsStoreError) -> [ParkedWrite] {
        try await read { database in
            try database.all(
                """
                SELECT * FROM parked_write WHERE consumer = ? AND ready = 1
                ORDER BY stream, seq LIMIT ?
                """, [group.name, limit]
            ).map(ParkedWrite.init(row:))
        }
    }

    package func settle(
        _ group: ConsumerGroup, _ events: [EventID]
    ) async throws(OperationsStoreError) {
        guard !events.isEmpty else { return }
        try await change { database in
            for event in events {
                try database.cachedStatement(
                    sql: "DELETE FROM parked_write WHERE consumer = ? AND event_id = ?"
                ).execute(arguments: [group.name, Data(event.bytes)])
            }
        }
    }

    package func waiting(
        _ group: ConsumerGroup, among streams: Set<StreamID>
    ) async throws(OperationsStoreError) -> Set<StreamID> {
        guard !streams.isEmpty else { return [] }
        return try await read { database in
            let any = try Bool.fetchOne(
                database.cachedStatement(
                    sql: "SELECT EXISTS (SELECT 1 FROM parked_write WHERE consumer = ?)"),
                arguments: [group.name])
            guard any == true else { return [] }
            let query = try database.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM parked_write WHERE consumer = ? AND stream = ?)
                    """)
            return try streams.filter { stream in
                try Bool.fetchOne(query, arguments: [group.name, EventCodec.text(stream)]) == true
            }
        }
    }

    package func list(
        _ page: PageRequest
    ) async throws(OperationsStoreError) -> Page<ParkedWrite> {
        try await log.page(
            "SELECT * FROM parked_write WHERE number > ? ORDER BY number LIMIT ?", page
        ) { row throws(UnreadableEvent) in try ParkedWrite(row: row) }
    }

    @discardableResult
    private func change<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(OperationsStoreError) -> Value {
        do { return try await log.write(body) } catch { throw OperationsStoreError(error) }
    }

    private func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(OperationsStoreError) -> Value {
        do { return try await log.readers.run(body) } catch { throw OperationsStoreError(error) }
    }
}

extension ParkedWrite {
    init(row: Row) throws(UnreadableEvent) {
        guard let awaited = Awaited(text: row["awaited"]) else {
            throw UnreadableEvent(reason: "a parked write's row does not say what it awaits")
        }
        self.init(
            group: ConsumerGroup(row["consumer"]),
            event: try EventCodec.decode([UInt8](row["body"] as Data)), awaited: awaited,
            reason: row["reason"], since: Timestamp(microseconds: row["since"]),
            isReady: row["ready"])
    }
}
