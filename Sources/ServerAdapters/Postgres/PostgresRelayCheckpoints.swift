// The relay's checkpoints, one a store position, thinned out behind the newest.

package import EventSourcing
internal import JSONText

package struct PostgresRelayCheckpoints: RelayCheckpoints {
    /// So many of the newest are all kept; of the older ones, each hundredth segment.
    private static let kept = 10_000

    let pool: PostgresPool

    package init(_ pool: PostgresPool) { self.pool = pool }

    package func last() async throws(EventBusError) -> RelayCheckpoint? {
        try await one("ORDER BY segment DESC, ordinal DESC LIMIT 1", [])
    }

    package func first(atOrAfter position: StorePosition) async throws(EventBusError)
        -> RelayCheckpoint?
    {
        try await one(
            """
            WHERE (segment, ordinal) >= ($1::bigint, $2::bigint)
            ORDER BY segment, ordinal LIMIT 1
            """, [.integer(position.segment), .integer(position.ordinal)])
    }

    package func save(_ checkpoint: RelayCheckpoint) async throws(EventBusError) {
        _ = try await run([Self.insertion(checkpoint, "true", [])])
        if checkpoint.store.segment % 1000 == 0 { try await thin(checkpoint.store) }
    }

    /// In one transaction, in which nobody else can take the lease.
    package func save(_ checkpoint: RelayCheckpoint, under lease: Lease)
        async throws(EventBusError) -> Bool
    {
        let fence: [PostgresValue] = [.text(lease.name), .integer(lease.fence)]
        let rows = try await run([
            PostgresStatement(
                """
                SELECT 1 FROM spice_event_registry.leases
                WHERE name = $1 AND fence = $2::bigint FOR SHARE
                """, fence),
            Self.insertion(
                checkpoint,
                """
                EXISTS (SELECT 1 FROM spice_event_registry.leases
                    WHERE name = $4 AND fence = $5::bigint)
                """, fence),
        ])
        if checkpoint.store.segment % 1000 == 0 { try await thin(checkpoint.store) }
        return rows[0].first != nil
    }

    private static func insertion(
        _ checkpoint: RelayCheckpoint, _ condition: String, _ values: [PostgresValue]
    ) -> PostgresStatement {
        PostgresStatement(
            """
            INSERT INTO spice_event_registry.relay_checkpoints (segment, ordinal, bus)
            SELECT $1::bigint, $2::bigint, $3 WHERE \(condition) AND NOT EXISTS (
                SELECT 1 FROM spice_event_registry.relay_checkpoints
                WHERE (segment, ordinal) >= ($1::bigint, $2::bigint))
            ON CONFLICT DO NOTHING
            """,
            [
                .integer(checkpoint.store.segment), .integer(checkpoint.store.ordinal),
                .text(text(checkpoint.bus)),
            ] + values)
    }

    private func run(_ statements: [PostgresStatement]) async throws(EventBusError)
        -> [PostgresRows]
    {
        do throws(PostgresError) {
            return try await pool.run { (session) throws(PostgresError) in
                try session.run(statements)
            }
        } catch {
            throw error.asBus
        }
    }

    private func thin(_ last: StorePosition) async throws(EventBusError) {
        _ = try await pool.run(
            """
            DELETE FROM spice_event_registry.relay_checkpoints
            WHERE segment < $1::bigint AND segment % 100 <> 0
            """, [.integer(last.segment - Int64(Self.kept))], as: \.asBus)
    }

    private func one(_ condition: String, _ values: [PostgresValue]) async throws(EventBusError)
        -> RelayCheckpoint?
    {
        let row = try await pool.run(
            "SELECT segment, ordinal, bus FROM spice_event_registry.relay_checkpoints "
                + condition, values, as: \.asBus
        ).first
        guard let row else { return nil }
        guard let bus = Self.position(row.text(2)) else {
            throw .corrupt("Postgres holds a relay checkpoint that cannot be read")
        }
        return RelayCheckpoint(
            store: StorePosition(segment: row.integer(0), ordinal: row.integer(1)), bus: bus)
    }

    /// `[["topic", partition, offset], …]`, sorted.
    private static func text(_ position: BusPosition) -> String {
        JSON.array(
            position.offsets.sorted { $0.key < $1.key }.map { place, offset in
                [.string(place.topic.name), .integer(place.partition), .integer(Int(offset))]
            }
        ).text
    }

    static func position(_ text: String) -> BusPosition? {
        guard let entries = (try? JSON(parsing: text))?.array else { return nil }
        var position = BusPosition()
        for entry in entries {
            guard let parts = entry.array, parts.count == 3, let topic = parts[0].string,
                let partition = parts[1].integer, let offset = parts[2].integer
            else { return nil }
            position.offsets[TopicPartition(Topic(topic), partition)] = Int64(offset)
        }
        return position
    }
}
