// Leases where one process holds the directory: holders and deadlines in memory, since they end with the process; the
// last fence in `events.db`, so that they rise over restarts.

package import EventSourcing
import GRDB
import Synchronization

package final class EmbeddedLeases: Leases, Sendable {
    private struct Holding {
        var lease: Lease
        var deadline: Double
    }

    private let log: EventLog
    private let clock: any Clock
    /// By the bytes of the name: Swift calls composed and decomposed accents equal.
    private let holdings = Mutex<[[UInt8]: Holding]>([:])

    package init(log: EventLog, clock: any Clock) {
        self.log = log
        self.clock = clock
    }

    package var endWithTheProcess: Bool { true }

    package func acquire(
        _ name: String, holder: String, seconds: Double
    ) async throws(OperationsStoreError) -> Lease? {
        let now = clock.uptimeSeconds()
        let current = holdings.withLock { $0[Array(name.utf8)] }
        if let current, current.deadline > now {
            guard current.lease.holder == holder else { return nil }
            return try await renew(current.lease, seconds: seconds) ? current.lease : nil
        }
        let fence: Int64
        do {
            fence = try await log.write { database in
                let last = try Int64.fetchOne(database, sql: "SELECT max(fence) FROM lease") ?? 0
                // One row, or there would be one more for each process that ever had a name of its own.
                try database.execute(sql: "DELETE FROM lease")
                try database.execute(
                    sql: "INSERT INTO lease (name, fence) VALUES (?, ?)",
                    arguments: [name, last + 1])
                return last + 1
            }
        } catch {
            throw OperationsStoreError(error)
        }
        let lease = Lease(name: name, holder: holder, fence: fence)
        return holdings.withLock { holdings in
            // Somebody else may have come between the look and the fence.
            if let other = holdings[Array(name.utf8)], other.deadline > now {
                return other.lease.holder == holder ? other.lease : nil
            }
            holdings[Array(name.utf8)] = Holding(lease: lease, deadline: now + seconds)
            return lease
        }
    }

    package func renew(
        _ lease: Lease, seconds: Double
    ) async throws(OperationsStoreError) -> Bool {
        let now = clock.uptimeSeconds()
        return holdings.withLock { holdings in
            guard let holding = holdings[Array(lease.name.utf8)], holding.lease == lease,
                holding.deadline > now
            else { return false }
            holdings[Array(lease.name.utf8)] = Holding(lease: lease, deadline: now + seconds)
            return true
        }
    }

    package func release(_ lease: Lease) async throws(OperationsStoreError) {
        holdings.withLock { holdings in
            if holdings[Array(lease.name.utf8)]?.lease == lease {
                holdings[Array(lease.name.utf8)] = nil
            }
        }
    }
}
