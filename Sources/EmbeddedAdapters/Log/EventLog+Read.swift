// Reading the log. Each call is one snapshot on a reader's thread; bodies are parsed there.

package import EventSourcing
import Foundation
import GRDB

extension EventLog {
    package func read(
        _ stream: StreamID, after: SequenceNumber, limit: Int
    ) async throws(EventStoreError) -> [RecordedEvent] {
        let knowledge = streamEnds.knowledge(of: stream)
        if let last = knowledge.last, last <= after.value { return [] }
        let condition = """
            WHERE e.stream = (SELECT id FROM stream WHERE database = ? AND epoch = ?
                AND branch = ? AND type = ? AND class = ? AND key = ?)
                AND e.seq > ? ORDER BY e.seq LIMIT ?
            """
        let events = try await events(condition) { statement in
            statement.bind(stream, from: 1)
            statement.bind(7, after.value)
            statement.bind(8, limit)
        }
        if events.count < limit {
            let last = max(after.value, events.last?.sequence.value ?? 0)
            streamEnds.note(stream, last, since: knowledge)
        }
        return events
    }

    package func read(
        after position: StorePosition, limit: Int
    ) async throws(EventStoreError) -> [RecordedEvent] {
        // What is published, and nothing that is only in the file yet: see `scan`.
        let end = head.ends.event
        if position.segment >= end { return [] }
        if let events = newest(after: position.segment, through: end, limit: limit) {
            return events
        }
        return try await events(
            "WHERE e.position > ? AND e.position <= ? ORDER BY e.position LIMIT ?"
        ) { statement in
            statement.bind(1, position.segment)
            statement.bind(2, end)
            statement.bind(3, limit)
        }
    }

    /// From memory; nil where that does not reach back so far.
    private func newest(
        after position: Int64, through end: Int64, limit: Int
    ) -> [RecordedEvent]? {
        var events: [RecordedEvent] = []
        let isHere = tail.visit(from: position + 1) { event in
            guard event.position.segment <= end, events.count < limit else { return false }
            events.append(event)
            return true
        }
        return isHere ? events : nil
    }

    /// Commands by index. A computed id of an event with a cause takes a scan, O(log), since it stands in no index.
    package func find(_ id: EventID) async throws(EventStoreError) -> RecordedEvent? {
        if let event = try await events("WHERE e.event_id = ?", { $0.bind(1, id.bytes) }).first {
            return event
        }
        guard id.version == 5 else { return nil }
        return try await events("WHERE e.caused_id = ? LIMIT 1") { $0.bind(1, id.bytes) }.first
    }

    /// What has no cause stands in the index.
    package func commands(_ ids: [EventID]) async throws(EventStoreError) -> [RecordedEvent] {
        var found: [RecordedEvent] = []
        for id in ids {
            found += try await events("WHERE e.event_id = ?") { $0.bind(1, id.bytes) }
                .filter { $0.event.kind == .command }
        }
        return found
    }

    package func answers(to command: EventID) async throws(EventStoreError) -> [RecordedEvent] {
        let known = try await events(
            """
            WHERE e.cause = (SELECT position FROM event WHERE event_id = ?) ORDER BY e.ordinal
            """
        ) { $0.bind(1, command.bytes) }
        if !known.isEmpty { return known }
        return try await events(
            """
            WHERE e.cause IS NULL AND e.cause_id IS NOT NULL AND e.cause_id = ?
            ORDER BY e.ordinal
            """
        ) { $0.bind(1, command.bytes) }
    }

    /// O(keys): which key an event came under stands in no index, since only copying a log asks.
    package func keys(
        after position: StorePosition, through end: StorePosition
    ) async throws(EventStoreError) -> [KeptKey] {
        do {
            return try await readers.run { database in
                try Row.fetchAll(
                    database.cachedStatement(
                        sql: """
                            SELECT scope, key, hash, first, count FROM idempotency_key
                            WHERE first > ? AND first <= ? ORDER BY first
                            """), arguments: [position.segment, end.segment]
                ).map { row in
                    KeptKey(
                        key: IdempotencyKey(
                            scope: row["scope"], key: row["key"],
                            contentHash: [UInt8](row["hash"] as Data)),
                        first: StorePosition(segment: row["first"]), count: row["count"])
                }
            }
        } catch {
            throw EventStoreError(error)
        }
    }

    package func head() async throws(EventStoreError) -> StorePosition {
        guard !head.isClosed else { throw .closed }
        return StorePosition(segment: head.ends.event)
    }

    /// Positions are row numbers; what was injected into the bus alone counts as well.
    package func count(through position: StorePosition) -> Int? { Int(position.segment) }

    package func waits(forEventsAfter position: StorePosition, timeoutSeconds: Double) async
        -> Bool
    {
        await head.wait(timeoutSeconds: timeoutSeconds) { $0.event > position.segment }
        return true
    }

    /// O(streams of the branch): by the index of streams, then one look-up for each.
    package func ends(of type: AggregateType, on branch: BranchAddress)
        async throws(EventStoreError) -> [StreamEnd]
    {
        do {
            return try await readers.run { database in
                let statement = try RawStatement(cached: Self.selectEnds, in: database)
                statement.reset()
                defer { statement.reset() }
                statement.bind(1, branch.database)
                statement.bind(2, branch.epoch)
                statement.bind(3, branch.branch)
                statement.bind(4, type.name)
                var ends: [StreamEnd] = []
                while try statement.step() { ends.append(StreamEnd(row: statement)) }
                return ends
            }
        } catch {
            throw EventStoreError(error)
        }
    }

    private static let selectEnds = """
        SELECT s.database, s.epoch, s.branch, s.type, s.class, s.key, e.seq, e.position, t.name
        FROM stream s
            CROSS JOIN event e ON e.stream = s.id
                AND e.seq = (SELECT max(seq) FROM event WHERE stream = s.id)
            CROSS JOIN event_type t ON t.id = e.type
        WHERE s.database = ? AND s.epoch = ? AND s.branch = ? AND s.type = ?
        """

    private func events(
        _ condition: String, _ bind: @escaping @Sendable (RawStatement) -> Void
    ) async throws(EventStoreError) -> [RecordedEvent] {
        let result: Result<[RecordedEvent], EventStoreError>
        do {
            result = try await readers.run { database in
                let stored = try StoredEvent.all(database, condition, bind: bind)
                return Self.recorded(stored)
            }
        } catch {
            throw EventStoreError(error)
        }
        return try result.get()
    }

    private static func recorded(
        _ stored: [StoredEvent]
    ) -> Result<[RecordedEvent], EventStoreError> {
        var events: [RecordedEvent] = []
        events.reserveCapacity(stored.count)
        for row in stored {
            do throws(UnreadableEvent) {
                events.append(try row.recorded())
            } catch {
                let position = StorePosition(segment: row.position)
                return .failure(.corrupt(position, error.reason))
            }
        }
        return .success(events)
    }
}

extension StreamEnd {
    fileprivate init(row: RawStatement) {
        self.init(
            stream: StreamID(row: row, from: 0), sequence: SequenceNumber(Int(row.integer(6))),
            position: StorePosition(segment: row.integer(7)), type: row.text(8))
    }
}

extension RawStatement {
    /// The six parts of a stream's address, from a parameter on.
    func bind(_ stream: StreamID, from parameter: Int32) {
        bind(parameter, stream.database)
        bind(parameter + 1, stream.epoch)
        bind(parameter + 2, stream.branch)
        bind(parameter + 3, stream.type.name)
        bind(parameter + 4, stream.className)
        bind(parameter + 5, stream.key)
    }
}
