// The log as a bus sees it: records of some topics from an offset on, injected envelopes among them, and the groups'
// commits.

import EventSourcing
import Foundation
import GRDB

/// A stretch of the bus.
struct BusScan: Sendable {
    struct Record: Sendable {
        var offset: Int64
        var topic: Topic
        var partition: Int
        var content: BusRecord.Content
    }

    var records: [Record] = []
    /// Everything up to and with this offset was looked at.
    var through: Int64
}

extension EventLog {
    func partition(of stream: StreamID) -> Int {
        partitions == 1 ? 0 : Int(stream.stableHash % UInt64(partitions))
    }

    /// Looks at up to `limit` records of `topics` from an offset on and answers those in `wanted`.
    func scan(
        from offset: Int64, topics: Set<Topic>, wanted: Set<TopicPartition>, limit: Int
    ) async throws(StorageFailure) -> BusScan {
        if let scan = tailScan(from: offset, topics: topics, wanted: wanted, limit: limit) {
            return scan
        }
        let names = topics.map(\.name).sorted()
        // The file may hold more in a moment. What is shown ends at what was published when all of it was known: an
        // envelope would be passed over, and an event be there before the rest of the log tells of it.
        let ends = head.ends
        let mayHoldInjected = ends.injected >= offset
        return try await readers.read { [self] database in
            var scan = BusScan(through: ends.last)
            let rows = try Self.rows(
                database, from: offset, through: ends.last, topics: names, limit: limit)
            if rows.count == limit, let last = rows.last { scan.through = last.position }
            for row in rows {
                let partition = partition(of: row.stream)
                guard wanted.contains(TopicPartition(row.topic, partition)) else { continue }
                scan.records.append(Self.record(row, partition))
            }
            if mayHoldInjected {
                let injected = try injected(
                    database, from: offset, through: scan.through, topics: names)
                scan.records.append(
                    contentsOf: injected.filter {
                        wanted.contains(TopicPartition($0.topic, $0.partition))
                    })
                scan.records.sort { $0.offset < $1.offset }
                if scan.records.count > limit {
                    scan.records.removeSubrange(limit...)
                    scan.through = scan.records[limit - 1].offset
                }
            }
            return scan
        }
    }

    /// The same from what the log has in memory; nil where that does not reach back so far, or where injected
    /// envelopes stand in between.
    private func tailScan(
        from offset: Int64, topics: Set<Topic>, wanted: Set<TopicPartition>, limit: Int
    ) -> BusScan? {
        let ends = head.ends
        guard ends.injected < offset else { return nil }
        var scan = BusScan(through: ends.last)
        var count = 0
        let isHere = tail.visit(from: offset) { recorded in
            let position = recorded.position.segment
            guard position <= ends.last else { return false }
            let topic = recorded.event.topic
            guard topics.contains(topic) else { return true }
            count += 1
            let partition = partition(of: recorded.event.stream)
            if wanted.contains(TopicPartition(topic, partition)) {
                scan.records.append(
                    BusScan.Record(
                        offset: position, topic: topic, partition: partition,
                        content: .event(recorded)))
            }
            if count == limit { scan.through = position }
            return count < limit
        }
        return isHere ? scan : nil
    }

    /// The group's next offsets. Where the number of partitions has changed since, all start at the lowest.
    func committed(
        _ group: ConsumerGroup, topics: [Topic]
    ) async throws(StorageFailure) -> [TopicPartition: Int64] {
        try await readers.run { [self] database in
            try committed(database, group, topics: topics)
        }
    }

    func committed(
        _ database: Database, _ group: ConsumerGroup, topics: [Topic]
    ) throws -> [TopicPartition: Int64] {
        var result = try commits(database, group, topics: topics)
        for topic in topics {
            for partition in 0..<partitions {
                let place = TopicPartition(topic, partition)
                if result[place] == nil { result[place] = 1 }
            }
        }
        return result
    }

