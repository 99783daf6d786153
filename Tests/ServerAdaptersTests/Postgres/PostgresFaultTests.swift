// What happens to the registry when its server is stopped, killed, hangs, or does not want us.

import EventSourcing
import ServerAdapters
import TestSupport
import Testing

@Suite(
    "Postgres in trouble", .serialized,
    .enabled(if: TestService.isAvailable))
struct PostgresFaultTests {
    private func settings(_ service: TestService) -> PostgresSettings {
        PostgresSettings(
            url: service.facts["URL"] ?? "", connections: 3, connectSeconds: 2,
            statementSeconds: 1, patienceSeconds: 10)
    }

    private func claim(_ number: Int) -> Claim {
        let build = EventBuilder()
        return Claim(
            handler: "h", event: .named("e\(number)"), stream: build.stream("k\(number)"),
            sequence: SequenceNumber(1), occurredAt: Timestamp(microseconds: 1))
    }

    /// `Postgres` with its tables, for the length of `body`.
    private func with(_ body: (TestService, PostgresRegistry) async throws -> Void) async throws {
        let service = try TestService("postgres")
        defer { service.end() }
        let registry = PostgresRegistry(settings(service))
        defer { registry.close() }
        _ = try await registry.migrate()
        try await body(service, registry)
    }

    @Test(arguments: [TestService.Fault.restart, .kill])
    func thePoolOutlivesItsServer(_ fault: TestService.Fault) async throws {
        try await with { service, registry in
            let lease = try await registry.leases.acquire("relay", holder: "a", seconds: 600)
            let first = claim(1)
            _ = try await registry.effects.begin([first], owner: "a")
            try await registry.effects.done([first], owner: "a")
            try service.cause(fault)
            if fault == .kill { try service.cause(.restart) }
            #expect(try await registry.effects.begin([first], owner: "a") == [.duplicate])
            let other = try await registry.leases.acquire("relay", holder: "b", seconds: 600)
            #expect(lease != nil && other == nil)
        }
    }

    @Test func aServerThatHangsIsGivenUpAndComesBack() async throws {
        try await with { service, registry in
            let board = registry.board
            try await board.setDesired("relay", .paused)
            try service.cause(.pause)
            await #expect(throws: OperationsStoreError.self) { try await board.desired("relay") }
            try service.cause(.resume)
            #expect(try await board.desired("relay") == .paused)
        }
    }

    @Test func everyAcknowledgedEffectIsThereAfterKillsUnderLoad() async throws {
        try await with { service, registry in
            var acknowledged: [Claim] = []
            for round in 0..<3 {
                async let fault: Void = {
                    try service.cause(.kill)
                    try service.cause(.restart)
                }()
                for number in 0..<60 {
                    let claim = claim(round * 1000 + number)
                    do {
                        _ = try await registry.effects.begin([claim], owner: "a")
                        try await registry.effects.done([claim], owner: "a")
                        acknowledged.append(claim)
                    } catch EffectGuardError.unavailable {
                        continue
                    }
                }
                try await fault
            }
            #expect(!acknowledged.isEmpty)
            let verdicts = try await registry.effects.begin(acknowledged, owner: "b")
            #expect(verdicts.allSatisfy { $0 == .duplicate })
        }
    }

    @Test func aDeadProcessIsTakenOverAtOnce() async throws {
        try await with { service, registry in
            let other = PostgresRegistry(settings(service))
            while other.presence.id == nil { await Task.yield() }
            let claim = claim(1)
            _ = try await other.effects.begin([claim], owner: "dead")
            guard case .held? = try await registry.effects.begin([claim], owner: "alive").first
            else {
                Issue.record("the claim of a living process was taken")
                return
            }
            other.close()
            var verdict = Verdict.held(retryAfterSeconds: 0)
            while case .held = verdict {
                verdict = try await registry.effects.begin([claim], owner: "alive")[0]
            }
            #expect(EffectGuardChecks.attempt(verdict) == 2)
        }
    }

    /// The lease is a row with the server's own time: neither the end of a session nor a clock that is wrong gives it away.
    @Test func aLeaseHasOneHolderThoughSessionsEndAndClocksDiffer() async throws {
        try await with { service, registry in
            let other = PostgresRegistry(settings(service))
            defer { other.close() }
            let lease = try #require(
                try await registry.leases.acquire("relay", holder: "a", seconds: 600))
            for _ in 0..<20 {
                _ = try? await other.pool.run(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = current_database() AND pid <> pg_backend_pid()
                    """)
                let taken = try await answered {
                    try await other.leases.acquire("relay", holder: "b", seconds: 600)
                }
                #expect(taken == nil)
                #expect(
                    try await answered { try await registry.leases.renew(lease, seconds: 600) })
            }
            // Over: the other has it, with a higher fence, and the first hears of it when it renews.
            _ = try await other.pool.run(
                "UPDATE spice_event_registry.leases SET expires_at = now() - interval '1 s'")
            let next = try #require(
                try await other.leases.acquire("relay", holder: "b", seconds: 600))
            #expect(next.fence > lease.fence)
            #expect(try await !registry.leases.renew(lease, seconds: 600))
        }
    }

    /// A call whose session was ended under it says so; the next one has a new session.
    private func answered<Value>(_ body: () async throws -> Value) async throws -> Value {
        for _ in 0..<10 {
            do { return try await body() } catch OperationsStoreError.unavailable { continue }
        }
        return try await body()
    }

    @Test func wrongCredentialsAreRefusedAtOnceAndSaySo() async throws {
        try await with { service, _ in
            let url = settings(service).url.replacing(":secret@", with: ":wrong@")
            let pool = PostgresPool(PostgresSettings(url: url, connections: 1))
            defer { pool.close() }
            do throws(PostgresError) {
                _ = try await pool.run("SELECT 1")
                Issue.record("a wrong password was taken")
            } catch {
                guard case .refused(let words) = error else {
                    Issue.record("unexpected: \(error)")
                    return
                }
                #expect(words.contains("password authentication failed"))
            }
        }
    }

    @Test func manyProcessesMayMigrateAtOnceAndAgain() async throws {
        let service = try TestService("postgres")
        defer { service.end() }
        let registries = (0..<5).map { _ in PostgresRegistry(settings(service)) }
        defer { for registry in registries { registry.close() } }
        let added = try await withThrowingTaskGroup(of: [Int].self) { group in
            for registry in registries { group.addTask { try await registry.migrate() } }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(added == Array(1...PostgresMigrations.current))
        #expect(try await registries[0].migrate() == [])
        let inspection = try await registries[0].inspect()
        #expect(inspection.tableVersion == PostgresMigrations.current)
    }
}
