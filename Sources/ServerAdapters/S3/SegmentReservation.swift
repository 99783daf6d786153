// One transaction that decides a batch and reserves what is new: the segment's number, the sequences, the ids and the
// keys. Reservations of all processes run one after the other (they lock the head row), so each sees all before it.

internal import EventSourcing

/// What a reservation came to.
enum ReservationOutcome: Sendable {
    /// To be stored under this number; `answers` hold once that is done.
    case reserved(Int64, Segment, [ReservedAnswer])
    /// Nothing to store.
    case decided([ReservedAnswer])
    /// Another process is storing something that matters here: its segment has to be settled first.
    case blocked(Int64)
}

/// The answer to one submission.
enum ReservedAnswer: Sendable {
    case stored([RecordedEvent])
    case refused(AppendRefusal)
    /// Its events are there: at these places, or among what this batch stores.
    case duplicate([SegmentIndex.Place])
}

struct SegmentReservation {
    /// How long a writer may take to store what it reserved.
    static let deadlineSeconds = 3.0

    private let session: PostgresSession
    private let batch: [Submission]
    private var known: [EventID: Known] = [:]
    private var causes: [Cause: EventID] = [:]
    private var keys: [String: KnownKey] = [:]
    private var last: [String: Int] = [:]
    private var counters: [String: Int] = [:]
    private var blocking: Int64?

    private struct Known {
        var place: SegmentIndex.Place
        var fact: [UInt8]
    }
    private struct Cause: Hashable {
        var id: EventID
        var ordinal: Int
    }
    private struct KnownKey {
        var hash: [UInt8]
        var places: [SegmentIndex.Place]
    }

    private init(_ batch: [Submission], _ session: PostgresSession) {
        self.batch = batch
        self.session = session
    }

    /// Runs on `session`, which holds the lock of what it reserved until `release`.
    static func make(_ batch: [Submission], _ session: PostgresSession) throws(PostgresError)
        -> ReservationOutcome
    {
        _ = try session.run("BEGIN")
        do throws(PostgresError) {
            var reservation = SegmentReservation(batch, session)
            let outcome = try reservation.decide()
            if case .reserved = outcome {
                _ = try session.run("COMMIT")
            } else {
                _ = try session.run("ROLLBACK")
            }
            return outcome
        } catch {
            if !error.endsConnection {
                _ = try? session.run("ROLLBACK")
                _ = try? session.run("SELECT pg_advisory_unlock_all()")
            }
            throw error
        }
    }

    private mutating func decide() throws(PostgresError) -> ReservationOutcome {
        let head = try session.run(
            """
            UPDATE spice_event_registry.log_head SET last_segment = last_segment + 1
            RETURNING last_segment, (
                SELECT min(segment) FROM spice_event_registry.segments
                WHERE state = 'open' AND deadline = '-infinity')
            """)
        guard let number = head.first?.integer(0) else {
            throw .statement("no head", "the tables of the log are missing: run spice migrate")
        }
        if let row = head.first, row.optionalText(1) != nil { return .blocked(row.integer(1)) }
        try look()
        if let blocking { return .blocked(blocking) }
        var members: [Segment.Member] = []
        var answers: [ReservedAnswer] = []
        var ordinal = 0
        for submission in batch {
            if let answer = earlier(submission) {
                answers.append(answer)
                continue
            }
            var events: [RecordedEvent] = []
            for (index, event) in submission.events.enumerated() {
                let given = submission.sequences?[index]
                events.append(record(event, given, at: number, &ordinal))
            }
            if let key = submission.idempotencyKey {
                keys[Self.text(key)] = KnownKey(
                    hash: key.contentHash, places: events.compactMap { known[$0.event.id]?.place })
            }
            members.append(Segment.Member(events: events, key: submission.idempotencyKey))
            answers.append(.stored(events))
        }
        guard !members.isEmpty else { return .decided(answers) }
        try insert(number, members)
        return .reserved(number, Segment(members: members), answers)
    }

    /// The answer of what is there already, or a refusal; nil when the submission is new.
    private func earlier(_ submission: Submission) -> ReservedAnswer? {
        if let key = submission.idempotencyKey, let there = keys[Self.text(key)] {
            guard there.hash == key.contentHash else { return .refused(.keyReused(key.key)) }
            return .duplicate(there.places)
        }
        var places: [SegmentIndex.Place] = []
        var seen: Set<EventID> = []
        for event in submission.events {
            guard seen.insert(event.id).inserted else { return .refused(.otherContent(event.id)) }
            if let there = known[event.id] {
                guard there.fact == event.factHash else {
                    return .refused(.otherContent(event.id))
                }
                places.append(there.place)
            } else if let cause = event.cause,
                causes[Cause(id: cause, ordinal: event.ordinal)] != nil
            {
                return .refused(.otherContent(event.id))
            }
        }
        if let first = submission.events.first(where: { known[$0.id] != nil }) {
            return places.count == submission.events.count
                ? .duplicate(places) : .refused(.otherContent(first.id))
        }
        guard let stream = submission.events.first?.stream else { return nil }
        let actual = SequenceNumber(last[StreamAddress.text(stream)] ?? 0)
        return submission.refusal(after: actual).map { .refused($0) }
    }

    /// A given number may be one that a lost reservation used up: only stored events count.
    private mutating func record(
        _ event: Event, _ given: SequenceNumber?, at number: Int64, _ ordinal: inout Int
    ) -> RecordedEvent {
        let address = StreamAddress.text(event.stream)
        let next = max(counters[address] ?? 0, last[address] ?? 0) + 1
        let sequence = given?.value ?? next
        counters[address] = max(counters[address] ?? 0, sequence)
        last[address] = sequence
        let recorded = RecordedEvent(
            event: event, sequence: SequenceNumber(sequence),
            position: StorePosition(segment: number, ordinal: Int64(ordinal)))
        known[event.id] = Known(
            place: SegmentIndex.Place(segment: number, ordinal: ordinal), fact: event.factHash)
        if let cause = event.cause { causes[Cause(id: cause, ordinal: event.ordinal)] = event.id }
        ordinal += 1
        return recorded
    }

