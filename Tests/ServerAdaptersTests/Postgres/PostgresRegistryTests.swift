// What the registry does beyond its ports' contracts, on a real server.

import EventSourcing
import ServerAdapters
import TestSupport
import Testing

@Suite(
    "The registry on Postgres",
    .enabled(if: TestServers.has("the registry on Postgres", TestServers.postgres)))
struct PostgresRegistryTests {
    private func with(
        _ body: (PostgresRegistry, FixedClock) async throws -> Void
    ) async throws {
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

    /// One row a worker, over all processes that live and run it.
    @Test func aWorkerOfSeveralProcessesIsOneOnTheBoardAndTheWorstOfThemIsSeen() async throws {
        let part = try await PostgresPart(TestServers.postgres ?? "")
        let settings = PostgresSettings(url: part.url, connections: 2)
        let (one, two) = (PostgresRegistry(settings), PostgresRegistry(settings))
        _ = try await one.migrate()
        while one.presence.id == nil || two.presence.id == nil {
            try await Task.sleep(for: .milliseconds(5))
        }
        func report(_ state: WorkerReport.State, _ handled: Int, error: String? = nil)
            -> WorkerReport
        {
            WorkerReport(
                name: "graph", state: state, handled: handled, ratePerSecond: 1.5,
                lastError: error, restarts: 1, at: FixedClock.sampleTime)
        }
        try await one.board.report(report(.failing, 3, error: "no graph"))
        try await two.board.report(report(.running, 4))
        let all = try await two.board.list()
        #expect(all.count == 1)
        #expect(all.first?.state == .failing && all.first?.lastError == "no graph")
        #expect(all.first?.handled == 7 && all.first?.ratePerSecond == 3)
        #expect(try await two.board.members(of: "graph").count == 2)
        #expect(try await two.board.members(of: "other").isEmpty)

        // A process that is gone says nothing any more; the last one of all is remembered.
        one.close()
        while try await two.board.members(of: "graph").count == 2 {
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(try await two.board.list().map(\.state) == [.running])
        try await two.board.report(report(.idle, 5))
        #expect(try await two.board.list().map(\.handled) == [5])
        two.close()
        await part.end()
    }

    @Test func forgottenClaimsKeepLateCopiesOut() async throws {
        try await with { registry, clock in
            let build = EventBuilder()
            let claim = Claim(
                handler: "h", event: .named("e"), stream: build.stream("a"),
                sequence: SequenceNumber(3), occurredAt: clock.now())
            _ = try await registry.effects.begin([claim], owner: "me")
            try await registry.effects.done([claim], owner: "me")
            #expect(try await registry.effects.forget(olderThanSeconds: 60) == 0)
            clock.advance(seconds: 61)
            #expect(try await registry.effects.forget(olderThanSeconds: 60) == 1)
            #expect(try await registry.effects.begin([claim], owner: "me") == [.stale])
        }
    }

    @Test func leasesThatEndedLongAgoAreForgottenAndTheirFencesAreNot() async throws {
        try await with { registry, clock in
            let leases = registry.leases
            let old = try #require(try await leases.acquire("old", holder: "me", seconds: 10))
            clock.advance(seconds: 61)
            _ = try #require(try await leases.acquire("held", holder: "me", seconds: 100))
            #expect(try await leases.forget(endedForSeconds: 60) == 0)
            clock.advance(seconds: 10)
            #expect(try await leases.forget(endedForSeconds: 60) == 1)
            #expect(try await leases.acquire("held", holder: "you", seconds: 10) == nil)
            let new = try #require(try await leases.acquire("old", holder: "you", seconds: 10))
            #expect(new.fence > old.fence)
        }
    }

    @Test func forgettingGoesPieceByPieceAndPassesOverWhatIsUnderWay() async throws {
        try await with { registry, clock in
            let build = EventBuilder()
            let claims = (0..<23).map { number in
                Claim(
                    handler: "h", event: .named("e\(number)"), stream: build.stream("a\(number)"),
                    sequence: SequenceNumber(1), occurredAt: clock.now())
            }
            _ = try await registry.effects.begin(claims, owner: "me")
            try await registry.effects.done(Array(claims.dropLast(3)), owner: "me")
            clock.advance(seconds: 61)
            #expect(
                try await registry.effects.forget(olderThanSeconds: 60, atOnce: 6) == 20)
            let verdicts = try await registry.effects.begin(claims, owner: "me")
            #expect(verdicts.prefix(20).allSatisfy { $0 == .stale })
            #expect(
                verdicts.suffix(3).allSatisfy {
                    if case .proceed(attempt: 1, fence: _) = $0 { true } else { false }
                })
        }
    }

