// What the writing thread remembers of the log so that most events need no look-up. All of it can be read again from
// the file; after a rollback it must be.

import EventSourcing
import Foundation
import GRDB

struct LogMemory {
    struct Stream {
        var id: Int64
        /// The sequence and the position of the last event; 0 when there is none.
        var last: Int
        var position: Int64
    }

    /// Each map is emptied when it has grown to this size.
    static let maximumEntries = 65_536

    var ends = LogHead.Ends()
    var chain = AuditChain()
    var types: [String: Int64] = [:]
    var topics: [String: Int64] = [:]
    private(set) var streams: [StreamID: Stream] = [:]
    /// Positions of the latest commands.
    private(set) var commands: [EventID: Int64] = [:]

    mutating func remember(_ stream: StreamID, _ value: Stream) {
        if streams.count >= Self.maximumEntries { streams.removeAll(keepingCapacity: true) }
        streams[stream] = value
    }

    mutating func remember(_ command: EventID, at position: Int64) {
        if commands.count >= Self.maximumEntries { commands.removeAll(keepingCapacity: true) }
        commands[command] = position
    }

    /// Reads the ends, the names and the chain. O(events since the last audit head).
    init(reading database: Database, changes: Int) throws {
        ends.event = try Int64.fetchOne(database, sql: "SELECT max(position) FROM event") ?? 0
        ends.injected =
            try Int64.fetchOne(database, sql: "SELECT max(position) FROM injected") ?? 0
        ends.last = max(ends.event, ends.injected)
        ends.changes = changes
        types = try Self.names(database, "event_type")
        topics = try Self.names(database, "topic")
        chain = try Self.chain(database)
    }

    /// Whether there are answers to commands that the log does not hold.
    static func hasForeignAnswers(_ database: Database) throws -> Bool {
        try Int64.fetchOne(
            database,
            sql: "SELECT 1 FROM event WHERE cause IS NULL AND cause_id IS NOT NULL LIMIT 1") != nil
    }

    private static func names(_ database: Database, _ table: String) throws -> [String: Int64] {
        var names: [String: Int64] = [:]
        for row in try Row.fetchAll(database, sql: "SELECT name, id FROM \(table)") {
            names[row["name"]] = row["id"]
        }
        return names
    }

    private static func chain(_ database: Database) throws -> AuditChain {
        var chain = AuditChain()
        let sql = "SELECT position, count, hash FROM audit_head ORDER BY position DESC LIMIT 1"
        if let row = try Row.fetchOne(database, sql: sql) {
            chain = AuditChain(AuditHead(row: row))
        }
        while true {
            let after = chain.position
            let events = try StoredEvent.all(
                database, "WHERE e.position > ? ORDER BY e.position LIMIT 1000"
            ) { $0.bind(1, after) }
            for event in events { chain.add(event) }
            if events.isEmpty { return chain }
        }
    }
}

extension AuditHead {
    /// From the columns position, count and hash.
    init(row: Row) {
        self.init(
            position: StorePosition(segment: row["position"]), count: row["count"],
            hash: [UInt8](row["hash"] as Data))
    }
}
