// States of commands as rows, one a command, in store order. Lower or equal ranks never overwrite a state. The commands
// themselves, and what answered them, are written once, beside the states.

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

    /// One round trip for states of commands that were just accepted, else two.
    package func set(_ states: [CommandState]) async throws(OperationsStoreError) {
        if states.isEmpty { return }
        let batch = CommandStateBatch(states)
        do throws(PostgresError) {
            try await pool.run { (session) throws(PostgresError) in
                // What is written before the states is never taken away again, so nobody needs to be kept out meanwhile.
                let missing = try batch.isFirst ? nil : Self.missing(of: batch.bodies, session)
                _ = try session.run(batch.statements(bodies: missing))
            }
        } catch {
            throw error.asOperations
        }
    }

    private static func missing(
        of events: [RecordedEvent], _ session: PostgresSession
    ) throws(PostgresError) -> Set<EventID> {
        let rows = try session.run(
            """
            SELECT g.id FROM unnest($1::uuid[]) AS g(id)
            WHERE (SELECT true FROM spice_event_registry.event_bodies b WHERE b.event_id = g.id)
                IS NULL
            """, [.texts(events.map(\.event.id.description))]
        ).rows
        return Set(rows.compactMap { EventID($0.text(0)) })
    }

    package func get(_ command: EventID) async throws(OperationsStoreError) -> CommandState? {
        let row = try await pool.run(
            Self.select + "WHERE command_id = $1", [.text(command.description)],
            as: \.asOperations
        ).first
        guard let row else { return nil }
        return try Self.state(row)
    }

    package func commands(_ ids: [EventID]) async throws(OperationsStoreError) -> [RecordedEvent] {
        if ids.isEmpty { return [] }
        let rows = try await pool.run(
            """
            SELECT (SELECT b.body FROM spice_event_registry.event_bodies b WHERE b.event_id = g.id)
            FROM unnest($1::uuid[]) AS g(id)
            """, [.texts(ids.map(\.description))], as: \.asOperations
        ).rows
        return rows.compactMap { $0.isNull(0) ? nil : try? EventEnvelope.decode($0.bytes(0)) }
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

    /// Forgets how commands ended that came to their end so long ago, and what only they needed of events: the log has
    /// all of it. Answers how many. Piece by piece, as `PostgresEffectGuard.forget`.
    package func forget(endedBefore time: Timestamp, atOnce: Int = 5000)
        async throws(OperationsStoreError) -> Int
    {
        var count = 0
        while !Task.isCancelled {
            let gone =
                try await pool.run(
                    """
                    WITH gone AS (
                        DELETE FROM spice_event_registry.command_states WHERE ctid = ANY(ARRAY(
                            SELECT ctid FROM spice_event_registry.command_states
                            WHERE rank = 3 AND at < $1::bigint
                            LIMIT $2::int FOR UPDATE SKIP LOCKED))
                        RETURNING command_id::uuid AS command, answer_id),
                    bodies AS (
                        DELETE FROM spice_event_registry.event_bodies b
                        USING (SELECT command AS id FROM gone UNION SELECT answer_id FROM gone) g
                        WHERE b.event_id = g.id)
                    SELECT count(*) FROM gone
                    """, [.integer(time.microseconds), .integer(atOnce)], as: \.asOperations
                ).first?.integer(0) ?? 0
            count += Int(gone)
            if gone < atOnce { break }
        }
        return count
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
        SELECT coalesce(c.command, (
                SELECT b.body FROM spice_event_registry.event_bodies b
                WHERE b.event_id = c.command_id::uuid)),
            c.phase, coalesce(c.answer, (
                SELECT b.body FROM spice_event_registry.event_bodies b
                WHERE b.event_id = c.answer_id)),
            c.code, c.reason, c.attempts, c.at
        FROM spice_event_registry.command_states c\u{20}
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