    /// New, taken already by the same owner, done, passed by, taken twice in one batch, and another's: all in one call.
    @Test func aBatchOfClaimsOfAllKindsIsJudgedOneByOne() async throws {
        try await with { registry, clock in
            let build = EventBuilder()
            func claim(_ name: String, _ key: String, _ sequence: Int) -> Claim {
                Claim(
                    handler: "h", event: .named(name), stream: build.stream(key),
                    sequence: SequenceNumber(sequence), occurredAt: clock.now())
            }
            let effects = registry.effects
            let (own, done, late) = (
                claim("own", "a", 1), claim("done", "b", 5), claim("late", "b", 4)
            )
            let (other, new) = (claim("other", "c", 1), claim("new", "d", 1))
            let before = try await effects.begin([own, done], owner: "me")
            try await effects.done([done], owner: "me")
            _ = try await effects.begin([other], owner: "you")
            let verdicts = try await effects.begin(
                [new, own, late, done, other, new], owner: "me")
            try #require(verdicts.count == 6)
            #expect(EffectGuardChecks.attempt(verdicts[0]) == 1)
            #expect(verdicts[1] == before[0])
            #expect(verdicts[2] == .stale && verdicts[3] == .duplicate)
            guard case .held(let seconds) = verdicts[4] else {
                Issue.record("\(verdicts[4])")
                return
            }
            #expect(seconds > 0)
            #expect(verdicts[5] == verdicts[0])
            // One of them is another's: it is named, and the rest is done all the same.
            await #expect(throws: EffectGuardError.fenced(other.event)) {
                try await effects.done([new, other, own], owner: "me")
            }
            #expect(
                try await effects.begin([new, own], owner: "you") == [.duplicate, .duplicate])
            #expect(try await effects.begin([claim("older", "d", 1)], owner: "me") == [.stale])
        }
    }

    @Test func severalStatesOfOneCommandInABatchEndAsIfTheyCameOneByOne() async throws {
        try await with { registry, clock in
            let build = EventBuilder()
            let command = RecordedEvent(
                event: build.command(build.stream("a")), sequence: SequenceNumber(1),
                position: StorePosition(segment: 1))
            let answer = RecordedEvent(
                event: build.answer(to: command.event), sequence: SequenceNumber(2),
                position: StorePosition(segment: 2))
            func state(_ phase: CommandState.Phase, _ reason: String?) -> CommandState {
                CommandState(
                    command: command, phase: phase, reason: reason,
                    answer: phase == .pending ? nil : answer, updatedAt: clock.now())
            }
            try await registry.status.set([
                state(.completed, nil), state(.pending, "later"), state(.failed, "no"),
                state(.processing, "x"),
            ])
            #expect(try await registry.status.get(command.event.id) == state(.completed, nil))
            try await registry.status.set([state(.failed, "too late"), state(.retrying, "x")])
            let listed = try await registry.status.list(CommandFilter(), PageRequest())
            #expect(listed.items == [state(.completed, nil)])
        }
    }

    /// Such rows hold the bytes of command and answer themselves.
    @Test func statesFromBeforeBodiesStoodApartAreReadAndGoOn() async throws {
        try await with { registry, clock in
            let build = EventBuilder()
            let command = RecordedEvent(
                event: build.command(build.stream("a")), sequence: SequenceNumber(1),
                position: StorePosition(segment: 1))
            let answer = RecordedEvent(
                event: build.answer(to: command.event), sequence: SequenceNumber(2),
                position: StorePosition(segment: 2))
            _ = try await registry.pool.run(
                """
                INSERT INTO spice_event_registry.command_states
                    (command_id, segment, ordinal, database, phase, rank, command, answer,
                    attempts, at)
                VALUES ($1, 1, 0, 'shop', 'PROCESSING', 1, $2::bytea, $3::bytea, 1, $4::bigint)
                """,
                [
                    .text(command.event.id.description), .bytes(EventEnvelope.encode(command)),
                    .bytes(EventEnvelope.encode(answer)), .integer(clock.now().microseconds),
                ])
            var state = CommandState(
                command: command, phase: .processing, answer: answer, updatedAt: clock.now())
            #expect(try await registry.status.get(command.event.id) == state)
            state.phase = .completed
            try await registry.status.set(state)
            #expect(try await registry.status.get(command.event.id) == state)
        }
    }

    @Test func changesOfOneAggregateInABatchEndAtTheHighest() async throws {
        try await with { registry, _ in
            let build = EventBuilder()
            func change(_ key: String, _ sequence: Int, _ targets: [String]) -> DerivationChange {
                DerivationChange(
                    from: build.stream(key), sequence: SequenceNumber(sequence),
                    derivations: targets.map { target in
                        Derivation(
                            from: build.stream(key), to: build.stream(target), relation: "r",
                            event: .named("\(key)\(sequence)"),
                            sequence: SequenceNumber(sequence))
                    })
            }
            func targets(_ key: String) async throws -> [String] {
                try await registry.lineage.derivations(from: build.stream(key), PageRequest())
                    .items.map(\.to.key)
            }
            try await registry.lineage.apply(
                [change("a", 1, ["x", "y", "z"]), change("b", 7, ["x"])], upTo: nil)
            // One of them comes late, one shrinks, one grows, one is new: in one batch.
            try await registry.lineage.apply(
                [
                    change("b", 6, ["y", "z"]), change("a", 3, ["w"]), change("a", 2, ["x", "x"]),
                    change("c", 1, ["a", "b"]), change("d", 1, []),
                ], upTo: nil)
            #expect(try await targets("a") == ["w"])
            #expect(try await targets("b") == ["x"])
            #expect(try await targets("c") == ["a", "b"])
            let back = try await registry.lineage.derivations(
                to: build.stream("x"), PageRequest())
            #expect(back.items.map(\.from.key) == ["b"])
        }
    }

    @Test(arguments: [
        "", "NULL", "null", "{}", "a,b", "a\"b", "a\\b", "\\", "\"", " ", "{\"x\"}", "é漢🙂", "'; --",
        "a\nb\tc", "$1",
    ])
    func listsOfTextsArriveAsTheyAre(_ text: String) async throws {
        try await with { registry, _ in
            let row = try await registry.pool.run(
                "SELECT l[1], l[2], cardinality(l), $2, o[1], o[2] IS NULL, cardinality(o) "
                    + "FROM (SELECT $1::text[], $3::text[]) AS t(l, o)",
                [.texts([text, text + "x"]), .text(text), .optionalTexts([text, nil])]
            ).first
            #expect(row?.optionalText(0) == text)
            #expect(row?.optionalText(1) == text + "x")
            #expect(row?.integer(2) == 2)
            #expect(row?.optionalText(3) == text)
            #expect(row?.optionalText(4) == text && row?.bool(5) == true && row?.integer(6) == 2)
        }
    }

    @Test func bytesNullsAndNULsArriveAsTheyCan() async throws {
        try await with { registry, _ in
            let bytes = [UInt8](0...255)
            let row = try await registry.pool.run(
                "SELECT $1::bytea, $2::bytea, $3::text, $4::text, $5::float8, $6::bool",
                [.bytes(bytes), .bytes([]), .null, .text("a\u{0}b"), .double(1.5), .bool(true)]
            ).first
            #expect(row?.bytes(0) == bytes)
            #expect(row?.bytes(1) == [])
            #expect(row?.isNull(2) == true)
            #expect(row?.text(3) == "a\u{FFFD}b")
            #expect(row?.double(4) == 1.5)
            #expect(row?.bool(5) == true)
            let lists = try await registry.pool.run(
                "SELECT ($1::bytea[])[1], ($1::bytea[])[2], cardinality($1::bytea[]), "
                    + "cardinality($2::bytea[])", [.byteLists([bytes, []]), .byteLists([])]
            ).first
            #expect(lists?.bytes(0) == bytes && lists?.bytes(1) == [])
            #expect(lists?.integer(2) == 2 && lists?.integer(3) == 0)
        }
    }

    @Test func aBrokenStatementLeavesTheConnectionUsable() async throws {
        try await with { registry, _ in
            for _ in 0..<10 {
                await #expect(throws: PostgresError.self) {
                    try await registry.pool.run("SELECT nonsense FROM nowhere")
                }
                let seven = try await registry.pool.run("SELECT 7").first
                #expect(seven?.integer(0) == 7)
            }
        }
    }

    @Test func manyCallsAtOnceAllGetTheirOwnAnswer() async throws {
        try await with { registry, _ in
            let answers = try await withThrowingTaskGroup(of: (Int, Int64).self) { group in
                for number in 0..<500 {
                    group.addTask {
                        let rows = try await registry.pool.run(
                            "SELECT $1::bigint", [.integer(Int64(number))])
                        return (number, rows.first?.integer(0) ?? -1)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.count == 500)
            #expect(answers.allSatisfy { Int64($0.0) == $0.1 })
        }
    }
}
