// Processes whose clocks are minutes off, in both directions, at work together: what one leaves to another is neither taken
// too early nor kept for ever, and the times that are told are in their order.

import EventSourcing
import Foundation
import JSONText
import ServerAdapters
import TestSupport
import Testing

@Suite(
    .serialized,
    .enabled(
        if: Program.isThere && WrongClock.library != nil
            && TestServers.has(
                "processes with wrong clocks", TestServers.postgres, TestServers.seaweed,
                TestServers.noidaElastic, TestServers.redis,
                TestServers.variable("SPICE_TEST_SERVICES"))
    ))
struct ConnectedClockTests {
    private static let wrong: [String: [String: String]] = [
        "oms 1": WrongClock.environment(seconds: 540),
        "message-relay": WrongClock.environment(seconds: 540),
        "ontology-worker": WrongClock.environment(seconds: -540),
        "instance-worker": WrongClock.environment(seconds: -540),
        "projection-worker": WrongClock.environment(seconds: 540),
    ]

    private static func writes(_ round: Int) -> [ConnectedRoles.Write] {
        (0..<4).flatMap { number -> [ConnectedRoles.Write] in
            let key = "t\(round)-\(number)"
            let item = ConnectedRoles.items + "/\(key)"
            return [
                .init(
                    "POST", ConnectedRoles.items + "/create", #"{"data":{"item_id":"\#(key)"}}"#),
                .init("PATCH", item, #"{"qty":\#(round)}"#),
                .init("PATCH", item, #"{"name":"n\#(number)"}"#),
            ]
        }
    }

    @Test func wrongClocksHarmNothing() async throws {
        let roles = try await ConnectedRoles(own: Self.wrong)
        let seen = try await Program.run(
            ["doctor", "--json"],
            environment: roles.stack.environment.merging(WrongClock.environment(seconds: 540)) {
                $1
            })
        #expect(seen.output.contains("clock differs by 5"), "the clock is right: \(seen.output)")
        let before = try await lease(roles)
        // One more relay that would like to be the one, by a clock that is eighteen minutes behind the other's.
        try roles.start("message-relay", WrongClock.environment(seconds: -540))
        var (ids, writes): ([String], [ConnectedRoles.Write]) = ([], [])
        for round in 0..<3 {
            // Door by door, and the changes of an item by both.
            for (number, write) in Self.writes(round).enumerated() {
                ids += try await roles.send([write], by: number % 2)
            }
            writes += Self.writes(round)
            try await roles.complete(ids)
        }
        try await roles.rest()
        for id in ids { try await expectTimesInOrder(of: id, roles) }
        let after = try await lease(roles)
        #expect(after.fence == before.fence, "the relay did not die")
        for lease in [before, after] { #expect((-1...11).contains(lease.secondsLeft), "\(lease)") }

        try await expectSaneLag(roles, &writes)
        try await roles.expectEqual(toFilesAfter: writes)
        await roles.close()
    }

    private struct Lease {
        var fence: Int64
        /// By the clock of the server.
        var secondsLeft: Double
    }

    private func lease(_ roles: ConnectedRoles) async throws -> Lease {
        try await roles.stack.postgres { pool in
            let row = try await pool.run(
                """
                SELECT fence, extract(epoch FROM expires_at - clock_timestamp())::double precision
                FROM spice_event_registry.leases WHERE name = 'relay'
                """
            ).first
            let found = try #require(row)
            return Lease(fence: found.integer(0), secondsLeft: found.double(1))
        }
    }

    private func expectTimesInOrder(of id: String, _ roles: ConnectedRoles) async throws {
        let command = try await roles.bff.ask(
            "POST", "/engine/v1/get-command", #"{"id":"\#(id)"}"#, of: .bff)
        let accepted = try #require(command.json["acceptedAt"]?.string, "\(command)")
        let updated = try #require(command.json["updatedAt"]?.string)
        // RFC 3339 in UTC, of one length.
        #expect(updated >= accepted)
        let age = Date().timeIntervalSince1970 - (try #require(Self.seconds(updated)))
        #expect(abs(age) < 540 + 300, "\(updated)")
    }

    private static func seconds(_ text: String) -> Double? {
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
        return formatter.date(from: text)?.timeIntervalSince1970
    }

    /// What waits is as old as it is, and as much as it is.
    private func expectSaneLag(_ roles: ConnectedRoles, _ writes: inout [ConnectedRoles.Write])
        async throws
    {
        try await pause(true, roles)
        let more = Self.writes(9)
        try await roles.complete(try await roles.send(more))
        writes += more
        let rows = try await roles.pipeline()["workers"]?.array ?? []
        let documents = rows.filter { $0["name"] == "documents" }
        let lag = documents.compactMap { $0["lag"]?.integer }.reduce(0, +)
        #expect(lag == more.count)
        for row in rows {
            #expect(row["lag"]?.integer ?? -1 >= 0, "\(row.text)")
            #expect(row["committed"]?.integer ?? 0 <= row["end"]?.integer ?? -1, "\(row.text)")
            guard let oldest = row["oldestWaitingSeconds"]?.double else { continue }
            #expect((0..<300).contains(oldest), "\(row.text)")
        }
        try await pause(false, roles)
        try await roles.rest()
    }

    /// The worker of the documents. Not its process: the look-alike of Kafka never lets go of a member that was silent.
    private func pause(_ isPaused: Bool, _ roles: ConnectedRoles) async throws {
        let told = try await roles.bff.ask(
            "POST", "/engine/v1/set-worker-state",
            #"{"worker":"documents","isPaused":\#(isPaused)}"#, of: .bff)
        #expect(told.status == 200, "\(told)")
        let isMet = try await roles.bff.program.reaches(limitSeconds: 60) {
            let rows = try await roles.pipeline()["workers"]?.array ?? []
            let states = rows.filter { $0["name"] == "documents" }.map { $0["state"] }
            return !states.isEmpty && states.allSatisfy { ($0 == "paused") == isPaused }
        }
        #expect(isMet, "paused: \(isPaused)")
    }
}

/// A program whose clock is wrong.
enum WrongClock {
    /// Nil, with a printed reason, when there is no C compiler.
    static let library = PreloadedLibrary.compiled("clock.c")

    static func environment(seconds: Int) -> [String: String] {
        ["LD_PRELOAD": library ?? "", "CLOCK_WRONG_BY": String(seconds)]
    }
}
