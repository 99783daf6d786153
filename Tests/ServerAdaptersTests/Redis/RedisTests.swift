// States of commands with Redis before Postgres: the contract's checks on real servers, and what remains without Redis.

import EventSourcing
import Ontology
import ServerAdapters
import TestSupport
import Testing

@Suite(
    "Redis before Postgres holds the contract of command states",
    .enabled(
        if: TestServers.has("states on Redis", TestServers.postgres, TestServers.redis)))
struct RedisContractTests {
    static let set = AdapterSet("redis", partitions: 2) { partitions in
        ServerWorld(
            partitions: partitions,
            [
                try await PostgresPart(TestServers.postgres ?? ""),
                try RedisPart(TestServers.redis ?? ""),
            ])
    }

    @Test(arguments: CommandStatusChecks.all)
    func commandStatus(_ check: PortCheck) async throws { try await check.run(on: Self.set) }

    @Test func theContractsKeyHoldsTheStateAsJSONForADay() async throws {
        let settings = try #require(
            RedisSettings(
                url: TestServers.redis ?? "", prefix: TestServers.uniqueName("t") + ":"))
        let client = RedisClient(settings)
        defer { client.close() }
        let world = LooseAdapterWorld(LooseWorld.Options())
        let status = RedisCommandStatus(
            before: try await world.open().status, RedisClient(settings))
        let command = RecordedEvent(
            event: EventBuilder().command(EventBuilder().stream("é")),
            sequence: SequenceNumber(1), position: StorePosition(segment: 1))
        for phase in [CommandState.Phase.completed, .pending] {
            try await status.set(
                CommandState(command: command, phase: phase, updatedAt: FixedClock.sampleTime))
        }
        let key = "\(settings.prefix)command:\(command.event.id):status"
        let replies = try await client.send([["GET", key], ["TTL", key]])
        #expect(replies[0].text?.contains(#""status":"COMPLETED""#) == true)
        guard case .integer(let seconds) = replies[1] else {
            Issue.record("\(replies[1])")
            return
        }
        #expect((86_000...86_400).contains(seconds))
        status.close()
        await world.end()
    }
}

@Suite("Redis in trouble", .serialized)
struct RedisFaultTests {
    private func state(_ key: String, _ phase: CommandState.Phase) -> CommandState {
        let build = EventBuilder(seed: UInt64(key.utf8.count))
        return CommandState(
            command: RecordedEvent(
                event: build.command(build.stream(key)), sequence: SequenceNumber(1),
                position: StorePosition(segment: 1)), phase: phase,
            updatedAt: FixedClock.sampleTime)
    }

    @Test func withoutRedisEverythingGoesOn() async throws {
        let settings = try #require(RedisSettings(url: "redis://127.0.0.1:1"))
        let world = LooseAdapterWorld(LooseWorld.Options())
        let status = RedisCommandStatus(
            before: try await world.open().status, RedisClient(settings))
        let state = state("a", .completed)
        try await status.set(state)
        #expect(try await status.get(state.command.event.id) == state)
        await status.waitForChange(timeoutSeconds: 0)
        status.close()
        await world.end()
    }

    @Test(.enabled(if: TestService.isAvailable))
    func aRestartedOrHungRedisIsUsedAgain() async throws {
        let service = try TestService("redis")
        defer { service.end() }
        let settings = try #require(
            RedisSettings(
                url: service.facts["URL"] ?? "", deadlineSeconds: 0.3, pauseSeconds: 0))
        let client = RedisClient(settings)
        defer { client.close() }
        _ = try await client.send([["SET", "a", "1"]])
        try service.cause(.restart)
        #expect(try await client.send([["GET", "a"]]) == [.bulk(nil)])
        try service.cause(.pause)
        await #expect(throws: RedisError.self) { try await client.send([["PING"]]) }
        try service.cause(.resume)
        #expect(try await client.send([["PING"]]) == [.simple("PONG")])
        _ = try await client.send([["CONFIG", "SET", "requirepass", "x"]])
        let stranger = RedisClient(settings)
        defer { stranger.close() }
        await #expect {
            try await stranger.send([["PING"]])
        } throws: { error in
            guard case .refused? = error as? RedisError else { return false }
            return true
        }
    }

    @Test func repliesAreReadHoweverTheyAreCut() throws {
        let bytes = Array("+OK\r\n$3\r\na\r\n\r\n*2\r\n:-7\r\n*-1\r\n$-1\r\n-ERR x\r\n".utf8)
        let expected: [RedisReply] = [
            .simple("OK"), .bulk(Array("a\r\n".utf8)), .array([.integer(-7), .array(nil)]),
            .bulk(nil), .error("ERR x"),
        ]
        for cut in 0...bytes.count {
            var parser = RedisParser()
            var replies: [RedisReply] = []
            for part in [bytes[..<cut], bytes[cut...]] {
                parser.add(part)
                while let reply = try parser.next() { replies.append(reply) }
            }
            #expect(replies == expected, "cut at \(cut)")
        }
    }

    @Test(arguments: [
        "!x\r\n", "$99999999999\r\n", ":x\r\n",
        "*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n", "+a\rb\r\n",
    ])
    func garbageIsRefused(_ text: String) {
        var parser = RedisParser()
        parser.add(Array(text.utf8))
        #expect(throws: (any Error).self) { try parser.next() }
    }
}