    /// Only where the group has committed.
    func commits(
        _ database: Database, _ group: ConsumerGroup, topics: [Topic]
    ) throws -> [TopicPartition: Int64] {
        let known = groupCommits[group]
        var result: [TopicPartition: Int64] = [:]
        for topic in topics {
            let rows = try database.all(
                """
                SELECT partition, partitions, position FROM consumer WHERE name = ? AND topic = ?
                """, [group.name, topic.name])
            let isSame = rows.allSatisfy { $0["partitions"] == partitions }
            let lowest = rows.map { $0["position"] as Int64 }.min() ?? 1
            for partition in 0..<partitions where !isSame {
                result[TopicPartition(topic, partition)] = lowest
            }
            for row in rows where isSame {
                result[TopicPartition(topic, row["partition"])] = row["position"]
            }
        }
        for (place, offset) in known.offsets {
            guard topics.contains(place.topic) else { continue }
            result[place] = max(result[place] ?? offset, offset)
        }
        return result
    }

    /// Stores envelopes that the log does not hold, each at an offset of its own.
    func inject(_ events: [RecordedEvent]) async throws(StorageFailure) {
        _ = try await write(injecting: \.self) { database -> Int64 in
            var position = try Self.last(database)
            for event in events {
                position += 1
                try database.execute(
                    sql: """
                        INSERT INTO injected (position, event_id, topic, body)
                        VALUES (?, ?, ?, ?)
                        """,
                    arguments: [
                        position, Data(event.event.id.bytes), event.event.topic.name,
                        Data(EventCodec.encode(event)),
                    ])
            }
            return position
        }
    }

    /// Of these events those that do not stand in the log at their position.
    func missing(_ events: [RecordedEvent]) async throws(StorageFailure) -> [RecordedEvent] {
        let unknown = events.filter { !isNew($0) }
        guard !unknown.isEmpty else { return [] }
        return try await readers.read { database in
            let query = try RawStatement(
                cached: "SELECT coalesce(event_id, caused_id) FROM event WHERE position = ?",
                in: database)
            return try unknown.filter { event in
                query.bind(1, event.position.segment)
                defer { query.reset() }
                return try !(query.step() && query.eventID(0) == event.event.id)
            }
        }
    }

    /// Whether it stands in memory as the event at its position.
    private func isNew(_ event: RecordedEvent) -> Bool {
        var found = false
        _ = tail.visit(from: event.position.segment) { stored in
            found = stored.position == event.position && stored.event.id == event.event.id
            return false
        }
        return found
    }

    /// The last offset that was given out, as this connection sees it.
    static func last(_ database: Database) throws -> Int64 {
        try Int64.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT max(coalesce((SELECT max(position) FROM event), 0),
                        coalesce((SELECT max(position) FROM injected), 0))
                    """)) ?? 0
    }

    private static func rows(
        _ database: Database, from offset: Int64, through last: Int64, topics: [String],
        limit: Int
    ) throws -> [StoredEvent] {
        let marks = topics.map { _ in "?" }.joined(separator: ", ")
        return try StoredEvent.all(
            database,
            """
            WHERE e.position >= ? AND e.position <= ?
            AND e.topic IN (SELECT id FROM topic WHERE name IN (\(marks)))
            ORDER BY e.position LIMIT ?
            """
        ) { statement in
            statement.bind(1, offset)
            statement.bind(2, last)
            for (index, name) in topics.enumerated() { statement.bind(Int32(index + 3), name) }
            statement.bind(Int32(topics.count + 3), limit)
        }
    }

    private static func record(_ row: StoredEvent, _ partition: Int) -> BusScan.Record {
        let content: BusRecord.Content
        do throws(UnreadableEvent) {
            content = .event(try row.recorded())
        } catch {
            content = .unreadable(row.body, error.reason)
        }
        return BusScan.Record(
            offset: row.position, topic: row.topic, partition: partition, content: content)
    }

    /// Injected envelopes of some topics between two offsets, both included.
    func injected(
        _ database: Database, from offset: Int64, through: Int64, topics: [String]
    ) throws -> [BusScan.Record] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT position, topic, body FROM injected
                WHERE position >= ? AND position <= ? ORDER BY position
                """, arguments: [offset, through]
        ).compactMap { row in
            let topic: String = row["topic"]
            guard topics.contains(topic) else { return nil }
            let body = [UInt8](row["body"] as Data)
            let event = Result { () throws(UnreadableEvent) in try EventCodec.decode(body) }
            let content: BusRecord.Content
            var partition = 0
            switch event {
            case .success(let event):
                content = .event(event)
                partition = self.partition(of: event.event.stream)
            case .failure(let error): content = .unreadable(body, error.reason)
            }
            return BusScan.Record(
                offset: row["position"], topic: Topic(topic), partition: partition,
                content: content)
        }
    }
}
