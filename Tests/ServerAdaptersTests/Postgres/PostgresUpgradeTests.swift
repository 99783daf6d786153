// A registry that a program of version 8 has filled, and a start of this one on it, on a real server: what stays, what is
// begun anew, and a start that is ended in the middle of the step.

import EventSourcing
import TestSupport
import Testing

@testable import ServerAdapters

@Suite(
    "From version 8 of the registry to 9",
    .enabled(if: TestServers.has("the step to version 9 of the registry", TestServers.postgres)))
struct PostgresUpgradeTests {
    /// Of each aggregate all up to its sequence; the first event of one that failed and of one that is under way.
    private static let done = [("a", 3), ("b", 1), ("c", 7)].flatMap { key, last in
        (1...last).map { OldRegistry.claim(key, $0) }
    }
    private static let failed = OldRegistry.claim("f", 1)
    private static let open = [OldRegistry.claim("o", 1), OldRegistry.claim("a", 4)]

    private func with(_ body: (OldRegistry) async throws -> Void) async throws {
        let old = try await OldRegistry()
        do {
            let all = Self.done + [Self.failed] + Self.open
            let begun = try await old.begin(all, owner: "old")
            #expect(begun == Array(repeating: "proceed", count: all.count))
            #expect(try await old.finish(Self.done, owner: "old") == [])
            #expect(try await old.fail(Self.failed, owner: "old") == 1)
            #expect(try await old.begin(Self.done, owner: "x").allSatisfy { $0 == "duplicate" })
            #expect(try await old.begin(Self.open, owner: "x") == ["held", "held"])
            try await body(old)
        } catch {
            await old.end()
            throw error
        }
        await old.end()
    }

    private func lastFence(_ old: OldRegistry) async throws -> Int64 {
        try await old.registry.pool.run("SELECT last_value FROM spice_event_registry.fence")
            .first?.integer(0) ?? -1
    }

    /// Takes the step and looks at everything that comes after it; `before`: what no step of the claims may touch.
    private func takesTheStep(_ old: OldRegistry, before: [String: [String]]) async throws {
        let registry = old.registry
        let fence = try await lastFence(old)
        #expect(try await registry.migrate() == [9])
        #expect(try await registry.inspect().tableVersion == 9)
        #expect(try await old.rows(claims: false) == before)

        // What was done is known by the last sequence of its aggregate, and is nobody's to end once more.
        let again = try await registry.effects.begin(Self.done, owner: "new")
        #expect(again == Array(repeating: .stale, count: Self.done.count))
        await #expect(throws: EffectGuardError.self) {
            try await registry.effects.done([Self.done[0]], owner: "new")
        }
        #expect(try await old.rows(claims: false) == before)

        // What was not is begun anew, also what one was at: with a fence that none has had.
        let rest = [Self.failed] + Self.open
        for verdict in try await registry.effects.begin(rest, owner: "new") {
            guard case .proceed(let attempt, let new) = verdict else {
                Issue.record("not begun anew: \(verdict)")
                continue
            }
            #expect(attempt == 1 && new > fence)
        }
        try await registry.effects.done(rest, owner: "new")
        let third = try await registry.effects.begin(rest + [Self.done[2]], owner: "third")
        #expect(third == [.duplicate, .duplicate, .duplicate, .stale])

        // A role of before can claim nothing beside this one.
        await #expect(throws: PostgresError.self) {
            try await old.begin([OldRegistry.claim("z", 1)], owner: "old")
        }
        #expect(try await registry.migrate() == [])
    }

    /// Tables of before are what the released steps make: a step that is changed afterwards is another one.
    @Test func theStepsOfBeforeAreAsTheyWere() {
        #expect(OldRegistry.steps.map(\.version) == Array(1...8))
        let text = OldRegistry.steps.map { step in
            "\(step.version) \(step.name)\n" + step.statements.joined(separator: ";\n")
        }.joined(separator: "\n\n")
        #expect(
            ContentHash.sha256Hex(Array(text.utf8))
                == "789789b2e0b5909e4c28784ee69da8f298e7c2c0a6d5ba341f91b4b7faf08130")
    }

    @Test func whatWasDoneIsNotDoneAgainAndWhatWasNotIs() async throws {
        try await with { old in
            let before = try await old.rows(claims: false)
            let names = before.filter { !$0.value.isEmpty }.keys
            for table in [
                "aggregate_versions", "command_states", "event_bodies", "dead_letters", "leases",
                "relay_checkpoints", "desired_states",
            ] {
                #expect(names.contains("spice_event_registry.\(table)"))
            }
            #expect(names.contains("spice_lineage.derivations"))
            #expect(before["spice_event_registry.aggregate_versions"]?.count == 3)
            try await takesTheStep(old, before: before)
        }
    }

    @Test func ofSeveralThatStartAtOnceOneTakesTheStep() async throws {
        try await with { old in
            let before = try await old.rows(claims: false)
            let url = old.part.url
            let taken = try await withThrowingTaskGroup(of: [Int].self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        let one = PostgresRegistry(PostgresSettings(url: url, connections: 1))
                        defer { one.close() }
                        return try await one.migrate()
                    }
                }
                return try await group.reduce(into: [Int]()) { $0 += $1 }
            }
            #expect(taken == [9])
            #expect(try await old.rows(claims: false) == before)
        }
    }

    /// Where the step waits for another session when its own ends, as it does with a process that is killed: at the claims of
    /// before, where the old functions are gone, and at the note that it ran, where all is made.
    @Test(arguments: [
        "spice_event_registry.processed_events IN ACCESS SHARE MODE",
        "spice_event_registry.migrations IN SHARE MODE",
    ])
    func aStartThatEndsInTheMiddleChangesNothing(_ lock: String) async throws {
        try await with { old in
            let all = try await old.rows(claims: true)
            let before = try await old.rows(claims: false)
            let settings = PostgresSettings(url: old.part.url, connections: 1)
            let (blocker, dying) = (PostgresPool(settings), PostgresRegistry(settings))
            defer {
                blocker.close()
                dying.close()
            }
            // One connection, so one transaction.
            _ = try await blocker.run("BEGIN")
            _ = try await blocker.run("LOCK TABLE \(lock)")
            let start = Task { try await dying.migrate() }
            let session = try await whoWaits(old.registry.pool)
            _ = try await old.registry.pool.run(
                "SELECT pg_terminate_backend($1::int)", [.integer(session)])
            await #expect(throws: PostgresError.self) { try await start.value }
            _ = try await blocker.run("ROLLBACK")

            #expect(try await old.registry.inspect().tableVersion == OldRegistry.version)
            #expect(try await old.rows(claims: true) == all)
            #expect(try await old.begin([Self.done[0]], owner: "x") == ["duplicate"])
            try await takesTheStep(old, before: before)
        }
    }

    /// The session that waits for a lock on a table here.
    private func whoWaits(_ pool: PostgresPool) async throws -> Int64 {
        while true {
            let waiting = try await pool.run(
                """
                SELECT l.pid FROM pg_locks l JOIN pg_database d ON d.oid = l.database
                WHERE d.datname = current_database() AND l.locktype = 'relation' AND NOT l.granted
                """)
            if let session = waiting.first?.integer(0) { return session }
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}
