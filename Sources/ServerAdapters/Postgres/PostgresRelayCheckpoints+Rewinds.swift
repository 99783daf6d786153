// Going back: checkpoints that lie beyond what the bus still holds are forgotten, in one transaction with the notes that
// send the groups back.

package import EventSourcing

extension PostgresRelayCheckpoints {
    /// So many notes are kept; a group that was away for longer reads what it reads.
    private static let keptNotes = 10_000
    /// Checkpoints that are looked at in one round trip.
    private static let page = 200

    package func rewind(to ends: BusPosition) async throws(EventBusError) {
        do throws(PostgresError) {
            try await pool.run { (session) throws(PostgresError) in
                try session.transaction { (session) throws(PostgresError) in
                    try Self.forget(beyond: ends, session)
                    _ = try session.run(Self.notes(ends))
                }
            }
        } catch {
            throw error.asBus
        }
    }

    /// From the newest one back to the first that lies within the ends. O(checkpoints beyond).
    private static func forget(beyond ends: BusPosition, _ session: PostgresSession)
        throws(PostgresError)
    {
        while true {
            let rows = try session.run(
                """
                SELECT segment, ordinal, bus FROM spice_event_registry.relay_checkpoints
                ORDER BY segment DESC, ordinal DESC LIMIT \(page)
                """
            ).rows
            let beyond = rows.prefix { row in
                guard let bus = position(row.text(2)) else { return true }
                return !ends.offsets.allSatisfy { bus.offsets[$0.key] ?? 0 <= $0.value }
            }
            guard let oldest = beyond.last else { return }
            _ = try session.run(
                """
                DELETE FROM spice_event_registry.relay_checkpoints
                WHERE (segment, ordinal) >= ($1::bigint, $2::bigint)
                """, [.integer(oldest.integer(0)), .integer(oldest.integer(1))])
            if beyond.count < rows.count { return }
        }
    }

    private static func notes(_ ends: BusPosition) -> [PostgresStatement] {
        let inserts = ends.offsets.sorted { $0.key < $1.key }.map { place, end in
            PostgresStatement(
                """
                INSERT INTO spice_event_registry.bus_rewinds (topic, part, bus_end)
                VALUES ($1, $2::int, $3::bigint)
                """, [.text(place.topic.name), .integer(place.partition), .integer(end)])
        }
        return inserts + [
            PostgresStatement(
                """
                DELETE FROM spice_event_registry.bus_rewinds WHERE number <=
                    (SELECT max(number) FROM spice_event_registry.bus_rewinds) - \(keptNotes)
                """)
        ]
    }

    package func rewinds(for group: ConsumerGroup, in topics: [Topic])
        async throws(EventBusError) -> [BusRewind]
    {
        try await pool.run(
            """
            SELECT r.topic, r.part, max(r.number), min(r.bus_end)
            FROM spice_event_registry.bus_rewinds r
            LEFT JOIN spice_event_registry.bus_rewinds_followed f
                ON f.consumer = $1 AND f.topic = r.topic AND f.part = r.part
            WHERE r.topic = ANY($2::text[]) AND r.number > coalesce(f.number, 0)
            GROUP BY r.topic, r.part ORDER BY r.topic, r.part
            """, [.text(group.name), .texts(topics.map(\.name))], as: \.asBus
        ).rows.map { row in
            BusRewind(
                place: TopicPartition(Topic(row.text(0)), Int(row.integer(1))),
                number: row.integer(2), end: row.integer(3))
        }
    }

    package func followed(_ rewinds: [BusRewind], by group: ConsumerGroup)
        async throws(EventBusError)
    {
        let statements = rewinds.map { rewind in
            PostgresStatement(
                """
                INSERT INTO spice_event_registry.bus_rewinds_followed
                    (consumer, topic, part, number) VALUES ($1, $2, $3::int, $4::bigint)
                ON CONFLICT (consumer, topic, part) DO UPDATE
                    SET number = greatest(bus_rewinds_followed.number, excluded.number)
                """,
                [
                    .text(group.name), .text(rewind.place.topic.name),
                    .integer(rewind.place.partition), .integer(rewind.number),
                ])
        }
        if statements.isEmpty { return }
        do throws(PostgresError) {
            try await pool.run { (session) throws(PostgresError) in
                _ = try session.run(statements)
            }
        } catch {
            throw error.asBus
        }
    }
}
