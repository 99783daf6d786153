// The log's index held against its segments: an index that knows less than the object store holds, as one from an old copy
// of Postgres does, is refused, and is made again from the segments.

package import EventSourcing

extension S3EventStore {
    /// Writing on from an old index would give away numbers and sequences that are taken.
    func refuseOldIndex() async throws(EventStoreError) {
        let last = try await index.lastReserved()
        let beyond: Int64?
        do throws(S3Error) {
            beyond = try await objects.client.list(
                Segment.directory, after: Segment.objectKey(last), limit: 1
            ).first.flatMap(Segment.number)
        } catch {
            throw .unavailable(error.message)
        }
        guard let beyond else { return }
        // Another writer's, maybe: it reserves a number before it stores anything there.
        guard try await index.lastReserved() < beyond else { return }
        throw SegmentIndex.isBehind(beyond)
    }

    package struct RebuiltIndex: Hashable, Sendable {
        package var segments = 0
        package var events = 0
        /// Events of these that have no place, because earlier ones have their id or sequence.
        package var doubled = 0
    }

    /// Makes the rows of all segments again, after the index was lost or put back from an old copy; writers must be
    /// stopped. O(log). What the index says otherwise about a segment goes. `progress` is told the segments so far.
    package func rebuildIndex(_ progress: @Sendable (Int) -> Void = { _ in })
        async throws(EventStoreError) -> RebuiltIndex
    {
        try await forgetReservations()
        var last: String?
        var made = RebuiltIndex()
        while true {
            let keys: [String]
            do throws(S3Error) {
                keys = try await objects.client.list(Segment.directory, after: last)
            } catch {
                throw .unavailable(error.message)
            }
            guard let end = keys.last else { return made }
            for key in keys {
                guard let number = Segment.number(of: key) else { continue }
                let (events, placed) = try await restore(number, key)
                made.events += events
                made.doubled += events - placed
                made.segments += 1
                progress(made.segments)
            }
            last = end
        }
    }

    /// What a writer reserved may stand in the way of what is stored; what it stored has its rows again soon.
    private func forgetReservations() async throws(EventStoreError) {
        try await run(
            ["event_positions", "idempotency_keys"].map { table in
                PostgresStatement(
                    """
                    DELETE FROM spice_event_registry.\(table) t
                    USING spice_event_registry.segments s
                    WHERE s.segment = t.segment AND s.state = 'open'
                    """)
            })
    }

    /// Answers how many events it holds, and how many of them have a place now.
    private func restore(_ number: Int64, _ key: String) async throws(EventStoreError)
        -> (events: Int, placed: Int)
    {
        let segment: Segment
        do throws(S3Error) {
            guard let bytes = try await objects.client.get(key),
                let read = try? Segment(bytes: bytes)
            else {
                throw S3Error.unexpected("\(key) cannot be read as a segment")
            }
            segment = read
        } catch {
            throw .corrupt(StorePosition(segment: number), error.message)
        }
        let insertions = segment.members == nil ? [] : SegmentRows.insertions(segment)
        let replacing = Self.replacing(number, segment)
        let rows = try await run(replacing + insertions)
        return (segment.events.count, insertions.isEmpty ? 0 : rows[replacing.count].affected)
    }

    private static func replacing(_ number: Int64, _ segment: Segment) -> [PostgresStatement] {
        let state = segment.members == nil ? "closed" : "recorded"
        return [
            PostgresStatement(
                """
                UPDATE spice_event_registry.log_head
                SET last_segment = greatest(last_segment, $1::bigint)
                """, [.integer(number)]),
            PostgresStatement(
                """
                INSERT INTO spice_event_registry.segments (segment, state, last_ordinal, deadline)
                VALUES ($1::bigint, $2, $3::bigint, now()) ON CONFLICT (segment) DO UPDATE
                SET state = excluded.state, last_ordinal = excluded.last_ordinal
                """, [.integer(number), .text(state), .integer(segment.events.count - 1)]),
            PostgresStatement(
                "DELETE FROM spice_event_registry.event_positions WHERE segment = $1::bigint",
                [.integer(number)]),
            PostgresStatement(
                "DELETE FROM spice_event_registry.idempotency_keys WHERE segment = $1::bigint",
                [.integer(number)]),
        ]
    }

    @discardableResult
    private func run(_ statements: [PostgresStatement]) async throws(EventStoreError)
        -> [PostgresRows]
    {
        do throws(PostgresError) {
            return try await pool.run { (session) throws(PostgresError) in
                try session.run(statements)
            }
        } catch {
            throw error.asStore
        }
    }
}
