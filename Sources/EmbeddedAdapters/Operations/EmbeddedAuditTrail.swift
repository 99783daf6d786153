// The audit chain over the log. The writer keeps a head every 256 events and one at a clean end; here they are read,
// and the chain is recomputed from the rows. Without an outside anchor the last events before a crash, at most 255,
// stand in no head yet.

package import EventSourcing
import Foundation
import GRDB

package final class EmbeddedAuditTrail: AuditTrail, Sendable {
    private static let batch = 1024

    private let log: EventLog

    package init(log: EventLog) { self.log = log }

    package func heads(limit: Int) async throws(OperationsStoreError) -> [AuditHead] {
        try await read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM audit_head ORDER BY position DESC LIMIT ?",
                arguments: [limit]
            ).map(AuditHead.init(row:))
        }
    }

    package func read(
        after position: StorePosition, limit: Int
    ) async throws(OperationsStoreError) -> [AuditEntry] {
        try await read { database in
            var chain = try Self.chain(database, upTo: position.segment)
            return try Self.events(database, after: position.segment, limit: limit).map { event in
                chain.add(event)
                return AuditEntry(event: try event.recorded(), hash: chain.hash)
            }
        }
    }

    package func anchor() async throws(OperationsStoreError) -> AuditHead {
        do { return try await log.anchor() } catch { throw OperationsStoreError(error) }
    }

    package func verify() async throws(OperationsStoreError) -> AuditVerdict {
        var chain = AuditChain()
        while true {
            let start = chain
            let step = try await read { database in try Self.verify(database, from: start) }
            switch step {
            case .verdict(let verdict): return verdict
            case .more(let next): chain = next
            }
        }
    }

    private enum Step: Sendable {
        case more(AuditChain)
        case verdict(AuditVerdict)
    }

    /// Goes on to the next head, or to the end of the log behind the last one.
    private static func verify(_ database: Database, from start: AuditChain) throws -> Step {
        let row = try Row.fetchOne(
            database,
            sql: "SELECT * FROM audit_head WHERE position > ? ORDER BY position LIMIT 1",
            arguments: [start.position])
        guard let head = row.map(AuditHead.init(row:)) else {
            var chain = start
            try advance(&chain, database, through: .max)
            return .verdict(.intact(chain.head))
        }
        var chain = start
        do {
            try advance(&chain, database, through: head.position.segment)
        } catch let failure as StorageFailure {
            guard case .corrupt = failure else { throw failure }
        }
        guard chain.head == head else {
            return .verdict(
                .broken(after: start.head.position, upTo: head.position))
        }
        return .more(chain)
    }

    private static func chain(_ database: Database, upTo position: Int64) throws -> AuditChain {
        let row = try Row.fetchOne(
            database,
            sql: "SELECT * FROM audit_head WHERE position <= ? ORDER BY position DESC LIMIT 1",
            arguments: [position])
        var chain = row.map { AuditChain(AuditHead(row: $0)) } ?? AuditChain()
        try advance(&chain, database, through: position)
        return chain
    }

    private static func advance(
        _ chain: inout AuditChain, _ database: Database, through end: Int64
    ) throws {
        while chain.position < end {
            let events = try events(database, after: chain.position, limit: batch)
            if events.isEmpty { return }
            for event in events {
                if event.position > end { return }
                chain.add(event)
            }
        }
    }

    private static func events(
        _ database: Database, after position: Int64, limit: Int
    ) throws -> [StoredEvent] {
        try StoredEvent.all(database, "WHERE e.position > ? ORDER BY e.position LIMIT ?") {
            $0.bind(1, position)
            $0.bind(2, limit)
        }
    }

    private func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(OperationsStoreError) -> Value {
        do { return try await log.readers.read(body) } catch { throw OperationsStoreError(error) }
    }
}
