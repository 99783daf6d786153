// A registry as a program of version 8 of the tables leaves it, with something in every kind of table. Its claims are made
// by the functions of that version, in the way in which that program called them.

import EventSourcing
import TestSupport

@testable import ServerAdapters

struct OldRegistry {
    static let version = 8
    static let handler = "instance_worker"

    let part: PostgresPart
    /// Of this program.
    let registry: PostgresRegistry

    init() async throws {
        part = try await PostgresPart(TestServers.postgres ?? "")
        registry = PostgresRegistry(PostgresSettings(url: part.url, connections: 3))
        try await makeTables()
        try await fillOtherTables()
    }

    func end() async {
        registry.close()
        await part.end()
    }

    static func claim(_ key: String, _ sequence: Int) -> Claim {
        Claim(
            handler: handler, event: .named("\(key)\(sequence)"),
            stream: EventBuilder().stream(key), sequence: SequenceNumber(sequence),
            occurredAt: Timestamp(microseconds: Int64(sequence)))
    }

    /// The steps that there were then; they never change.
    static var steps: [PostgresMigration] {
        PostgresMigrations.all.filter { $0.version <= version }
    }

    private func makeTables() async throws {
        let statements =
            [
                "CREATE SCHEMA spice_event_registry",
                """
                CREATE TABLE spice_event_registry.migrations (version int PRIMARY KEY,
                    name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())
                """,
            ]
            + Self.steps.flatMap { step in
                step.statements + [
                    """
                    INSERT INTO spice_event_registry.migrations (version, name)
                    VALUES (\(step.version), '\(step.name)')
                    """
                ]
            }
        _ = try await registry.pool.run { (session) throws(PostgresError) in
            try session.run(statements.map { PostgresStatement($0, isPrepared: false) })
        }
    }

    /// These are as they were then, so today's adapters can write them.
    private func fillOtherTables() async throws {
        let build = EventBuilder()
        let command = RecordedEvent(
            event: build.command(build.stream("a")), sequence: SequenceNumber(1),
            position: StorePosition(segment: 1))
        try await registry.status.set(
            CommandState(command: command, phase: .processing, updatedAt: FixedClock.sampleTime))
        try await registry.lineage.apply(
            [
                DerivationChange(
                    from: build.stream("a"), sequence: SequenceNumber(1),
                    derivations: [
                        Derivation(
                            from: build.stream("a"), to: build.stream("b"), relation: "r",
                            event: .named("a1"), sequence: SequenceNumber(1))
                    ])
            ], upTo: nil)
        try await registry.board.setDesired("graph", .paused)
        _ = try await registry.leases.acquire("relay", holder: "old", seconds: 600)
        try await registry.relay.save(
            RelayCheckpoint(store: StorePosition(segment: 1), bus: BusPosition()))
        try await registry.deadLetters.park(
            DeadLetter(
                id: .named("letter"), group: ConsumerGroup("workers"), event: .named("l1"),
                stream: build.stream("l"), eventType: "CREATE_INSTANCE_REQUESTED", code: "poison",
                cause: "it broke", attempts: 3, at: FixedClock.sampleTime, bytes: [0, 255]))
    }

    func begin(_ claims: [Claim], owner: String) async throws -> [String] {
        try await registry.pool.run(
            """
            SELECT verdict FROM spice_event_registry.begin_claims(
                $1, $2, $3, $4, $5, $6, NULL::bigint, now(), 30::double precision) ORDER BY place
            """, columns(claims) + [.text(owner)]
        ).rows.map { $0.text(0) }
    }

    /// Answers whose claims belong to another by now.
    func finish(_ claims: [Claim], owner: String) async throws -> [String] {
        try await registry.pool.run(
            "SELECT * FROM spice_event_registry.finish_claims($1, $2, $3, $4, $5, $6, now())",
            columns(claims) + [.text(owner)]
        ).rows.map { $0.text(0) }
    }

    func fail(_ claim: Claim, owner: String) async throws -> Int {
        try await registry.pool.run(
            """
            UPDATE spice_event_registry.processed_events
            SET status = 'failed', owner = NULL, last_error = 'no'
            WHERE handler = $1 AND event_id = $2 AND owner = $3 AND status = 'processing'
            """,
            [.text(claim.handler), .text(claim.event.description), .text(owner)]
        ).affected
    }

    private func columns(_ claims: [Claim]) -> [PostgresValue] {
        [
            .texts(claims.map(\.handler)), .texts(claims.map(\.event.description)),
            .texts(claims.map { StreamAddress.text($0.stream) }),
            .texts(claims.map(\.stream.wireID)),
            .integers(claims.map { Int64($0.sequence.value) }),
        ]
    }

    /// Every row of every table, by table; `claims`: also those of the claims and of the steps that ran.
    func rows(claims: Bool) async throws -> [String: [String]] {
        let tables = try await registry.pool.run(
            "SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname LIKE 'spice%'"
        ).rows.map { $0.text(0) }
        var rows: [String: [String]] = [:]
        for table in tables {
            let isStep = table.hasSuffix(".migrations") || table.contains(".processed_events")
            guard claims || !isStep else { continue }
            rows[table] = try await registry.pool.run("SELECT t::text FROM \(table) t ORDER BY 1")
                .rows.map { $0.text(0) }
        }
        return rows
    }
}
