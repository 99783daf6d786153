// The promises of EffectGuard. The effect is what it is in the engine: a domain event that answers the command.

package import EventSourcing
internal import Testing

package enum EffectGuardChecks {
    package static let all: [PortCheck] = [
        proceeds, batches, duplicate, doneTwice, stale, attempts, otherStreams, reopening,
        held, heartbeat, fenced,
    ]

    static let proceeds = PortCheck("a first claim goes ahead with attempt 1") {
        let bench = GuardBench(try await $0.open())
        let claim = try await bench.claim("a")
        let verdicts = try await bench.effects.begin([claim], owner: "one")
        try #require(verdicts.count == 1)
        #expect(attempt(verdicts[0]) == 1)
    }

    static let batches = PortCheck("a batch of claims gets one verdict each, in order") {
        let bench = GuardBench(try await $0.open())
        let done = try await bench.claim("a")
        try await bench.work(done)
        let new = try await bench.claim("b")
        let failing = try await bench.claim("c")
        _ = try await bench.effects.begin([failing], owner: "one")
        try await bench.effects.fail(failing, owner: "one", reason: "no luck")
        let verdicts = try await bench.effects.begin([failing, done, new], owner: "one")
        try #require(verdicts.count == 3)
        #expect(attempt(verdicts[0]) == 2)
        #expect(verdicts[1] == .duplicate)
        #expect(attempt(verdicts[2]) == 1)
        #expect(try await bench.effects.begin([], owner: "one").isEmpty)
    }

    static let duplicate = PortCheck("what is done is a duplicate, for every owner") {
        let bench = GuardBench(try await $0.open())
        let claim = try await bench.claim("a")
        try await bench.work(claim)
        #expect(try await bench.effects.begin([claim], owner: "one") == [.duplicate])
        #expect(try await bench.effects.begin([claim], owner: "two") == [.duplicate])
    }

    static let doneTwice = PortCheck("saying done twice is harmless") {
        let bench = GuardBench(try await $0.open())
        let claim = try await bench.claim("a")
        try await bench.work(claim)
        try await bench.effects.done([claim], owner: "one")
        #expect(try await bench.effects.begin([claim], owner: "one") == [.duplicate])
    }

    static let stale = PortCheck("an event behind the last done one of its stream is stale") {
        let bench = GuardBench(try await $0.open())
        let early = try await bench.claim("a")
        let late = try await bench.claim("a")
        try await bench.work(late)
        #expect(try await bench.effects.begin([early], owner: "one") == [.stale])
        let next = try await bench.claim("a")
        #expect(attempt(try await bench.effects.begin([next], owner: "one")[0]) == 1)
    }

    static let attempts = PortCheck("each failure makes the next attempt") {
        let bench = GuardBench(try await $0.open())
        let claim = try await bench.claim("a")
        for expected in 1...5 {
            let verdict = try await bench.effects.begin([claim], owner: "one")[0]
            #expect(attempt(verdict) == expected)
            try await bench.effects.fail(claim, owner: "one", reason: "try \(expected)")
        }
        try await bench.work(claim)
        #expect(try await bench.effects.begin([claim], owner: "one") == [.duplicate])
    }

    static let otherStreams = PortCheck("a failing event does not hold up other streams") {
        let bench = GuardBench(try await $0.open())
        let failing = try await bench.claim("a")
        _ = try await bench.effects.begin([failing], owner: "one")
        try await bench.effects.fail(failing, owner: "one", reason: "poison")
        for key in ["b", "c", "漢字", "e\u{301}"] {
            let claim = try await bench.claim(key)
            try await bench.work(claim)
            #expect(try await bench.effects.begin([claim], owner: "one") == [.duplicate])
        }
        #expect(attempt(try await bench.effects.begin([failing], owner: "one")[0]) == 2)
    }

    static let reopening = PortCheck("done and attempts survive a kill, owners do not") {
        var bench = GuardBench(try await $0.open())
        let done = try await bench.claim("a")
        try await bench.work(done)
        let failed = try await bench.claim("b")
        _ = try await bench.effects.begin([failed], owner: "one")
        try await bench.effects.fail(failed, owner: "one", reason: "no luck")
        let owned = try await bench.claim("c")
        _ = try await bench.effects.begin([owned], owner: "one")
        bench = GuardBench(try await $0.open())
        let verdicts = try await bench.effects.begin([done, failed, owned], owner: "two")
        #expect(verdicts[0] == .duplicate)
        #expect(attempt(verdicts[1]) == 2)
        #expect(attempt(verdicts[2]).map { $0 >= 1 } == true)
        try await bench.work(failed, owner: "two")
        #expect(try await bench.effects.begin([failed], owner: "two") == [.duplicate])
    }

    static let held = PortCheck("a claim of another owner is held until its lease has run out") {
        guard $0.traits.hasCompetingOwners else { return }
        let bench = GuardBench(try await $0.open())
        let claim = try await bench.claim("a")
        let first = try await bench.effects.begin([claim], owner: "one")[0]
        guard case .held(let wait) = try await bench.effects.begin([claim], owner: "two")[0] else {
            Issue.record("a second owner got the claim")
            return
        }
        #expect(wait > 0)
        $0.clock.advance(seconds: wait + 0.001)
        let second = try await bench.effects.begin([claim], owner: "two")[0]
        #expect(attempt(second) == 2)
        #expect(try #require(fence(second)) > #require(fence(first)))
    }

    static let heartbeat = PortCheck("a heartbeat keeps the claims of its owner") {
        guard $0.traits.hasCompetingOwners else { return }
        let bench = GuardBench(try await $0.open())
        let claim = try await bench.claim("a")
        _ = try await bench.effects.begin([claim], owner: "one")
        for _ in 0..<10 {
            guard case .held(let wait) = try await bench.effects.begin([claim], owner: "two")[0]
            else {
                Issue.record("the claim was lost in spite of a heartbeat")
                return
            }
            $0.clock.advance(seconds: wait * 0.8)
            try await bench.effects.heartbeat(owner: "one")
        }
    }

    static let fenced = PortCheck("an owner that was taken over is fenced off") {
        guard $0.traits.hasCompetingOwners else { return }
        let bench = GuardBench(try await $0.open())
        let claim = try await bench.claim("a")
        _ = try await bench.effects.begin([claim], owner: "one")
        $0.clock.advance(seconds: 3600)
        try await bench.effects.heartbeat(owner: "one")
        _ = try await bench.effects.begin([claim], owner: "two")
        let refusal = EffectGuardError.fenced(claim.event)
        await #expect(throws: refusal) { try await bench.effects.done([claim], owner: "one") }
        await #expect(throws: refusal) {
            try await bench.effects.fail(claim, owner: "one", reason: "late")
        }
        try await bench.effects.done([claim], owner: "two")
        await #expect(throws: refusal) { try await bench.effects.done([claim], owner: "one") }
    }

    package static func attempt(_ verdict: Verdict) -> Int? {
        if case .proceed(let attempt, _) = verdict { return attempt }
        return nil
    }

    static func fence(_ verdict: Verdict) -> Int64? {
        if case .proceed(_, let fence) = verdict { return fence }
        return nil
    }
}

/// A store with commands, and the guard before them.
private struct GuardBench {
    let store: any EventStore
    let effects: any EffectGuard
    private let build = EventBuilder()

    init(_ ports: Ports) {
        store = ports.store
        effects = ports.effects
    }

    /// A claim on a new command of a stream.
    func claim(_ key: String) async throws -> Claim {
        let command = build.command(build.stream(key))
        let recorded = try await appended(store, [command])[0]
        return Claim(handler: "instance-worker", recorded)
    }

    /// The whole of it: claim, effect, done.
    func work(_ claim: Claim, owner: String = "one") async throws {
        guard
            case .proceed = try await effects.begin([claim], owner: owner)[0],
            let command = try await store.find(claim.event)
        else { throw CheckAborted("the claim does not go ahead") }
        _ = try await appended(store, [build.answer(to: command.event)])
        try await effects.done([claim], owner: owner)
    }
}
