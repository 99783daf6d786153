// The index of the log in Postgres: which segments there are, and where each event stands. Answers only what is
// recorded below the lowest reservation that is still open, so that no position passes over a later event.

internal import EventSourcing

struct SegmentIndex: Sendable {
    /// Where it is said that a reservation has ended, and readers may see more.
    static let channel = "spice_log"
    /// The first half of the advisory locks that writers hold on their reservations.
    static let lockSpace = 7203

    let pool: PostgresPool

    struct Place: Hashable, Sendable {
        var segment: Int64
        var ordinal: Int

        init(segment: Int64, ordinal: Int) {
            self.segment = segment
            self.ordinal = ordinal
        }

        init(_ row: PostgresRow, from column: Int = 0) {
            segment = row.integer(column)
            ordinal = Int(row.integer(column + 1))
        }
    }

    /// Places after a position, in order.
    func places(after position: StorePosition, limit: Int) async throws(EventStoreError) -> [Place]
    {
        try await places(
            """
            SELECT segment, ordinal FROM spice_event_registry.event_positions
            WHERE (segment, ordinal) > ($1::bigint, $2::bigint) AND segment < \(Self.horizon)
            ORDER BY segment, ordinal LIMIT $3::int
            """, [.integer(position.segment), .integer(position.ordinal), .integer(limit)])
    }

    /// Places of a stream's events after a sequence, in order.
    func places(of stream: StreamID, after: SequenceNumber, limit: Int)
        async throws(EventStoreError) -> [Place]
    {
        try await places(
            """
            SELECT e.segment, e.ordinal FROM spice_event_registry.event_positions e
            WHERE e.address = $1 AND e.sequence_number > $2::bigint AND \(Self.isRecorded)
            ORDER BY e.sequence_number LIMIT $3::int
            """, [.text(StreamAddress.text(stream)), .integer(after.value), .integer(limit)])
    }

    func place(of id: EventID) async throws(EventStoreError) -> Place? {
        try await places(
            """
            SELECT e.segment, e.ordinal FROM spice_event_registry.event_positions e
            WHERE e.event_id = $1::uuid AND \(Self.isRecorded)
            """, [.text(id.description)]
        ).first
    }

    func places(of ids: [EventID]) async throws(EventStoreError) -> [Place] {
        try await places(
            """
            SELECT e.segment, e.ordinal FROM spice_event_registry.event_positions e
            WHERE e.event_id = ANY($1::uuid[]) AND \(Self.isRecorded)
            """, [.texts(ids.map(\.description))])
    }

    func places(answering command: EventID) async throws(EventStoreError) -> [Place] {
        try await places(
            """
            SELECT e.segment, e.ordinal FROM spice_event_registry.event_positions e
            WHERE e.cause_id = $1::uuid AND \(Self.isRecorded) ORDER BY e.cause_ordinal
            """, [.text(command.description)])
    }

    /// Keys of the segments that readers can see, in store order.
    func keys(after position: StorePosition, through end: StorePosition)
        async throws(EventStoreError) -> [KeptKey]
    {
        try await pool.run(
            """
            SELECT scope, key, content_hash, segment, first_ordinal, count
            FROM spice_event_registry.idempotency_keys
            WHERE segment BETWEEN $1::bigint AND $3::bigint AND segment < \(Self.horizon)
                AND (segment, first_ordinal) > ($1::bigint, $2::bigint)
                AND (segment, first_ordinal) <= ($3::bigint, $4::bigint)
            ORDER BY segment, first_ordinal
            """,
            [
                .integer(position.segment), .integer(position.ordinal), .integer(end.segment),
                .integer(end.ordinal),
            ], as: \.asStore
        ).rows.map { row in
            KeptKey(
                key: IdempotencyKey(
                    scope: row.text(0), key: row.text(1), contentHash: row.bytes(2)),
                first: StorePosition(segment: row.integer(3), ordinal: row.integer(4)),
                count: Int(row.integer(5)))
        }
    }

    /// Where the last event of each stream of a branch and type stands. O(streams of the branch).
    func lastPlaces(of type: AggregateType, on branch: BranchAddress)
        async throws(EventStoreError) -> [Place]
    {
        let stream = StreamID(
            database: branch.database, epoch: branch.epoch, branch: branch.branch, type: type)
        let (first, end) = StreamAddress.range(like: stream)
        return try await places(
            """
            SELECT e.segment, e.ordinal FROM spice_event_registry.aggregate_versions v
            JOIN LATERAL (
                SELECT p.segment, p.ordinal FROM spice_event_registry.event_positions p
                JOIN spice_event_registry.segments s ON s.segment = p.segment
                WHERE p.address = v.address AND s.state = 'recorded'
                ORDER BY p.sequence_number DESC LIMIT 1) e ON true
            WHERE v.handler = $1 AND v.address >= $2 AND v.address < $3
            ORDER BY e.segment, e.ordinal
            """, [.text(SegmentRows.handler(stream)), .text(first), .text(end)])
    }

