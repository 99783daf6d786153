// The worker board as two tables: what workers say, and what an operator wants.

package import EventSourcing

package struct PostgresWorkerBoard: WorkerBoard {
    private let pool: PostgresPool

    package init(_ pool: PostgresPool) { self.pool = pool }

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
    }

    package func list() async throws(OperationsStoreError) -> [WorkerReport] {
        let rows = try await pool.run(
            """
            SELECT name, state, handled, rate, last_error, restarts, at, redelivered
            FROM spice_event_registry.workers ORDER BY name
            """, as: \.asOperations
        ).rows
        return rows.map { row in
            WorkerReport(
                name: row.text(0), state: WorkerReport.State(rawValue: row.text(1)) ?? .stopped,
                handled: Int(row.integer(2)), ratePerSecond: row.double(3),
                lastError: row.optionalText(4), restarts: Int(row.integer(5)),
                redelivered: Int(row.integer(7)),
                at: Timestamp(microseconds: row.integer(6)))
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
