// The hash chain over the whole log, computed from what the event store gives back; Postgres keeps its heads.

package import EventSourcing

package struct PostgresAuditTrail: AuditTrail {
    /// A head is kept at least each time so many events have been passed.
    private static let headInterval = 1024
    private static let readSize = 500

    private let pool: PostgresPool
    private let store: any EventStore

    package init(_ pool: PostgresPool, store: any EventStore) {
        self.pool = pool
        self.store = store
    }

    package func heads(limit: Int) async throws(OperationsStoreError) -> [AuditHead] {
        try await heads("ORDER BY count DESC LIMIT $1::int", [.integer(limit)])
    }

    package func read(after position: StorePosition, limit: Int)
        async throws(OperationsStoreError) -> [AuditEntry]
    {
        var chain = Chain(
            try await heads(
                """
                WHERE (segment, ordinal) <= ($1::bigint, $2::bigint)
                ORDER BY count DESC LIMIT 1
                """, [.integer(position.segment), .integer(position.ordinal)]
            ).first)
        var entries: [AuditEntry] = []
        while entries.count < limit {
            let events = try await events(after: chain.head.position)
            if events.isEmpty { break }
            for event in events {
                chain.add(event)
                if event.position > position, entries.count < limit {
                    entries.append(AuditEntry(event: event, hash: chain.head.hash))
                }
            }
        }
        return entries
    }

    package func anchor() async throws(OperationsStoreError) -> AuditHead {
        var chain = Chain(try await heads(limit: 1).first)
        let before = chain.head
        while true {
            let events = try await events(after: chain.head.position)
            if events.isEmpty { break }
            for event in events {
                chain.add(event)
                if chain.head.count % Self.headInterval == 0 { try await keep(chain.head) }
            }
        }
        if chain.head != before { try await keep(chain.head) }
        return chain.head
    }

    package func verify() async throws(OperationsStoreError) -> AuditVerdict {
        let kept = try await heads("ORDER BY count", [])
        var chain = Chain(nil)
        var next = kept.startIndex
        var last = StorePosition.start
        while true {
            let events = try await events(after: chain.head.position)
            if events.isEmpty { break }
            for event in events {
                // A head that the log passes over: its event is gone.
                if next < kept.endIndex, kept[next].position < event.position {
                    return .broken(after: last, upTo: kept[next].position)
                }
                chain.add(event)
                guard next < kept.endIndex, kept[next].position == event.position else { continue }
                guard kept[next] == chain.head else {
                    return .broken(after: last, upTo: event.position)
                }
                last = event.position
                next += 1
            }
        }
        if next < kept.endIndex { return .broken(after: last, upTo: kept[next].position) }
        return .intact(chain.head)
    }

    private func events(after position: StorePosition) async throws(OperationsStoreError)
        -> [RecordedEvent]
    {
        do throws(EventStoreError) {
            return try await store.read(after: position, limit: Self.readSize)
        } catch {
            throw .unavailable("the log cannot be read for the audit: \(error)")
        }
    }

    private func keep(_ head: AuditHead) async throws(OperationsStoreError) {
        _ = try await pool.run(
            """
            INSERT INTO spice_audit.heads (count, segment, ordinal, hash)
            VALUES ($1::bigint, $2::bigint, $3::bigint, $4::bytea) ON CONFLICT DO NOTHING
            """,
            [
                .integer(head.count), .integer(head.position.segment),
                .integer(head.position.ordinal), .bytes(head.hash),
            ], as: \.asOperations)
    }

    private func heads(_ condition: String, _ values: [PostgresValue])
        async throws(OperationsStoreError) -> [AuditHead]
    {
        let rows = try await pool.run(
            "SELECT count, segment, ordinal, hash FROM spice_audit.heads " + condition, values,
            as: \.asOperations
        ).rows
        return rows.map { row in
            AuditHead(
                position: StorePosition(segment: row.integer(1), ordinal: row.integer(2)),
                count: Int(row.integer(0)), hash: row.bytes(3))
        }
    }

    /// Each hash covers the one before it and the event's whole envelope.
    private struct Chain {
        private(set) var head: AuditHead

        init(_ head: AuditHead?) {
            self.head =
                head
                ?? AuditHead(position: .start, count: 0, hash: [UInt8](repeating: 0, count: 32))
        }

        mutating func add(_ event: RecordedEvent) {
            head = AuditHead(
                position: event.position, count: head.count + 1,
                hash: ContentHash.of(head.hash + EventEnvelope.encode(event)))
        }
    }
}