    private static func text(_ key: IdempotencyKey) -> String {
        "\(key.scope.utf8.count):\(key.scope)\(key.key)"
    }

    // MARK: Looking

    /// Everything that the batch could meet, in one round trip. Tables are looked into by key, row by row: a join that was
    /// planned while they were small would read all of them when they are not.
    private mutating func look() throws(PostgresError) {
        let events = batch.flatMap(\.events)
        let streams = Array(Set(events.map(\.stream)))
        let answers = events.filter { $0.cause != nil }
        let given = batch.compactMap(\.idempotencyKey)
        let rows = try session.run([
            PostgresStatement(
                Self.columns + """
                    FROM spice_event_registry.event_positions e
                    WHERE e.event_id = ANY($1::uuid[])
                    """,
                [.texts(events.map(\.id.description))]),
            PostgresStatement(
                Self.columns + """
                    FROM unnest($1::uuid[], $2::bigint[]) AS c(cause, ordinal)
                    CROSS JOIN LATERAL (
                        SELECT * FROM spice_event_registry.event_positions p
                        WHERE p.cause_id = c.cause AND p.cause_ordinal = c.ordinal OFFSET 0) e
                    """,
                [
                    .texts(answers.compactMap(\.cause?.description)),
                    .integers(answers.map { Int64($0.ordinal) }),
                ]),
            PostgresStatement(
                """
                SELECT k.scope, k.key, k.content_hash, k.segment, k.first_ordinal, k.count,
                    (SELECT s.state FROM spice_event_registry.segments s
                    WHERE s.segment = k.segment)
                FROM unnest($1::text[], $2::text[]) AS g(scope, key)
                CROSS JOIN LATERAL (
                    SELECT * FROM spice_event_registry.idempotency_keys i
                    WHERE i.scope = g.scope COLLATE "C" AND i.key = g.key COLLATE "C" OFFSET 0) k
                """, [.texts(given.map(\.scope)), .texts(given.map(\.key))]),
            PostgresStatement(
                """
                SELECT a.address, e.sequence_number, e.segment, e.state,
                    coalesce((
                        SELECT v.last_sequence FROM spice_event_registry.aggregate_versions v
                        WHERE v.handler = a.handler COLLATE "C"
                            AND v.address = a.address COLLATE "C"), 0)
                FROM unnest($1::text[], $2::text[]) AS a(address, handler)
                LEFT JOIN LATERAL (
                    SELECT p.sequence_number, p.segment, (
                        SELECT s.state FROM spice_event_registry.segments s
                        WHERE s.segment = p.segment) AS state
                    FROM spice_event_registry.event_positions p
                    WHERE p.address = a.address COLLATE "C"
                    ORDER BY p.sequence_number DESC LIMIT 1) e ON true
                """,
                [
                    .texts(streams.map(StreamAddress.text)),
                    .texts(streams.map(SegmentRows.handler)),
                ]),
        ])
        for row in rows[0].rows + rows[1].rows { remember(event: row) }
        for row in rows[2].rows { remember(key: row) }
        for row in rows[3].rows {
            let address = row.text(0)
            if row.text(3) == "open" { blocking = row.integer(2) }
            last[address] = Int(row.integer(1))
            counters[address] = Int(row.integer(4))
        }
    }

    private mutating func remember(event row: PostgresRow) {
        guard let id = EventID(row.text(0)) else { return }
        if row.text(6) == "open" { blocking = row.integer(1) }
        known[id] = Known(place: SegmentIndex.Place(row, from: 1), fact: row.bytes(5))
        if let cause = row.optionalText(3).flatMap(EventID.init) {
            causes[Cause(id: cause, ordinal: Int(row.integer(4)))] = id
        }
    }

    private mutating func remember(key row: PostgresRow) {
        if row.text(6) == "open" { blocking = row.integer(3) }
        var place = SegmentIndex.Place(row, from: 3)
        var places: [SegmentIndex.Place] = []
        for _ in 0..<row.integer(5) {
            places.append(place)
            place.ordinal += 1
        }
        let key = IdempotencyKey(scope: row.text(0), key: row.text(1), contentHash: row.bytes(2))
        keys[Self.text(key)] = KnownKey(hash: key.contentHash, places: places)
    }

    private static let columns = """
        SELECT e.event_id, e.segment, e.ordinal, e.cause_id, e.cause_ordinal, e.fact,
            (SELECT s.state FROM spice_event_registry.segments s WHERE s.segment = e.segment)\u{20}
        """

    // MARK: Reserving

    private func insert(_ number: Int64, _ members: [Segment.Member]) throws(PostgresError) {
        let count = members.map(\.events.count).reduce(0, +)
        let values: [PostgresValue] = [
            .integer(number), .integer(count - 1), .double(Self.deadlineSeconds),
        ]
        _ = try session.run(
            [
                PostgresStatement(
                    """
                    SELECT pg_advisory_lock(\(SegmentIndex.lockSpace),
                        ($1::bigint % 2147483647)::int)
                    """, [.integer(number)]),
                PostgresStatement(
                    """
                    INSERT INTO spice_event_registry.segments
                        (segment, state, last_ordinal, deadline)
                    VALUES ($1::bigint, 'open', $2::bigint,
                        clock_timestamp() + make_interval(secs => $3::double precision))
                    """, values),
            ] + SegmentRows.insertions(Segment(members: members)))
    }
}
