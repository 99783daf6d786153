// Postgres: reached, tables, clock, rights, and the settings that what we keep there depends on.

internal import EventSourcing

extension ServerExamination {
    func postgres() async -> [ServerFinding] {
        let seen: PostgresInspection
        let state: PostgresRow?
        var more: [ServerFinding] = []
        do throws(PostgresError) {
            seen = try await ports.registry.inspect()
            if let version = seen.tableVersion {
                more = try await tables() + upkeep()
                if version >= PostgresMigrations.partitionClaims.version {
                    more += try await months()
                }
            }
            state = try await ports.registry.pool.run(
                """
                SELECT has_database_privilege(current_database(), 'CREATE'), current_user,
                    current_database(), current_setting('fsync') = 'on'
                        AND current_setting('synchronous_commit') <> 'off',
                    current_setting('max_connections')::bigint,
                    (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend')
                """
            ).first
        } catch { return [Self.unreached(error)] }
        guard let state else { return [] }
        var findings = [
            seen.tableVersion.map {
                ServerFinding.well("postgres", "\(seen.serverVersion), tables of version \($0)")
            }
                ?? .wrong(
                    "postgres", "\(seen.serverVersion), without our tables in \(state.text(2))",
                    "spice migrate, or another database in POSTGRES_URL")
        ]
        findings.append(clock("postgres.clock", "Postgres'", seen.serverTime))
        if !state.bool(0) {
            findings.append(
                .wrong(
                    "postgres.rights",
                    "\(state.text(1)) may not create schemas in \(state.text(2))",
                    "GRANT CREATE ON DATABASE \(state.text(2)) TO \(state.text(1))"))
        }
        if !state.bool(3) {
            findings.append(
                .wrong(
                    "postgres.durability", "fsync or synchronous_commit is off",
                    "turn both on: what was acknowledged may be lost with the power"))
        }
        let (most, used) = (state.integer(4), state.integer(5))
        if most - used < 20 {
            findings.append(
                .doubtful(
                    "postgres.connections", "\(used) of \(most) connections are in use",
                    "raise max_connections: a process takes up to 8"))
        }
        return findings + more
    }

    /// What a user who did not make the tables may do with them.
    private func tables() async throws(PostgresError) -> [ServerFinding] {
        let row = try await ports.registry.pool.run(
            """
            SELECT current_user, coalesce(string_agg(DISTINCT n.nspname || '.' || c.relname, ', '), '')
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname IN ('spice_event_registry', 'spice_lineage', 'spice_audit')
                AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND NOT (
                    has_schema_privilege(n.oid, 'USAGE')
                    AND has_table_privilege(c.oid, 'SELECT')
                    AND has_table_privilege(c.oid, 'INSERT')
                    AND has_table_privilege(c.oid, 'UPDATE')
                    AND has_table_privilege(c.oid, 'DELETE'))
            """
        ).first
        guard let row, !row.text(1).isEmpty else {
            return [.well("postgres.tables", "may be read and written")]
        }
        return [
            .wrong(
                "postgres.tables", "\(row.text(0)) may not read and write \(row.text(1))",
                "GRANT USAGE ON SCHEMA … and GRANT ALL ON ALL TABLES IN SCHEMA spice_event_registry, "
                    + "spice_lineage, spice_audit TO \(row.text(0))")
        ]
    }

    /// What lets the tables grow, or a process that lives look dead.
    private func upkeep() async throws(PostgresError) -> [ServerFinding] {
        let row = try await ports.registry.pool.run(
            """
            SELECT current_setting('autovacuum') = 'on',
                coalesce(current_setting('idle_session_timeout', true), '0'),
                pg_size_pretty(pg_database_size(current_database()))
            """
        ).first
        guard let row else { return [] }
        var findings: [ServerFinding] = []
        let days = ports.registryRetentionSeconds.map { "\(Int($0 / 86_400)) days" } ?? "for good"
        findings.append(
            row.bool(0)
                ? .well(
                    "postgres.retention",
                    "what was done is remembered \(days); the database takes \(row.text(2))")
                : .doubtful(
                    "postgres.retention",
                    "autovacuum is off: what is deleted after \(days) leaves its room taken",
                    "set autovacuum = on, or VACUUM by a schedule"))
        if row.text(1) != "0" {
            findings.append(
                .doubtful(
                    "postgres.sessions", "sessions that are idle for \(row.text(1)) are ended",
                    "set idle_session_timeout = 0 for our user: by an idle connection a process shows "
                        + "that it lives"))
        }
        return findings
    }

    /// Whether the month to come has its part: only the owner of the tables can make it.
    private func months() async throws(PostgresError) -> [ServerFinding] {
        let row = try await ports.registry.pool.run(
            """
            SELECT to_regclass('spice_event_registry.processed_events_' || next.month) IS NOT NULL,
                next.month, current_user, pg_get_userbyid(c.relowner),
                pg_has_role(c.relowner, 'USAGE'),
                (SELECT count(*) - 1 FROM pg_inherits WHERE inhparent = c.oid)
            FROM (SELECT to_char(
                    (clock_timestamp() AT TIME ZONE 'UTC') + interval '1 month', 'YYYY_MM') AS month
                ) AS next, pg_class c
            WHERE c.oid = 'spice_event_registry.processed_events'::regclass
            """
        ).first
        guard let row else { return [] }
        if row.bool(0) {
            return [
                .well(
                    "postgres.months",
                    "claims stand in \(row.integer(5)) months, the next one's too")
            ]
        }
        return [
            .doubtful(
                "postgres.months",
                "there is no part for \(row.text(1)): its claims will be forgotten row by row",
                row.bool(4)
                    ? "spice migrate makes it, and so does every role within an hour"
                    : "\(row.text(2)) may not make it: let \(row.text(3)) run spice migrate each month"
            )
        ]
    }

    private static func unreached(_ error: PostgresError) -> ServerFinding {
        guard case .refused = error else {
            return .wrong(
                "postgres", error.message, "start it, or mend host and port in POSTGRES_URL")
        }
        return .wrong(
            "postgres", error.message,
            "mend user, password, database or the ssl files in POSTGRES_URL")
    }
}
