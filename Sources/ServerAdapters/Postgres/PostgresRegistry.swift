// The registry: one pool with the tables it needs, and the ports that stand on it alone.

package import EventSourcing

/// Open it once a process; close it before letting go of it.
package final class PostgresRegistry: Sendable {
    package let pool: PostgresPool
    package let presence: PostgresPresence
    package let effects: PostgresEffectGuard
    package let leases: PostgresLeases
    package let board: PostgresWorkerBoard
    package let deadLetters: PostgresDeadLetters
    package let parked: PostgresParkedWrites
    package let status: PostgresCommandStatus
    package let relay: PostgresRelayCheckpoints
    package let lineage: PostgresLineageIndex

    /// Connects when first used. `migrate` creates what is missing; without it use `migrate()` beforehand.
    package init(_ settings: PostgresSettings, time: PostgresTime = .server) {
        pool = PostgresPool(settings)
        presence = PostgresPresence(settings)
        effects = PostgresEffectGuard(pool, presence: presence, time: time)
        leases = PostgresLeases(pool, time: time)
        board = PostgresWorkerBoard(pool, presence: presence)
        deadLetters = PostgresDeadLetters(pool)
        parked = PostgresParkedWrites(pool)
        status = PostgresCommandStatus(pool)
        relay = PostgresRelayCheckpoints(pool)
        lineage = PostgresLineageIndex(pool)
    }

    /// Brings the tables to this program's version; answers the versions that were added.
    package func migrate() async throws(PostgresError) -> [Int] {
        let added = try await PostgresMigrations.run(on: pool)
        // Claims have a place without a month of their own, and the hourly upkeep makes it later.
        _ = try? await effects.keepMonths()
        return added
    }

    /// The audit chain over a log whose heads are kept here.
    package func audit(over store: any EventStore) -> PostgresAuditTrail {
        PostgresAuditTrail(pool, store: store)
    }

    /// Version and clock of the server, and the version of the tables, nil where there are none.
    package func inspect() async throws(PostgresError) -> PostgresInspection {
        let row = try await pool.run(
            """
            SELECT current_setting('server_version'), extract(epoch FROM clock_timestamp()),
                to_regclass('spice_event_registry.migrations') IS NOT NULL
            """
        ).first
        guard let row else { throw .unavailable("Postgres answered nothing") }
        var version: Int?
        if row.bool(2) {
            version = try await pool.run(
                "SELECT coalesce(max(version), 0) FROM spice_event_registry.migrations"
            ).first.map { Int($0.integer(0)) }
        }
        return PostgresInspection(
            serverVersion: row.text(0),
            serverTime: Timestamp(microseconds: Int64(row.double(1) * 1_000_000)),
            tableVersion: version)
    }

    package func close() {
        presence.close()
        pool.close()
    }
}

/// What a look at the server tells.
package struct PostgresInspection: Hashable, Sendable {
    package var serverVersion: String
    package var serverTime: Timestamp
    package var tableVersion: Int?
}
