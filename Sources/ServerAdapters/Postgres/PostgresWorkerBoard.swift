// The worker board as tables: what workers say, in each process and last of all, and what an operator wants. What
// processes said that are gone by now counts only where no other runs the worker.

package import EventSourcing

package struct PostgresWorkerBoard: WorkerBoard {
    private let pool: PostgresPool
    private let presence: PostgresPresence

    package init(_ pool: PostgresPool, presence: PostgresPresence) {
        self.pool = pool
        self.presence = presence
    }

    package func report(_ report: WorkerReport) async throws(OperationsStoreError) {
        _ = try await pool.run(
            """
            INSERT INTO spice_event_registry.workers AS w
                (name, state, handled, rate, last_error, restarts, at, redelivered)
            VALUES ($1, $2, $3::bigint, $4::double precision, $5, $6::int, $7::bigint, $8::bigint)
            ON CONFLICT (name) DO UPDATE SET state = excluded.state, handled = excluded.handled,
                rate = excluded.rate, last_error = excluded.last_error,
                restarts = excluded.restarts, at = excluded.at,
                redelivered = w.redelivered + excluded.redelivered
            """,
            [
                .text(report.name), .text(report.state.rawValue), .integer(report.handled),
                .double(report.ratePerSecond), .text(report.lastError),
                .integer(report.restarts), .integer(report.at.microseconds),
                .integer(report.redelivered),
            ], as: \.asOperations)
        try await reportOfProcess(report)
    }

    /// Also removes those of processes that are gone.
    private func reportOfProcess(_ report: WorkerReport) async throws(OperationsStoreError) {
        _ = try await pool.run(
            """
            WITH gone AS (
                DELETE FROM spice_event_registry.worker_reports w
                WHERE w.name = $1 AND w.process <> $2::bigint
                    AND pg_try_advisory_xact_lock(w.process))
            INSERT INTO spice_event_registry.worker_reports
                (name, process, state, handled, rate, last_error, restarts, at)
            VALUES ($1, $2::bigint, $3, $4::bigint, $5::double precision, $6, $7::int, $8::bigint)
            ON CONFLICT (name, process) DO UPDATE SET state = excluded.state,
                handled = excluded.handled, rate = excluded.rate,
                last_error = excluded.last_error, restarts = excluded.restarts, at = excluded.at
            """,
            [
                .text(report.name), .integer(presence.id ?? 0), .text(report.state.rawValue),
                .integer(report.handled), .double(report.ratePerSecond),
                .text(report.lastError), .integer(report.restarts),
                .integer(report.at.microseconds),
            ], as: \.asOperations)
    }

    package func members(of worker: String) async throws(OperationsStoreError) -> [WorkerReport] {
        try await living("name = $1", [.text(worker)])
    }

    /// Of processes that hold their lock.
    private func living(_ condition: String, _ values: [PostgresValue] = [])
        async throws(OperationsStoreError) -> [WorkerReport]
    {
        try await pool.run(
            """
            SELECT name, state, handled, rate, last_error, restarts, at
            FROM spice_event_registry.worker_reports
            WHERE \(condition) AND NOT pg_try_advisory_xact_lock(process)
            """, values, as: \.asOperations
        ).rows.map { row in
            WorkerReport(
                name: row.text(0), state: WorkerReport.State(rawValue: row.text(1)) ?? .stopped,
                handled: Int(row.integer(2)), ratePerSecond: row.double(3),
                lastError: row.optionalText(4), restarts: Int(row.integer(5)),
                at: Timestamp(microseconds: row.integer(6)))
        }
    }

    package func list() async throws(OperationsStoreError) -> [WorkerReport] {
        let rows = try await pool.run(
            """
            SELECT name, state, handled, rate, last_error, restarts, at, redelivered
            FROM spice_event_registry.workers ORDER BY name
            """, as: \.asOperations
        ).rows
        let living = Dictionary(grouping: try await living("true"), by: \.name)
        return rows.map { row in
            let last = WorkerReport(
                name: row.text(0), state: WorkerReport.State(rawValue: row.text(1)) ?? .stopped,
                handled: Int(row.integer(2)), ratePerSecond: row.double(3),
                lastError: row.optionalText(4), restarts: Int(row.integer(5)),
                redelivered: Int(row.integer(7)),
                at: Timestamp(microseconds: row.integer(6)))
            return last.together(with: living[last.name] ?? [])
        }
    }

    package func desired(_ worker: String) async throws(OperationsStoreError) -> DesiredState {
        let row = try await pool.run(
            "SELECT state FROM spice_event_registry.desired_states WHERE name = $1",
            [.text(worker)], as: \.asOperations
        ).first
        return row.flatMap { DesiredState(rawValue: $0.text(0)) } ?? .running
    }

    package func setDesired(_ worker: String, _ state: DesiredState)
        async throws(OperationsStoreError)
    {
        _ = try await pool.run(
            """
            INSERT INTO spice_event_registry.desired_states (name, state) VALUES ($1, $2)
            ON CONFLICT (name) DO UPDATE SET state = excluded.state
            """, [.text(worker), .text(state.rawValue)], as: \.asOperations)
    }
}
