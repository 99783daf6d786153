// Two workers and a step that takes longer than a claim lasts, on a real server: while the first one is at it the second
// waits; if the first one hangs too long the second takes over, and what the first one says afterwards is refused.

import EventSourcing
import ServerAdapters
import Synchronization
import TestSupport
import Testing

@Suite(
    "Steps longer than a claim on Postgres",
    .enabled(if: TestServers.has("long steps on Postgres", TestServers.postgres)))
struct PostgresLongStepTests {
    /// Two processes, so that neither can tell by a connection that the other is gone.
    private func withTwo(
        _ body: (PostgresEffectGuard, PostgresEffectGuard, FixedClock) async throws -> Void
    ) async throws {
        let part = try await PostgresPart(TestServers.postgres ?? "")
        let clock = FixedClock()
        let settings = PostgresSettings(url: part.url, connections: 2)
        let (one, two) = (
            PostgresRegistry(settings, time: .given(clock)),
            PostgresRegistry(settings, time: .given(clock))
        )
        _ = try await one.migrate()
        while one.presence.id == nil || two.presence.id == nil {
            try await Task.sleep(for: .milliseconds(5))
        }
        do {
            try await body(one.effects, two.effects, clock)
        } catch {
            one.close()
            two.close()
            await part.end()
            throw error
        }
        one.close()
        two.close()
        await part.end()
    }

    private var claim: Claim {
        Claim(
            handler: "instance_worker", event: .named("e"), stream: EventBuilder().stream("a"),
            sequence: SequenceNumber(1), occurredAt: Timestamp(microseconds: 1))
    }

    private func fence(_ verdicts: [Verdict]) -> Int64? {
        if case .proceed(_, let fence)? = verdicts.first { fence } else { nil }
    }

    @Test func aWorkerThatIsAtItKeepsItsClaimForAsLongAsItTakes() async throws {
        try await withTwo { one, two, clock in
            let claim = self.claim
            let begun = try await one.begin([claim], owner: "one")
            #expect(fence(begun) != nil)
            let applied = Mutex<[String]>([])
            let pause = try #require(one.heartbeatSeconds)
            let seen = await one.keepingAlive("one", clock) { () async -> [Verdict] in
                var seen: [Verdict] = []
                // Two minutes: four times as long as a claim lasts.
                for _ in 0..<12 {
                    while clock.sleepers == 0 { await Task.yield() }
                    clock.advance(seconds: pause)
                    // It comes by itself, or this loop does not end.
                    var wait = 0.0
                    while wait <= pause * 2 {
                        guard
                            case .held(let seconds)? = try? await two.begin([claim], owner: "two")
                                .first
                        else { return seen }
                        wait = seconds
                    }
                    seen.append(.held(retryAfterSeconds: wait))
                }
                applied.withLock { $0.append("one") }
                return seen
            }
            #expect(seen.count == 12)
            try await one.done([claim], owner: "one")
            #expect(try await two.begin([claim], owner: "two") == [.duplicate])
            #expect(applied.withLock { $0 } == ["one"])
            // Nobody is at it any more: the claim is not kept.
            #expect(clock.sleepers == 0)
        }
    }

    @Test func oneThatHangsTooLongIsTakenOverAndCannotSayThatItIsDone() async throws {
        try await withTwo { one, two, clock in
            let claim = self.claim
            let begun = try await one.begin([claim], owner: "one")
            let first = try #require(fence(begun))
            let pause = try #require(one.heartbeatSeconds)
            let second = await one.keepingAlive("one", clock, limit: 1) { () async -> Int64? in
                while clock.sleepers == 0 { await Task.yield() }
                clock.advance(seconds: pause)
                for _ in 0..<5 { clock.advance(seconds: pause) }
                return (try? await two.begin([claim], owner: "two")).flatMap(fence)
            }
            #expect(try #require(second) > first)
            await #expect(throws: EffectGuardError.fenced(claim.event)) {
                try await one.done([claim], owner: "one")
            }
            try await two.done([claim], owner: "two")
            #expect(try await one.begin([claim], owner: "one") == [.duplicate])
        }
    }
}
