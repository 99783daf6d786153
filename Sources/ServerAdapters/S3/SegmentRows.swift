// The rows that a segment has in the index: its events, the sequences they used, and their idempotency keys. All of it
// can be made again from the segment.

internal import EventSourcing

enum SegmentRows {
    /// Under which name the sequence of a stream is counted in `aggregate_versions`: the contract's.
    static func handler(_ stream: StreamID) -> String { "write_side:" + stream.type.name }

    /// The rows of a segment's events, counters and keys; harmless when they are there.
    static func insertions(_ segment: Segment) -> [PostgresStatement] {
        let events = segment.events
        var ends: [StreamID: Int] = [:]
        for event in events {
            ends[event.event.stream] = max(ends[event.event.stream] ?? 0, event.sequence.value)
        }
        let streams = Array(ends.keys)
        let keyed = (segment.members ?? []).filter { $0.key != nil }
        return [
            rows(of: events),
            PostgresStatement(
                """
                INSERT INTO spice_event_registry.aggregate_versions AS v
                    (handler, address, aggregate_id, last_sequence)
                SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[])
                ON CONFLICT (handler, address) DO UPDATE
                SET last_sequence = greatest(v.last_sequence, excluded.last_sequence),
                    updated_at = now()
                """,
                [
                    .texts(streams.map(handler)), .texts(streams.map(StreamAddress.text)),
                    .texts(streams.map(\.wireID)),
                    .integers(streams.map { Int64(ends[$0] ?? 0) }),
                ]),
            PostgresStatement(
                """
                INSERT INTO spice_event_registry.idempotency_keys
                    (scope, key, content_hash, segment, first_ordinal, count)
                SELECT k.scope, k.key, decode(k.hash, 'hex'), k.segment, k.first, k.count
                FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[],
                    $6::int[]) AS k(scope, key, hash, segment, first, count)
                ON CONFLICT DO NOTHING
                """,
                [
                    .texts(keyed.compactMap(\.key?.scope)), .texts(keyed.compactMap(\.key?.key)),
                    .texts(keyed.compactMap { $0.key.map { ContentHash.hex($0.contentHash) } }),
                    .integers(keyed.map { $0.events.first?.position.segment ?? 0 }),
                    .integers(keyed.map { $0.events.first?.position.ordinal ?? 0 }),
                    .integers(keyed.map { Int64($0.events.count) }),
                ]),
        ]
    }

    private static func rows(of events: [RecordedEvent]) -> PostgresStatement {
        PostgresStatement(
            """
            INSERT INTO spice_event_registry.event_positions (event_id, segment, ordinal, address,
                sequence_number, cause_id, cause_ordinal, fact)
            SELECT e.id, e.segment, e.ordinal, e.address, e.seq, nullif(e.cause, '')::uuid,
                e.cause_ordinal, decode(e.fact, 'hex')
            FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::text[], $5::bigint[],
                $6::text[], $7::int[], $8::text[])
                AS e(id, segment, ordinal, address, seq, cause, cause_ordinal, fact)
            ON CONFLICT DO NOTHING
            """,
            [
                .texts(events.map(\.event.id.description)),
                .integers(events.map(\.position.segment)),
                .integers(events.map(\.position.ordinal)),
                .texts(events.map { StreamAddress.text($0.event.stream) }),
                .integers(events.map { Int64($0.sequence.value) }),
                .texts(events.map { $0.event.cause?.description ?? "" }),
                .integers(events.map { Int64($0.event.ordinal) }),
                .texts(events.map { ContentHash.hex($0.event.factHash) }),
            ])
    }
}
