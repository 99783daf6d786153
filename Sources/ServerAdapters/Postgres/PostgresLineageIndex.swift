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
            let statement = Self.statement(batch)
            try await pool.run { (session) throws(PostgresError) in
                _ = try session.run([statement])
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

    /// Of several changes of one aggregate the first with the highest sequence counts, as if they came one by one.
    private static func statement(_ batch: [DerivationChange]) -> PostgresStatement {
        var newest: [StreamID: DerivationChange] = [:]
        for change in batch {
            if let known = newest[change.from], known.sequence >= change.sequence { continue }
            newest[change.from] = change
        }
        let changes = newest.values.map { (source: StreamAddress.text($0.from), change: $0) }
        let all = changes.flatMap { source, change in
            change.derivations.enumerated().map { (source, place: $0.offset + 1, $0.element) }
        }
        return PostgresStatement(
            """
            SELECT spice_lineage.apply_changes($1::text[], $2::bigint[], $3::int[], $4::text[],
                $5::int[], $6::text[], $7::text[], $8::text[], $9::bigint[])
            """,
            [
                .texts(changes.map(\.source)),
                .integers(changes.map { Int64($0.change.sequence.value) }),
                .integers(changes.map { Int64($0.change.derivations.count) }),
                .texts(all.map(\.0)), .integers(all.map { Int64($0.place) }),
                .texts(all.map { StreamAddress.text($0.2.to) }), .texts(all.map(\.2.relation)),
                .texts(all.map(\.2.event.description)),
                .integers(all.map { Int64($0.2.sequence.value) }),
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
