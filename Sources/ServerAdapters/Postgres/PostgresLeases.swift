// Leases as rows; the fence is a sequence of the server, so it rises over all names and holders.

package import EventSourcing

package struct PostgresLeases: Leases {
    private let pool: PostgresPool
    private let time: PostgresTime

    package init(_ pool: PostgresPool, time: PostgresTime = .server) {
        self.pool = pool
        self.time = time
    }

    package func acquire(_ name: String, holder: String, seconds: Double)
        async throws(OperationsStoreError) -> Lease?
    {
        let at = PostgresTime.sql(3)
        let until = "\(at) + make_interval(secs => $4::double precision)"
        let row = try await pool.run(
            """
            INSERT INTO spice_event_registry.leases AS l (name, holder, fence, is_held, expires_at)
            VALUES ($1, $2, nextval('spice_event_registry.fence'), true, \(until))
            ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, is_held = true,
                fence = CASE WHEN l.is_held AND l.holder = excluded.holder
                    AND l.expires_at > \(at) THEN l.fence ELSE excluded.fence END,
                expires_at = excluded.expires_at
            WHERE NOT l.is_held OR l.expires_at <= \(at) OR l.holder = excluded.holder
            RETURNING l.fence
            """, [.text(name), .text(holder), time.value, .double(seconds)], as: \.asOperations
        ).first
        return row.map { Lease(name: name, holder: holder, fence: $0.integer(0)) }
    }

    package func renew(_ lease: Lease, seconds: Double) async throws(OperationsStoreError) -> Bool {
        let at = PostgresTime.sql(3)
        return try await pool.run(
            """
            UPDATE spice_event_registry.leases
            SET expires_at = \(at) + make_interval(secs => $4::double precision)
            WHERE name = $1 AND fence = $2::bigint AND is_held AND expires_at > \(at)
            """, [.text(lease.name), .integer(lease.fence), time.value, .double(seconds)],
            as: \.asOperations
        ).affected == 1
    }

    package func release(_ lease: Lease) async throws(OperationsStoreError) {
        _ = try await pool.run(
            """
            UPDATE spice_event_registry.leases SET is_held = false
            WHERE name = $1 AND fence = $2::bigint
            """, [.text(lease.name), .integer(lease.fence)], as: \.asOperations)
    }

    /// Removes those that ended so long ago; answers how many. A name that comes again gets a higher fence all the same.
    package func forget(endedForSeconds seconds: Double) async throws(OperationsStoreError) -> Int {
        let limit = "\(PostgresTime.sql(1)) - make_interval(secs => $2::double precision)"
        return try await pool.run(
            """
            DELETE FROM spice_event_registry.leases WHERE name IN (
                SELECT name FROM spice_event_registry.leases WHERE expires_at < \(limit)
                FOR UPDATE SKIP LOCKED)
            """, [time.value, .double(seconds)], as: \.asOperations
        ).affected
    }
}
