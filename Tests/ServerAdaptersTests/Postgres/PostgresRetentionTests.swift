// What the registry forgets by age, on a real server: row by row, and by the month of the events.

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

    /// On an event of `time`; without one, of the first moment that the clock of these tests knows.
    private func claim(
        _ name: String, _ key: String, _ sequence: Int = 1,
        at time: Timestamp = Timestamp(microseconds: 0)
    ) -> Claim {
        Claim(
            handler: "instance_worker", event: .named(name), stream: EventBuilder().stream(key),
            sequence: SequenceNumber(sequence), occurredAt: time)
    }

    /// The months that have a part of their own.
    private func months(_ registry: PostgresRegistry) async throws -> [String] {
        try await registry.pool.run(
            """
            SELECT right(inhrelid::regclass::text, 7) FROM pg_inherits
            WHERE inhparent = 'spice_event_registry.processed_events'::regclass
                AND inhrelid::regclass::text NOT LIKE '%_other' ORDER BY 1
            """
        ).rows.map { $0.text(0) }
    }

    private func count(_ table: String, _ registry: PostgresRegistry) async throws -> Int {
        let row = try await registry.pool.run(
            "SELECT count(*) FROM spice_event_registry.\(table)"
        ).first
        return Int(row?.integer(0) ?? -1)
    }

    /// A part is chosen by the event's time, not by when it comes.
    @Test func anEventThatComesAgainInAnotherMonthIsADuplicate() async throws {
        try await with { registry, clock in
            _ = try await registry.effects.keepMonths()
            let claim = self.claim("e", "a")
            _ = try await registry.effects.begin([claim], owner: "me")
            try await registry.effects.done([claim], owner: "me")
            for _ in 0..<4 {
                clock.advance(seconds: 31 * Self.day)
                _ = try await registry.effects.keepMonths()
                #expect(try await registry.effects.begin([claim], owner: "you") == [.duplicate])
            }
            #expect(try await count("processed_events_1970_01", registry) == 1)
            #expect(try await count("processed_events", registry) == 1)
        }
    }

    @Test func aWholeMonthGoesOnceNobodyNeedsItAndOnlyThen() async throws {
        try await with { registry, clock in
            let effects = registry.effects
            // Made with the tables.
            #expect(try await effects.keepMonths() == 0)
            #expect(try await months(registry) == ["1970_01", "1970_02", "1970_03"])
            let february = Timestamp(microseconds: 0).adding(seconds: 40 * Self.day)
            let (done, failed) = (claim("d", "a"), claim("f", "b"))
            let (open, late) = (claim("o", "c", at: february), claim("l", "d", at: february))
            _ = try await effects.begin([done, failed, open, late], owner: "me")
            try await effects.done([done, late], owner: "me")
            try await effects.fail(failed, owner: "me", reason: "no")
            // January is over, but not for as long as it is kept.
            clock.advance(seconds: 50 * Self.day)
            #expect(try await effects.forgetMonths(olderThanSeconds: 30 * Self.day) == 0)
            clock.advance(seconds: 50 * Self.day)
            // Of February one claim is under way.
            let gone = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        try await effects.forgetMonths(olderThanSeconds: 30 * Self.day)
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(gone == 1)
            #expect(try await months(registry) == ["1970_02", "1970_03"])
            #expect(try await effects.begin([done], owner: "you") == [.stale])
            let verdict = try #require(try await effects.begin([open], owner: "you").first)
            #expect(EffectGuardChecks.attempt(verdict) == 2)
            try await effects.done([open], owner: "you")
            // What ended today keeps its month.
            #expect(try await effects.forgetMonths(olderThanSeconds: 30 * Self.day) == 0)
            clock.advance(seconds: 31 * Self.day)
            #expect(try await effects.forgetMonths(olderThanSeconds: 30 * Self.day) == 2)
            #expect(try await months(registry).isEmpty)
        }
    }

    /// Older than the tables, of a clock that is wrong, or of a month whose part was not made in time.
    @Test func claimsOnEventsOfAnyTimeHaveTheirPlace() async throws {
        try await with { registry, clock in
            let effects = registry.effects
            let times = [
                Timestamp(microseconds: .min), Timestamp(microseconds: .max),
                Timestamp(microseconds: -1),
                Timestamp(microseconds: 0).adding(seconds: 100 * Self.day),
            ]
            let claims = times.enumerated().map { claim("e\($0)", "a\($0)", at: $1) }
            _ = try await effects.begin(claims, owner: "me")
            // April has claims elsewhere; May gets its part.
            clock.advance(seconds: 70 * Self.day)
            #expect(try await effects.keepMonths() == 1)
            #expect(try await months(registry) == ["1970_01", "1970_02", "1970_03", "1970_05"])
            try await effects.done(claims, owner: "me")
            let again = try await effects.begin(claims, owner: "you")
            #expect(again == Array(repeating: .duplicate, count: 4))
            clock.advance(seconds: 100 * Self.day)
            #expect(try await effects.forgetMonths(olderThanSeconds: Self.day) == 4)
            #expect(try await effects.forget(olderThanSeconds: Self.day) == 4)
            #expect(
                try await effects.begin(claims, owner: "you") == Array(repeating: .stale, count: 4))
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
