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

    @Test func forgottenClaimsKeepLateCopiesOut() async throws {
        try await with { registry, clock in
            let build = EventBuilder()
            let claim = Claim(
                handler: "h", event: .named("e"), stream: build.stream("a"),
                sequence: SequenceNumber(3))
            _ = try await registry.effects.begin([claim], owner: "me")
            try await registry.effects.done([claim], owner: "me")
            #expect(try await registry.effects.forget(olderThanSeconds: 60) == 0)
            clock.advance(seconds: 61)
            #expect(try await registry.effects.forget(olderThanSeconds: 60) == 1)
            #expect(try await registry.effects.begin([claim], owner: "me") == [.stale])
        }
    }

    @Test func forgettingGoesPieceByPieceAndPassesOverWhatIsUnderWay() async throws {
        try await with { registry, clock in
            let build = EventBuilder()
            let claims = (0..<23).map { number in
                Claim(
                    handler: "h", event: .named("e\(number)"), stream: build.stream("a\(number)"),
                    sequence: SequenceNumber(1))
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

    @Test(arguments: [
        "", "NULL", "null", "{}", "a,b", "a\"b", "a\\b", "\\", "\"", " ", "{\"x\"}", "é漢🙂", "'; --",
        "a\nb\tc", "$1",
    ])
    func listsOfTextsArriveAsTheyAre(_ text: String) async throws {
        try await with { registry, _ in
            let row = try await registry.pool.run(
                "SELECT l[1], l[2], cardinality(l), $2 FROM (SELECT $1::text[]) AS t(l)",
                [.texts([text, text + "x"]), .text(text)]
            ).first
            #expect(row?.optionalText(0) == text)
            #expect(row?.optionalText(1) == text + "x")
            #expect(row?.integer(2) == 2)
            #expect(row?.optionalText(3) == text)
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
