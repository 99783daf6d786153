// Dead letters as rows, in the order in which they were parked.

package import EventSourcing

package struct PostgresDeadLetters: DeadLetters {
    private let pool: PostgresPool

    package init(_ pool: PostgresPool) { self.pool = pool }

    package func park(_ letter: DeadLetter) async throws(OperationsStoreError) {
        // Two unreadable records of one group have no event id, which is unique only where there is one.
        _ = try await pool.run(
            """
            INSERT INTO spice_event_registry.dead_letters AS d
                (id, consumer, event_id, address, event_type, code, cause, attempts, at, bytes,
                state)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8::int, $9::bigint, $10::bytea, $11)
            ON CONFLICT (consumer, event_id) DO UPDATE SET code = excluded.code,
                cause = excluded.cause, at = excluded.at, state = 'waiting',
                attempts = greatest(excluded.attempts, d.attempts + 1)
            """,
            [
                .text(letter.id.description), .text(letter.group.name),
                .text(letter.event?.description), .text(letter.stream.map(StreamAddress.text)),
                .text(letter.eventType), .text(letter.code), .text(letter.cause),
                .integer(letter.attempts), .integer(letter.at.microseconds),
                .bytes(letter.bytes), .text(letter.state.rawValue),
            ], as: PostgresDeadLetters.failure)
    }

    package func list(_ page: PageRequest) async throws(OperationsStoreError) -> Page<DeadLetter> {
        let limit = page.atLeastOne
        let after = PageMark.texts(page, 1).flatMap { Int64($0[0]) } ?? 0
        let rows = try await pool.run(
            PostgresDeadLetters.select + "WHERE place > $1::bigint ORDER BY place LIMIT $2::int",
            [.integer(after), .integer(limit + 1)], as: \.asOperations
        ).rows
        return Page(
            upTo: limit,
            of: try rows.map(PostgresDeadLetters.letter).enumerated().map {
                (item: $1, mark: [rows[$0].text(0)])
            })
    }

    package func count() async throws(OperationsStoreError) -> Int {
        let row = try await pool.run(
            "SELECT count(*) FROM spice_event_registry.dead_letters", [], as: \.asOperations
        ).first
        return row.map { Int($0.integer(0)) } ?? 0
    }

    package func retrying(
        _ group: ConsumerGroup
    ) async throws(OperationsStoreError) -> [DeadLetter] {
        let rows = try await pool.run(
            PostgresDeadLetters.select
                + "WHERE consumer = $1 AND state = 'retrying' ORDER BY place",
            [.text(group.name)], as: \.asOperations
        ).rows
        return try rows.map(PostgresDeadLetters.letter)
    }

    package func blocked(
        _ group: ConsumerGroup, among streams: Set<StreamID>
    ) async throws(OperationsStoreError) -> [StreamID: Blockage] {
        if streams.isEmpty { return [:] }
        let rows = try await pool.run(
            """
            SELECT DISTINCT ON (address) address, id, event_id
            FROM spice_event_registry.dead_letters
            WHERE consumer = $1 AND address = ANY($2::text[]) ORDER BY address, place
            """, [.text(group.name), .texts(streams.map(StreamAddress.text))],
            as: \.asOperations
        ).rows
        var blocked: [StreamID: Blockage] = [:]
        for row in rows {
            guard let stream = StreamAddress.stream(row.text(0)), let id = EventID(row.text(1))
            else { throw .unavailable("Postgres holds a dead letter without an id") }
            blocked[stream] = Blockage(
                letter: id, event: row.optionalText(2).flatMap(EventID.init))
        }
        return blocked
    }

    package func find(_ id: EventID) async throws(OperationsStoreError) -> DeadLetter? {
        let row = try await pool.run(
            PostgresDeadLetters.select + "WHERE id = $1", [.text(id.description)],
            as: \.asOperations
        ).first
        guard let row else { return nil }
        return try PostgresDeadLetters.letter(row)
    }

    package func retry(_ id: EventID) async throws(OperationsStoreError) -> Bool {
        try await pool.run(
            "UPDATE spice_event_registry.dead_letters SET state = 'retrying' WHERE id = $1",
            [.text(id.description)], as: \.asOperations
        ).affected == 1
    }

    package func discard(_ id: EventID) async throws(OperationsStoreError) -> Bool {
        let rows = try await pool.run(
            """
            WITH gone AS (
                DELETE FROM spice_event_registry.dead_letters WHERE id = $1 RETURNING id),
            freed AS (
                UPDATE spice_event_registry.parked_writes SET is_ready = true
                WHERE md5(awaited) = md5($2) AND awaited = $2 AND EXISTS (SELECT 1 FROM gone))
            SELECT count(*) FROM gone
            """, [.text(id.description), .text(Awaited.deadLetter(id).text)],
            as: \.asOperations)
        return rows.first?.integer(0) == 1
    }

    private static let select = """
        SELECT place, id, consumer, event_id, address, event_type, code, cause, attempts, at,
            bytes, state
        FROM spice_event_registry.dead_letters\u{20}
        """

    private static func failure(_ error: PostgresError) -> OperationsStoreError {
        error.asOperations
    }

    private static func letter(_ row: PostgresRow) throws(OperationsStoreError) -> DeadLetter {
        guard let id = EventID(row.text(1)) else {
            throw .unavailable("Postgres holds a dead letter without an id")
        }
        return DeadLetter(
            id: id, group: ConsumerGroup(row.text(2)),
            event: row.optionalText(3).flatMap(EventID.init),
            stream: row.optionalText(4).flatMap(StreamAddress.stream), eventType: row.text(5),
            code: row.text(6), cause: row.text(7), attempts: Int(row.integer(8)),
            at: Timestamp(microseconds: row.integer(9)), bytes: row.bytes(10),
            state: DeadLetter.State(rawValue: row.text(11)) ?? .waiting)
    }
}
