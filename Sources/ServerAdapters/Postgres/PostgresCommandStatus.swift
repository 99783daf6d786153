// States of commands as rows, one a command, in store order. Lower or equal ranks never overwrite a state.

package import EventSourcing
internal import Synchronization

package final class PostgresCommandStatus: CommandStatus {
    /// How often a waiting call looks for changes of other processes.
    private static let lookSeconds = 0.2

    private let pool: PostgresPool
    private let seen = Mutex<Int64>(0)

    package init(_ pool: PostgresPool) { self.pool = pool }

    package func set(_ state: CommandState) async throws(OperationsStoreError) {
        try await set([state])
    }

    /// One round trip, in which each is a statement of its own.
    package func set(_ states: [CommandState]) async throws(OperationsStoreError) {
        if states.isEmpty { return }
        // In one order everywhere, so that two writers do not wait for each other in a circle.
        let ordered = states.sorted { $0.command.position < $1.command.position }
        do throws(PostgresError) {
            try await pool.run { (session) throws(PostgresError) in
                _ = try session.run(ordered.map(Self.statement))
            }
        } catch {
            throw error.asOperations
        }
    }

    private static func statement(_ state: CommandState) -> PostgresStatement {
        let position = state.command.position
        return PostgresStatement(
            """
            INSERT INTO spice_event_registry.command_states AS c
                (command_id, segment, ordinal, database, phase, rank, command, answer, code,
                reason, attempts, at)
            VALUES ($1, $2::bigint, $3::bigint, $4, $5, $6::int, $7::bytea, $8::bytea, $9, $10,
                $11::int, $12::bigint)
            ON CONFLICT (command_id) DO UPDATE SET phase = excluded.phase, rank = excluded.rank,
                answer = excluded.answer, code = excluded.code, reason = excluded.reason,
                attempts = excluded.attempts, at = excluded.at, change = excluded.change
            WHERE c.rank < excluded.rank
            """,
            [
                .text(state.command.event.id.description), .integer(position.segment),
                .integer(position.ordinal), .text(state.command.event.stream.database),
                .text(state.phase.rawValue), .integer(state.phase.rank),
                .bytes(EventEnvelope.encode(state.command)),
                state.answer.map { .bytes(EventEnvelope.encode($0)) } ?? .null,
                .text(state.code), .text(state.reason), .integer(state.attempts),
                .integer(state.updatedAt.microseconds),
            ])
    }

    package func get(_ command: EventID) async throws(OperationsStoreError) -> CommandState? {
        let row = try await pool.run(
            Self.select + "WHERE command_id = $1", [.text(command.description)],
            as: \.asOperations
        ).first
        guard let row else { return nil }
        return try Self.state(row)
    }

    package func list(_ filter: CommandFilter, _ page: PageRequest)
        async throws(OperationsStoreError) -> Page<CommandState>
    {
        let limit = page.atLeastOne
        // A position itself, as on the other adapters: who stops within a page makes one.
        let mark = page.after.flatMap { StorePosition($0.text) }
        let before = mark ?? StorePosition(segment: .max, ordinal: .max)
        let phases = filter.phases.isEmpty ? Set(CommandState.Phase.allCases) : filter.phases
        let rows = try await pool.run(
            Self.select + """
                WHERE (segment, ordinal) < ($1::bigint, $2::bigint)
                    AND ($3::text IS NULL OR database = $3) AND phase = ANY($4::text[])
                ORDER BY segment DESC, ordinal DESC LIMIT $5::int
                """,
            [
                .integer(before.segment), .integer(before.ordinal), .text(filter.database),
                .texts(phases.map(\.rawValue)), .integer(limit + 1),
            ], as: \.asOperations
        ).rows
        let items = try rows.prefix(limit).map(Self.state)
        let last = rows.count > limit ? items.last?.command.position : nil
        return Page(items: items, next: last.map { PageCursor($0.description) })
    }

    package func waitForChange(timeoutSeconds: Double) async {
        let before = seen.withLock { $0 }
        var left = timeoutSeconds
        while !Task.isCancelled {
            let now = (try? await lastChange()) ?? before
            if now != before {
                seen.withLock { $0 = max($0, now) }
                return
            }
            guard left > 0 else { return }
            try? await Task.sleep(for: .seconds(min(left, Self.lookSeconds)))
            left -= Self.lookSeconds
        }
    }

    private func lastChange() async throws(OperationsStoreError) -> Int64 {
        try await pool.run(
            "SELECT last_value FROM spice_event_registry.status_change", as: \.asOperations
        ).first?.integer(0) ?? 0
    }

    private static let select = """
        SELECT command, phase, answer, code, reason, attempts, at
        FROM spice_event_registry.command_states\u{20}
        """

    private static func state(_ row: PostgresRow) throws(OperationsStoreError) -> CommandState {
        guard let command = try? EventEnvelope.decode(row.bytes(0)),
            let phase = CommandState.Phase(rawValue: row.text(1))
        else { throw .unavailable("Postgres holds a command that cannot be read") }
        return CommandState(
            command: command, phase: phase, code: row.optionalText(3),
            reason: row.optionalText(4), attempts: Int(row.integer(5)),
            answer: row.isNull(2) ? nil : try? EventEnvelope.decode(row.bytes(2)),
            updatedAt: Timestamp(microseconds: row.integer(6)))
    }
}
