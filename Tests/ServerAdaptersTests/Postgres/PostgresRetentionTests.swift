// What the registry forgets by age, on a real server, and why its tables have no parts by month: what a part would forget
// or count twice.

import EventSourcing
import ServerAdapters
import TestSupport
import Testing

@Suite(
    "Retention of the registry on Postgres",
    .enabled(if: TestServers.has("retention on Postgres", TestServers.postgres)))
struct PostgresRetentionTests {
    private static let day = 86_400.0

    private func with(_ body: (PostgresRegistry, FixedClock) async throws -> Void) async throws {
        let part = try await PostgresPart(TestServers.postgres ?? "")
        let world = ServerWorld(partitions: 1, [part])
        _ = try await world.open()
        let registry = try #require(part.current)
        do {
            try await body(registry, world.clock)
        } catch {
            await world.end()
            throw error
        }
        await world.end()
    }

    private func claim(_ name: String, _ key: String, _ sequence: Int = 1) -> Claim {
        Claim(
            handler: "instance_worker", event: .named(name), stream: EventBuilder().stream(key),
            sequence: SequenceNumber(sequence))
    }

    private func count(_ table: String, _ registry: PostgresRegistry) async throws -> Int {
        let row = try await registry.pool.run(
            "SELECT count(*) FROM spice_event_registry.\(table)"
        ).first
        return Int(row?.integer(0) ?? -1)
    }

    /// With a part for each month the second one would be the first of its part.
    @Test func anEventThatComesAgainInAnotherMonthIsADuplicate() async throws {
        try await with { registry, clock in
            let claim = self.claim("e", "a")
            _ = try await registry.effects.begin([claim], owner: "me")
            try await registry.effects.done([claim], owner: "me")
            for _ in 0..<4 {
                clock.advance(seconds: 31 * Self.day)
                #expect(try await registry.effects.begin([claim], owner: "you") == [.duplicate])
            }
            let parts = try await registry.pool.run(
                """
                SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = 'spice_event_registry' AND (c.relkind = 'p' OR c.relispartition)
                """
            ).first
            #expect(parts?.integer(0) == 0)
            #expect(try await count("processed_events", registry) == 1)
        }
    }

    @Test func whatIsUnderWayIsNeverForgottenHoweverOld() async throws {
        try await with { registry, clock in
            let (done, open, failed) = (claim("d", "a"), claim("o", "b"), claim("f", "c"))
            _ = try await registry.effects.begin([done, open, failed], owner: "me")
            try await registry.effects.done([done], owner: "me")
            try await registry.effects.fail(failed, owner: "me", reason: "no")
            clock.advance(seconds: 400 * Self.day)
            #expect(try await registry.effects.forget(olderThanSeconds: 30 * Self.day) == 2)
            #expect(try await count("processed_events", registry) == 1)
            // Still the second attempt, at the same sequence.
            let verdict = try #require(try await registry.effects.begin([open], owner: "you").first)
            #expect(EffectGuardChecks.attempt(verdict) == 2)
            #expect(try await registry.effects.begin([done], owner: "you") == [.stale])
        }
    }

    @Test func twoProcessesThatForgetAtOnceForgetEachRowOnce() async throws {
        try await with { registry, clock in
            let claims = (0..<300).map { claim("e\($0)", "a\($0)") }
            _ = try await registry.effects.begin(claims, owner: "me")
            try await registry.effects.done(claims, owner: "me")
            clock.advance(seconds: 2 * Self.day)
            let effects = registry.effects
            let counts = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        try await effects.forget(olderThanSeconds: Self.day, atOnce: 7)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            // One may leave what another has locked at that moment; the next round takes it.
            let rest = try await effects.forget(olderThanSeconds: Self.day)
            #expect(counts.reduce(rest, +) == 300)
            #expect(try await count("processed_events", registry) == 0)
            // The last sequence of each aggregate stays.
            #expect(try await count("aggregate_versions", registry) == 300)
        }
    }

    @Test func statesThatEndedGoWithTheBytesOfTheirEventsAndOthersStay() async throws {
        try await with { registry, clock in
            let build = EventBuilder()
            func state(_ key: String, _ phase: CommandState.Phase, _ place: Int64) -> CommandState {
                let command = RecordedEvent(
                    event: build.command(build.stream(key)), sequence: SequenceNumber(1),
                    position: StorePosition(segment: place))
                let answer = RecordedEvent(
                    event: build.answer(to: command.event), sequence: SequenceNumber(2),
                    position: StorePosition(segment: place + 1))
                return CommandState(
                    command: command, phase: phase, answer: phase.isTerminal ? answer : nil,
                    updatedAt: clock.now())
            }
            let (old, failed) = (state("a", .completed, 1), state("b", .failed, 3))
            let waiting = state("c", .processing, 5)
            try await registry.status.set([old, failed, waiting])
            clock.advance(seconds: 31 * Self.day)
            let new = state("d", .completed, 7)
            try await registry.status.set(new)
            let limit = clock.now().adding(seconds: -30 * Self.day)
            let bodies = try await count("event_bodies", registry)
            #expect(try await registry.status.forget(endedBefore: limit, atOnce: 1) == 2)
            for gone in [old, failed] {
                #expect(try await registry.status.get(gone.command.event.id) == nil)
            }
            for kept in [waiting, new] {
                #expect(try await registry.status.get(kept.command.event.id) == kept)
            }
            #expect(try await count("event_bodies", registry) == bodies - 4)
            let listed = try await registry.status.list(CommandFilter(), PageRequest())
            #expect(listed.items == [new, waiting])
            #expect(try await registry.status.forget(endedBefore: limit) == 0)
        }
    }
}