    func head() async throws(EventStoreError) -> StorePosition {
        let row = try await pool.run(
            """
            SELECT segment, last_ordinal FROM spice_event_registry.segments
            WHERE state = 'recorded' AND segment < \(Self.horizon)
            ORDER BY segment DESC LIMIT 1
            """, as: \.asStore
        ).first
        return row.map { StorePosition(segment: $0.integer(0), ordinal: $0.integer(1)) } ?? .start
    }

    func isOpen(_ segment: Int64) async throws(EventStoreError) -> Bool {
        try await pool.run(
            """
            SELECT 1 FROM spice_event_registry.segments
            WHERE segment = $1::bigint AND state = 'open'
            """, [.integer(segment)], as: \.asStore
        ).first != nil
    }

    /// Open reservations that nobody works on any more: their lock is free, or their time is over.
    func abandoned() async throws(EventStoreError) -> [Int64] {
        try await pool.run(
            """
            SELECT segment FROM spice_event_registry.segments
            WHERE state = 'open' AND (deadline < clock_timestamp()
                OR pg_try_advisory_xact_lock(\(Self.lockSpace), (segment % 2147483647)::int))
            ORDER BY segment LIMIT 20
            """, as: \.asStore
        ).rows.map { $0.integer(0) }
    }

    /// The number that was given away last.
    func lastReserved() async throws(EventStoreError) -> Int64 {
        try await pool.run(
            "SELECT last_segment FROM spice_event_registry.log_head", as: \.asStore
        ).first?.integer(0) ?? 0
    }

    /// Whether exactly these events were reserved under the number.
    func reserves(_ segment: Int64, _ events: [RecordedEvent]) async throws(EventStoreError)
        -> Bool
    {
        try await pool.run(
            """
            SELECT event_id FROM spice_event_registry.event_positions
            WHERE segment = $1::bigint ORDER BY ordinal
            """, [.integer(segment)], as: \.asStore
        ).rows.map { $0.text(0) } == events.map(\.event.id.description)
    }

    /// From now on nobody reserves anything: who went on would sooner or later come to a number that is free, and count on
    /// there from the old state. Making the index again ends it.
    static func blocking(_ segment: Int64) -> PostgresStatement {
        PostgresStatement(
            """
            UPDATE spice_event_registry.segments SET deadline = '-infinity'
            WHERE segment = $1::bigint AND state = 'open'
            """, [.integer(segment)])
    }

    /// The object store holds more than the index knows of.
    static func isBehind(_ segment: Int64) -> EventStoreError {
        .corrupt(
            StorePosition(segment: segment),
            "the index in Postgres is behind the log in the object store, as an old copy of it is: "
                + "stop all engines and roles and run spice rebuild index")
    }

    /// Notes what is in the object store under a reserved number. Harmless when repeated.
    func settle(_ segment: Int64, isRecorded: Bool) async throws(EventStoreError) {
        do throws(PostgresError) {
            try await pool.run { (session) throws(PostgresError) in
                _ = try session.run(Self.settling(segment, isRecorded: isRecorded))
            }
        } catch {
            throw error.asStore
        }
    }

    static func settling(_ segment: Int64, isRecorded: Bool) -> [PostgresStatement] {
        let number: [PostgresValue] = [.integer(segment)]
        guard !isRecorded else {
            return [
                PostgresStatement(
                    """
                    UPDATE spice_event_registry.segments SET state = 'recorded'
                    WHERE segment = $1::bigint AND state = 'open'
                    """, number), said,
            ]
        }
        return [
            "UPDATE spice_event_registry.segments SET state = 'closed' WHERE segment = $1::bigint",
            "DELETE FROM spice_event_registry.event_positions WHERE segment = $1::bigint",
            "DELETE FROM spice_event_registry.idempotency_keys WHERE segment = $1::bigint",
        ].map { PostgresStatement($0, number) } + [said]
    }

    private static let said = PostgresStatement("SELECT pg_notify('\(channel)', '')")

    private func places(_ sql: String, _ values: [PostgresValue]) async throws(EventStoreError)
        -> [Place]
    {
        try await pool.run(sql, values, as: \.asStore).rows.map { Place($0) }
    }

    /// Of the row `e` of an event. Looked up for each row, never joined: a plan that was made while there were few
    /// segments would read all of them for each question later.
    private static let isRecorded = """
        (SELECT s.state FROM spice_event_registry.segments s WHERE s.segment = e.segment)
            = 'recorded'
        """

    /// The lowest open reservation.
    private static let horizon = """
        coalesce((SELECT min(segment) FROM spice_event_registry.segments WHERE state = 'open'),
            9223372036854775807)
        """
}
