// A process of each role dies at each point that is named for it, and another process takes over its work: on servers,
// with everybody else at work. In the end all is as if nobody had died.

import Engine
import Foundation
import ServerAdapters
import TestSupport
import Testing

@Suite(
    .serialized,
    .enabled(
        if: Program.isNamed(for: "deaths at each crash point on servers")
            && TestServers.has(
                "deaths at each crash point", TestServers.postgres, TestServers.seaweed,
                TestServers.noidaElastic, TestServers.redis,
                TestServers.variable("SPICE_TEST_SERVICES"))
    ))
struct ConnectedCrashTests {
    private typealias Write = ConnectedRoles.Write

    /// By the role that comes to them. What needs a key is in `ConnectedKeyTests`.
    private static let points = Dictionary(
        grouping: CrashPoint.allCases.filter { !$0.needsKey }
    ) { point in
        switch point.name.split(separator: ":").first {
        case "oms": "oms"
        case "relay": "message-relay"
        case "instance_worker", "graph_worker": "instance-worker"
        case "ontology_worker": "ontology-worker"
        default: "projection-worker"
        }
    }

    /// One of each role dies in a round, while there are points left for it.
    private static let rounds = points.values.map(\.count).max() ?? 0

    private static func point(_ round: Int, of role: String) -> CrashPoint? {
        let points = points[role] ?? []
        return round < points.count ? points[round] : nil
    }

    private static func armed(_ point: CrashPoint) -> [String: String] {
        [
            "ENABLE_CHAOS_INJECTION": "true", "CHAOS_CRASH_POINT": point.name,
            "CHAOS_CRASH_ONCE": "false",
        ]
    }

    private static func create(_ key: String, id: String? = nil) -> Write {
        let id = id.map { #","command_id":"\#($0)""# } ?? ""
        return Write(
            "POST", ConnectedRoles.items + "/create", #"{"data":{"item_id":"\#(key)"}\#(id)}"#)
    }

    /// For the projections to find: all others do their part of it.
    private static func first(_ round: Int) -> [Write] { (0..<3).map { create("a\(round)-\($0)") } }

    /// For all that die.
    private static func second(_ round: Int) -> [Write] {
        [
            Write(
                "POST", "/api/v1/database/shop/ontology",
                #"{"id":"Class\#(round)","properties":[{"name":"name","type":"string"}]}"#),
            create("b\(round)-0"), create("b\(round)-1"),
            Write("PATCH", ConnectedRoles.items + "/a\(round)-0", #"{"qty":\#(round)}"#),
        ]
    }

    /// For a door that dies: sent to it and, the same again, to another one.
    private static func third(_ round: Int) -> Write {
        create("c\(round)", id: "0190c6f0-0000-7000-8000-00000000000\(round)")
    }

    @Test func whoeverDiesAtAnyPointIsFollowedByAnotherProcess() async throws {
        let roles = try await ConnectedRoles(doors: 1)
        var writes: [Write] = []
        for round in 0..<Self.rounds {
            await roles.end(["projection-worker"])
            var ids = try await roles.send(Self.first(round))
            try await roles.complete(ids)
            await roles.end(["message-relay", "ontology-worker", "instance-worker"])
            ids += try await roles.send(Self.second(round))
            writes += Self.first(round) + Self.second(round)
            if let point = Self.point(round, of: "oms") {
                try await loseDoor(roles, at: point, writing: Self.third(round))
                ids += try await roles.send([Self.third(round)])
                writes.append(Self.third(round))
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for role in ConnectedRoles.pipeline {
                    group.addTask {
                        try await lose(roles, role, at: Self.point(round, of: role))
                    }
                }
                try await group.waitForAll()
            }
            // This broker never ends the session of a member that died; when it is started again it knows of none.
            try roles.stack.kafka.cause(.restart)
            try await roles.complete(ids)
            try await roles.rest()
        }
        try await roles.expectEqual(toFilesAfter: writes)
        await roles.close()
    }

    /// Another one begins the moment that the first is dead.
    private func lose(_ roles: ConnectedRoles, _ role: String, at point: CrashPoint?) async throws {
        guard let point else { return try roles.begin([role]) }
        let end = await (try roles.start(role, Self.armed(point))).finished(limitSeconds: 60)
        #expect(end.code == 42, "\(role) did not come to \(point.name): \(end.errors)")
        if role == "message-relay" {
            // As after ten seconds, which `ConnectedRelayTests` waits for.
            try await roles.stack.postgres { pool in
                _ = try await pool.run(
                    """
                    UPDATE spice_event_registry.leases SET expires_at = clock_timestamp()
                    WHERE name = 'relay'
                    """)
            }
        }
        try roles.begin([role])
    }

    private func loseDoor(
        _ roles: ConnectedRoles, at point: CrashPoint, writing write: Write
    ) async throws {
        let door = try await ServedProgram(
            try roles.stack.role("oms", ["--oms-port", "0"], more: Self.armed(point)), [.oms])
        let answer = try? await door.ask(write.method, write.path, write.body)
        #expect(answer == nil)
        #expect(await door.program.finished(limitSeconds: 30).code == 42)
    }
}
