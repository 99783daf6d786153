// Parked writes as rows. What one waits for is a text that is compared whole; `release` only marks rows.

package import EventSourcing

package struct PostgresParkedWrites: ParkedWrites {
    private let pool: PostgresPool

    package init(_ pool: PostgresPool) { self.pool = pool }

    package func park(_ writes: [ParkedWrite]) async throws(OperationsStoreError) {
        if writes.isEmpty { return }
        let statements = writes.map { write in
            PostgresStatement(
                """
                INSERT INTO spice_event_registry.parked_writes
                    (consumer, event_id, address, sequence_number, envelope, awaited, reason,
                    since, is_ready)
                VALUES ($1, $2, $3, $4::bigint, $5::bytea, $6, $7, $8::bigint, $9::boolean)
                ON CONFLICT (consumer, event_id) DO UPDATE SET awaited = excluded.awaited,
                    reason = excluded.reason, is_ready = excluded.is_ready
                """,
                [
                    .text(write.group.name), .text(write.event.event.id.description),
                    .text(StreamAddress.text(write.event.event.stream)),
                    .integer(write.event.sequence.value),
                    .bytes(EventEnvelope.encode(write.event)), .text(write.awaited.text),
                    .text(write.reason), .integer(write.since.microseconds),
                    .bool(write.isReady),
                ])
        }
        do throws(PostgresError) {
            try await pool.run { (session) throws(PostgresError) in
                _ = try session.run(statements)
            }
        } catch {
            throw error.asOperations
        }
    }

    package func release(_ awaited: Awaited) async throws(OperationsStoreError) -> Int {
        try await pool.run(
            """
            UPDATE spice_event_registry.parked_writes SET is_ready = true
            WHERE md5(awaited) = md5($1) AND awaited = $1 AND NOT is_ready
            """, [.text(awaited.text)], as: \.asOperations
        ).affected
    }

    package func ready(_ group: ConsumerGroup, limit: Int) async throws(OperationsStoreError)
        -> [ParkedWrite]
    {
        let rows = try await pool.run(
            PostgresParkedWrites.select + """
                WHERE consumer = $1 AND is_ready ORDER BY address, sequence_number LIMIT $2::int
                """, [.text(group.name), .integer(limit)], as: \.asOperations
        ).rows
        return try rows.map(PostgresParkedWrites.write)
    }

    package func settle(_ group: ConsumerGroup, _ events: [EventID])
        async throws(OperationsStoreError)
    {
        if events.isEmpty { return }
        _ = try await pool.run(
            """
            DELETE FROM spice_event_registry.parked_writes
            WHERE consumer = $1 AND event_id = ANY($2::text[])
            """, [.text(group.name), .texts(events.map(\.description))], as: \.asOperations)
    }

    package func waiting(_ group: ConsumerGroup, among streams: Set<StreamID>)
        async throws(OperationsStoreError) -> Set<StreamID>
    {
        if streams.isEmpty { return [] }
        let rows = try await pool.run(
            """
            SELECT DISTINCT address FROM spice_event_registry.parked_writes
            WHERE consumer = $1 AND address = ANY($2::text[])
            """, [.text(group.name), .texts(streams.map(StreamAddress.text))],
            as: \.asOperations
        ).rows
        return Set(rows.compactMap { StreamAddress.stream($0.text(0)) })
    }

    package func list(_ page: PageRequest) async throws(OperationsStoreError)
        -> Page<ParkedWrite>
    {
        let limit = page.atLeastOne
        let after = PageMark.texts(page, 1).flatMap { Int64($0[0]) } ?? 0
        let rows = try await pool.run(
            PostgresParkedWrites.select + "WHERE id > $1::bigint ORDER BY id LIMIT $2::int",
            [.integer(after), .integer(limit + 1)], as: \.asOperations
        ).rows
        return Page(
            upTo: limit,
            of: try rows.map(PostgresParkedWrites.write).enumerated().map {
                (item: $1, mark: [rows[$0].text(0)])
            })
    }

    private static let select = """
        SELECT id, consumer, envelope, awaited, reason, since, is_ready
        FROM spice_event_registry.parked_writes\u{20}
        """

    private static func write(_ row: PostgresRow) throws(OperationsStoreError) -> ParkedWrite {
        guard let event = try? EventEnvelope.decode(row.bytes(2)),
            let awaited = Awaited(text: row.text(3))
        else { throw .unavailable("Postgres holds a parked write that cannot be read") }
        return ParkedWrite(
            group: ConsumerGroup(row.text(1)), event: event, awaited: awaited,
            reason: row.text(4), since: Timestamp(microseconds: row.integer(5)),
            isReady: row.bool(6))
    }
}

extension Awaited {
    /// A word, a blank, the address; can be compared.
    var text: String {
        switch self {
        case .decision(let stream): "decision " + StreamAddress.text(stream)
        case .deadLetter(let id): "dead_letter \(id)"
        case .earlier(let stream): "earlier " + StreamAddress.text(stream)
        }
    }

    fileprivate init?(text: String) {
        guard let blank = text.firstIndex(of: " ") else { return nil }
        let address = String(text[text.index(after: blank)...])
        switch text[..<blank] {
        case "dead_letter":
            guard let id = EventID(address) else { return nil }
            self = .deadLetter(id)
        case let kind:
            guard let stream = StreamAddress.stream(address) else { return nil }
            self = kind == "decision" ? .decision(stream) : .earlier(stream)
        }
    }
}
