// How much a group has before it. Records are counted in blocks of positions; a full block never changes, so its count
// is kept: the first question about a backlog costs its length, later ones two blocks.

import EventSourcing
import GRDB
import Synchronization

final class Backlog: Sendable {
    private static let blockLength: Int64 = 1024
    /// Beyond this many remembered blocks all are forgotten and counted again when asked for.
    private static let maximumBlocks = 65_536

    private typealias Counts = [TopicPartition: Int]

    private let blocks = Mutex<[Int64: Counts]>([:])

    func progress(
        of group: ConsumerGroup, topics: [Topic], in log: EventLog
    ) async throws(StorageFailure) -> [PartitionProgress] {
        try await log.readers.read { [self] database in
            // Before the snapshot begins: the file holds all that is published, but memory not all that the file holds.
            let committed = log.committed(group, topics: topics)
            let end = log.head.ends.last + 1
            let real = log.groupCommits[group].offsets
            return try committed.keys.sorted().map { place in
                let from = committed[place] ?? 1
                let (lag, first) = try count(place, from: from, to: end, in: database, log)
                let oldest = try first.flatMap {
                    try time(of: place, from: $0, to: end, in: database, log)
                }
                return PartitionProgress(
                    place: place, committed: from, hasCommitted: real[place] != nil, end: end,
                    lag: lag, oldestWaiting: oldest)
            }
        }
    }

    /// How many records, and where to look for the first of them.
    private func count(
        _ place: TopicPartition, from: Int64, to end: Int64, in database: Database,
        _ log: EventLog
    ) throws -> (Int, first: Int64?) {
        var total = 0
        var first: Int64?
        var start = from
        while start < end {
            let block = start / Self.blockLength
            let stop = min(end, (block + 1) * Self.blockLength)
            let isFull = start == block * Self.blockLength && stop < end
            let counts =
                isFull
                ? try counts(ofBlock: block, in: database, log)
                : try counts(from: start, to: stop, in: database, log)
            let count = counts[place] ?? 0
            if count > 0, first == nil { first = start }
            total += count
            start = stop
        }
        return (total, first)
    }

    private func counts(
        ofBlock block: Int64, in database: Database, _ log: EventLog
    ) throws -> Counts {
        if let known = blocks.withLock({ $0[block] }) { return known }
        let start = block * Self.blockLength
        let counts = try counts(from: start, to: start + Self.blockLength, in: database, log)
        blocks.withLock { blocks in
            if blocks.count >= Self.maximumBlocks { blocks.removeAll() }
            blocks[block] = counts
        }
        return counts
    }

    private func counts(
        from start: Int64, to stop: Int64, in database: Database, _ log: EventLog
    ) throws -> Counts {
        var counts: Counts = [:]
        try records(from: start, to: stop, in: database, log) { place, _ in
            counts[place, default: 0] += 1
            return true
        }
        return counts
    }

    private func time(
        of wanted: TopicPartition, from start: Int64, to stop: Int64, in database: Database,
        _ log: EventLog
    ) throws -> Timestamp? {
        var found: Int64?
        try records(from: start, to: stop, in: database, log) { place, at in
            if place == wanted { found = min(found ?? at, at) }
            return place != wanted
        }
        return found.map(Timestamp.init(microseconds:))
    }

    /// Visits the records between two positions until `visit` says false; injected ones after the others.
    private func records(
        from start: Int64, to stop: Int64, in database: Database, _ log: EventLog,
        _ visit: (TopicPartition, Int64) -> Bool
    ) throws {
        if log.head.ends.injected < start,
            log.tail.visit(
                from: start,
                { recorded in
                    let event = recorded.event
                    guard recorded.position.segment < stop else { return false }
                    let place = TopicPartition(event.topic, log.partition(of: event.stream))
                    return visit(place, event.occurredAt.microseconds)
                })
        {
            return
        }
        let query = try RawStatement(
            cached: """
                SELECT p.name, e.at, s.database, s.epoch, s.branch, s.type, s.class, s.key
                FROM event e CROSS JOIN topic p ON p.id = e.topic
                    CROSS JOIN stream s ON s.id = e.stream
                WHERE e.position >= ? AND e.position < ? ORDER BY e.position
                """, in: database)
        query.reset()
        query.bind(1, start)
        query.bind(2, stop)
        defer { query.reset() }
        while try query.step() {
            let partition =
                log.partitions == 1 ? 0 : log.partition(of: StreamID(row: query, from: 2))
            if !visit(TopicPartition(Topic(query.text(0)), partition), query.integer(1)) {
                break
            }
        }
        guard log.head.ends.injected >= start else { return }
        let topics = try String.fetchAll(database, sql: "SELECT DISTINCT topic FROM injected")
        for record in try log.injected(
            database, from: start, through: stop - 1, topics: topics)
        {
            guard case .event(let event) = record.content else { continue }
            let at = event.event.occurredAt.microseconds
            if !visit(TopicPartition(record.topic, record.partition), at) { return }
        }
    }
}
