// Derivations between aggregates, findable from both ends. The bus commit counts as checkpoint.

package import EventSourcing

package struct PostgresLineageIndex: LineageIndex {
    private let pool: PostgresPool

    package init(_ pool: PostgresPool) { self.pool = pool }

    package func apply(_ batch: [DerivationChange], upTo: BusPosition?)
        async throws(ReadModelError)
    {
        if batch.isEmpty { return }
        do throws(PostgresError) {
            try await pool.run { (session) throws(PostgresError) in
                _ = try session.run(batch.map(Self.statement))
            }
        } catch {
            throw error.asReadModel
        }
    }

    package func checkpoint() async throws(ReadModelError) -> BusPosition? { nil }

    package func derivations(from stream: StreamID, _ page: PageRequest)
        async throws(ReadModelError) -> Page<Derivation>
    {
        let limit = page.atLeastOne
        let after = PageMark.texts(page, 1).flatMap { Int64($0[0]) } ?? -1
        let rows = try await pool.run(
            """
            SELECT target, relation, event_id, sequence_number, place
            FROM spice_lineage.derivations
            WHERE source = $1 AND place > $2::bigint ORDER BY place LIMIT $3::int
            """, [.text(StreamAddress.text(stream)), .integer(after), .integer(limit + 1)],
            as: \.asReadModel
        ).rows
        return Page(
            upTo: limit,
            of: try rows.map { (row) throws(ReadModelError) in
                (item: try Self.derivation(row, from: stream), mark: [row.text(4)])
            })
    }

    package func derivations(to stream: StreamID, _ page: PageRequest)
        async throws(ReadModelError) -> Page<Derivation>
    {
        let limit = page.atLeastOne
        let mark = PageMark.texts(page, 2)
        let rows = try await pool.run(
            """
            SELECT source, relation, event_id, sequence_number, place
            FROM spice_lineage.derivations
            WHERE target = $1 AND (source, place) > ($2, $3::bigint)
            ORDER BY source, place LIMIT $4::int
            """,
            [
                .text(StreamAddress.text(stream)), .text(mark?[0] ?? ""),
                .integer(mark.flatMap { Int64($0[1]) } ?? -1), .integer(limit + 1),
            ], as: \.asReadModel
        ).rows
        return Page(
            upTo: limit,
            of: try rows.map { (row) throws(ReadModelError) in
                (
                    item: try Self.derivation(row, to: stream),
                    mark: [row.text(0), row.text(4)]
                )
            })
    }

    package func reset() async throws(ReadModelError) {
        _ = try await pool.run(
            "TRUNCATE spice_lineage.aggregates, spice_lineage.derivations", as: \.asReadModel)
    }

    /// One statement does it all, and nothing for a change that comes late: its first part gives no row then.
    private static func statement(_ change: DerivationChange) -> PostgresStatement {
        let all = change.derivations
        return PostgresStatement(
            """
            WITH won AS (
                INSERT INTO spice_lineage.aggregates AS a (address, sequence_number)
                VALUES ($1, $2::bigint) ON CONFLICT (address) DO UPDATE
                SET sequence_number = excluded.sequence_number
                WHERE a.sequence_number < excluded.sequence_number RETURNING address),
            shorter AS (
                DELETE FROM spice_lineage.derivations d USING won
                WHERE d.source = won.address AND d.place > cardinality($3::text[]))
            INSERT INTO spice_lineage.derivations
                (source, place, target, relation, event_id, sequence_number)
            SELECT won.address, u.place, u.target, u.relation, u.event, u.seq
            FROM won, unnest($3::text[], $4::text[], $5::text[], $6::bigint[])
                WITH ORDINALITY AS u(target, relation, event, seq, place)
            ON CONFLICT (source, place) DO UPDATE SET target = excluded.target,
                relation = excluded.relation, event_id = excluded.event_id,
                sequence_number = excluded.sequence_number
            """,
            [
                .text(StreamAddress.text(change.from)), .integer(change.sequence.value),
                .texts(all.map { StreamAddress.text($0.to) }), .texts(all.map(\.relation)),
                .texts(all.map(\.event.description)),
                .integers(all.map { Int64($0.sequence.value) }),
            ])
    }

    private static func derivation(
        _ row: PostgresRow, from: StreamID? = nil, to: StreamID? = nil
    ) throws(ReadModelError) -> Derivation {
        guard let other = StreamAddress.stream(row.text(0)), let event = EventID(row.text(2))
        else { throw .corrupt("Postgres holds a derivation that cannot be read") }
        return Derivation(
            from: from ?? other, to: to ?? other, relation: row.text(1), event: event,
            sequence: SequenceNumber(Int(row.integer(3))))
    }
}
