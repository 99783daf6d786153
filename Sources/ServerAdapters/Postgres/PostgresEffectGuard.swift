// Claims on events in `processed_events`: one round trip for a batch, decided by the server in one transaction.

package import EventSourcing

/// A claim ends with its lease, or at once when the process that made it is gone (see `PostgresPresence`).
package struct PostgresEffectGuard: EffectGuard {
    private let pool: PostgresPool
    private let presence: PostgresPresence
    private let time: PostgresTime
    private let leaseSeconds: Double

    package init(
        _ pool: PostgresPool, presence: PostgresPresence, time: PostgresTime = .server,
        leaseSeconds: Double = 30
    ) {
        self.pool = pool
        self.presence = presence
        self.time = time
        self.leaseSeconds = leaseSeconds
    }

    package func begin(_ claims: [Claim], owner: String) async throws(EffectGuardError)
        -> [Verdict]
    {
        if claims.isEmpty { return [] }
        let rows = try await pool.run(
            """
            SELECT verdict, attempt, new_fence, wait FROM spice_event_registry.begin_claims(
                $1, $2, $3, $4, $5, $6, $7, $8::bigint, \(PostgresTime.sql(9)), $10::double precision)
            ORDER BY place
            """,
            columns(claims) + [
                .text(owner), presence.id.map(PostgresValue.integer) ?? .null, time.value,
                .double(leaseSeconds),
            ], as: \.asGuard
        ).rows
        guard rows.count == claims.count else {
            throw .unavailable("Postgres answered \(rows.count) of \(claims.count) claims")
        }
        return rows.map { row in
            switch row.text(0) {
            case "duplicate": .duplicate
            case "stale": .stale
            case "held": .held(retryAfterSeconds: max(0, row.double(3)))
            default: .proceed(attempt: Int(row.integer(1)), fence: row.integer(2))
            }
        }
    }

    /// Two may be lost.
    package var heartbeatSeconds: Double? { leaseSeconds / 3 }

    package func heartbeat(owner: String) async throws(EffectGuardError) {
        let at = PostgresTime.sql(2)
        _ = try await pool.run(
            """
            UPDATE spice_event_registry.processed_events SET heartbeat_at = \(at)
            WHERE status = 'processing' AND owner = $1
                AND heartbeat_at > \(at) - make_interval(secs => $3::double precision)
            """, [.text(owner), time.value, .double(leaseSeconds)], as: \.asGuard)
    }

    package func done(_ claims: [Claim], owner: String) async throws(EffectGuardError) {
        if claims.isEmpty { return }
        let rows = try await pool.run(
            """
            SELECT * FROM spice_event_registry.finish_claims(
                $1, $2, $3, $4, $5, $6, $7, \(PostgresTime.sql(8)))
            """, columns(claims) + [.text(owner), time.value], as: \.asGuard)
        if let refused = rows.first { throw try fenced(refused.text(0)) }
    }

    package func fail(_ claim: Claim, owner: String, reason: String)
        async throws(EffectGuardError)
    {
        let rows = try await pool.run(
            """
            UPDATE spice_event_registry.processed_events
            SET status = 'failed', owner = NULL, last_error = left($4, 4000)
            WHERE handler = $1 AND event_id = $2 AND owner = $3 AND status = 'processing'
                AND occurred_at = spice_event_registry.claim_time($5::bigint)
            """,
            [
                .text(claim.handler), .text(claim.event.description), .text(owner),
                .text(reason), .integer(claim.occurredAt.microseconds),
            ], as: \.asGuard)
        guard rows.affected == 1 else { throw .fenced(claim.event) }
    }

    /// Makes the parts of this month and the two after it, where they are missing; answers how many it made. Claims on
    /// events of other times stand in a part of their own, so nothing waits for this.
    package func keepMonths() async throws(EffectGuardError) -> Int {
        let row = try await pool.run(
            "SELECT spice_event_registry.keep_months(\(PostgresTime.sql(1)), 2)", [time.value],
            as: \.asGuard
        ).first
        return Int(row?.integer(0) ?? 0)
    }

    /// Drops the parts of months that were over so long ago, where no claim of theirs ended later or is under way; answers how
    /// many. Their aggregates' last sequences keep late copies out.
    package func forgetMonths(olderThanSeconds seconds: Double) async throws(EffectGuardError)
        -> Int
    {
        let row = try await pool.run(
            """
            SELECT spice_event_registry.forget_months(
                \(PostgresTime.sql(1)) - make_interval(secs => $2))
            """, [time.value, .double(seconds)], as: \.asGuard
        ).first
        return Int(row?.integer(0) ?? 0)
    }

    /// Forgets claims that were done, late or given up so long ago; their aggregates' last sequences keep late copies out. Answers how
    /// many. Piece by piece, so that nobody waits for its locks and no transaction grows with the table.
    package func forget(olderThanSeconds seconds: Double, atOnce: Int = 5000)
        async throws(EffectGuardError) -> Int
    {
        var count = 0
        while !Task.isCancelled {
            let gone = try await pool.run(
                """
                DELETE FROM spice_event_registry.processed_events
                WHERE (handler, event_id, occurred_at) IN (
                    SELECT handler, event_id, occurred_at
                    FROM spice_event_registry.processed_events
                    WHERE status <> 'processing'
                        AND coalesce(processed_at, heartbeat_at, started_at)
                            < \(PostgresTime.sql(1)) - make_interval(secs => $2)
                    LIMIT $3::int FOR UPDATE SKIP LOCKED)
                """, [time.value, .double(seconds), .integer(atOnce)], as: \.asGuard
            ).affected
            count += gone
            if gone < atOnce { break }
        }
        return count
    }

    private func columns(_ claims: [Claim]) -> [PostgresValue] {
        [
            .texts(claims.map(\.handler)), .texts(claims.map(\.event.description)),
            .texts(claims.map { StreamAddress.text($0.stream) }),
            .texts(claims.map(\.stream.wireID)),
            .integers(claims.map { Int64($0.sequence.value) }),
            .integers(claims.map(\.occurredAt.microseconds)),
        ]
    }

    private func fenced(_ text: String) throws(EffectGuardError) -> EffectGuardError {
        guard let id = EventID(text) else {
            throw .unavailable("Postgres holds a claim on what is no event")
        }
        return .fenced(id)
    }
}
