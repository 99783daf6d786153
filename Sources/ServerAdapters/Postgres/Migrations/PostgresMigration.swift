// Brings the tables of a database to what this program needs. Each step runs once, in one transaction with the note
// that it ran, under a lock, so any number of processes may start at once.

internal import EventSourcing

/// One step; its number is its place in the order and never changes, nor do its statements once released.
struct PostgresMigration: Sendable {
    let version: Int
    let name: String
    let statements: [String]
}

package enum PostgresMigrations {
    static let all = [
        createRegistry, createEventIndex, createOperations, createLineage, createRewinds,
        batchRegistry, countRedeliveries, createWorkerReports, partitionClaims,
    ]

    /// The version that this program needs.
    package static var current: Int { all.map(\.version).max() ?? 0 }

    /// Runs what has not run yet; answers the versions that ran now. Refuses a database of a newer program.
    package static func run(on pool: PostgresPool) async throws(PostgresError) -> [Int] {
        try await pool.run { (session) throws(PostgresError) in
            // Two processes that create the same schema at once would collide.
            _ = try session.run("SELECT pg_advisory_lock(\(lock))")
            defer { _ = try? session.run("SELECT pg_advisory_unlock(\(lock))") }
            _ = try session.run(
                [
                    "CREATE SCHEMA IF NOT EXISTS spice_event_registry",
                    """
                    CREATE TABLE IF NOT EXISTS spice_event_registry.migrations (
                        version int PRIMARY KEY, name text NOT NULL,
                        applied_at timestamptz NOT NULL DEFAULT now())
                    """,
                ].map { PostgresStatement($0, isPrepared: false) })
            let rows = try session.run("SELECT version FROM spice_event_registry.migrations")
            let there = Set(rows.rows.map { Int($0.integer(0)) })
            if let newest = there.max(), newest > current {
                throw .refused(
                    "the database has version \(newest), this program knows \(current): update it")
            }
            let missing = all.filter { !there.contains($0.version) }
            for migration in missing { try apply(migration, session) }
            return missing.map(\.version)
        }
    }

    private static func apply(
        _ migration: PostgresMigration, _ session: PostgresSession
    ) throws(PostgresError) {
        try session.transaction { (session) throws(PostgresError) in
            for statement in migration.statements {
                _ = try session.run([PostgresStatement(statement, isPrepared: false)])
            }
            _ = try session.run(
                "INSERT INTO spice_event_registry.migrations (version, name) VALUES ($1, $2)",
                [.integer(migration.version), .text(migration.name)])
        }
    }

    /// Any number that nobody else takes.
    private static let lock = 5_417_203_118
}
