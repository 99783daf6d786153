// Field cases on servers, seen from outside: a process that dies between its place in the log and its object, a graph that
// hangs, an object store that does not keep what the log stands on.

import EventSourcing
import Foundation
import HTTPClient
import ServerAdapters
import TestSupport
import Testing

extension ConnectedTests {
    private static let itemClass = #"""
        [{"id":"Item","label":"Item","primary_key":["item_id"],"properties":[
          {"name":"item_id","type":"string","required":true},{"name":"qty","type":"integer"}]}]
        """#

    /// All roles that work, and a BFF; what `--connect` takes.
    private func workers(_ stack: ConnectedServers, _ more: [String: String] = [:]) async throws
        -> ([String: RunningProgram], [String])
    {
        var roles: [String: RunningProgram] = [:]
        for name in ["message-relay", "ontology-worker", "instance-worker", "projection-worker"] {
            roles[name] = try stack.role(name, more: more)
        }
        let bff = try stack.role("bff", ["--bff-port", "0"], more: more)
        roles["bff"] = bff
        #expect(await bff.reaches(limitSeconds: 60) { bff.output.contains("BFF ready on ") })
        return (roles, ["--connect", try address(of: bff, "BFF")])
    }

    private func address(of role: RunningProgram, _ service: String) throws -> String {
        let line = try #require(
            role.output.split(separator: "\n").first { $0.hasPrefix("\(service) ready on ") })
        return String(line.dropFirst("\(service) ready on ".count))
    }

    private func openShop(_ folder: TemporaryFolder, _ connect: [String]) async throws {
        let file = try folder.write(Self.itemClass, to: "classes.json")
        for command in [["db", "create", "shop"], ["ontology", "apply", file, "--db", "shop"]] {
            let outcome = try await Program.run(command + connect)
            #expect(outcome.code == 0, "\(outcome)")
        }
    }

    private func create(_ key: String, _ connect: [String]) async throws {
        let outcome = try await Program.run(
            [
                "instance", "create", "Item", #"{"item_id":"\#(key)","qty":1}"#, "--db", "shop",
                "--json",
            ] + connect)
        #expect(outcome.code == 0, "\(outcome)")
        #expect(try outcome.json()["status"] as? String == "COMPLETED")
    }

    private func lags(_ connect: [String]) async throws -> [Int] {
        let outcome = try await Program.run(["workers", "list", "--json"] + connect)
        let list = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        let items = (list as? [String: Any])?["items"] as? [[String: Any]]
        return try #require(list as? [[String: Any]] ?? items).compactMap { $0["lag"] as? Int }
    }

    private func end(_ roles: [String: RunningProgram]) async {
        for role in roles.values { role.kill(SIGTERM) }
        for (name, role) in roles {
            let outcome = await role.finished(limitSeconds: 30)
            #expect(outcome.code == 0, "\(name): \(outcome.errors)")
        }
    }

    @Test func aPlaceInTheLogWhoseWriterWasKilledHoldsNobodyUp() async throws {
        try await TemporaryFolder.with { folder in
            let stack = try await ConnectedServers()
            let (roles, connect) = try await workers(stack)
            try await openShop(folder, connect)
            let way = try SlowWay(to: TestServers.seaweed ?? "")
            let oms = try stack.role(
                "oms", ["--oms-port", "0"], more: ["MINIO_ENDPOINT_URL": way.url])
            #expect(await oms.reaches(limitSeconds: 60) { oms.output.contains("OMS ready on ") })
            way.hold()
            let url = try address(of: oms, "OMS")
            let lost = Task {
                try await HTTPClient().send(
                    HTTPRequest(
                        "POST", .url(url), path: "/api/v1/instances/shop/async/Item/create",
                        headers: [HTTPHeader("Content-Type", "application/json")],
                        body: Array(#"{"data":{"item_id":"lost","qty":1}}"#.utf8)))
            }
            try await stack.untilSomethingIsReserved()
            oms.kill(SIGKILL)
            way.cut()
            for number in 1...5 { try await create("i-\(number)", connect) }
            await #expect(throws: HTTPClientError.self) { try await lost.value }
            #expect(
                try await bring(to: 0) { try await lags(connect).max() ?? -1 }, "a worker waits")
            let count = try await Program.run(
                ["export", "documents", "--db", "shop", "--canonical=portable"] + connect)
            #expect(count.lines.count == 5, "\(count.output)")
            await end(roles)
            await stack.end()
        }
    }

    private func bring(to wanted: Int, _ look: () async throws -> Int) async throws -> Bool {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            if try await look() == wanted { return true }
        }
        return false
    }

    @Test func aGraphThatHangsForLongerThanASessionIsWaitedFor() async throws {
        try await TemporaryFolder.with { folder in
            let stack = try await ConnectedServers()
            let way = try SlowWay(to: stack.graph.url)
            let (roles, connect) = try await workers(
                stack, ["TERMINUS_SERVER_URL": way.url])
            try await openShop(folder, connect)
            way.hold()
            // Each waits for its end as long as it may, together longer than the session of a Kafka member.
            for key in ["a", "b"] {
                let accepted = try await Program.run(
                    [
                        "instance", "create", "Item", #"{"item_id":"\#(key)","qty":1}"#, "--db",
                        "shop", "--json",
                    ] + connect)
                #expect(accepted.code == 0, "\(accepted)")
                #expect(try accepted.json()["status"] as? String != "COMPLETED")
            }
            #expect(roles.values.allSatisfy { !$0.isOver })
            way.release()
            try await create("after", connect)
            #expect(try await bring(to: 0) { try await lags(connect).max() ?? -1 })
            #expect(roles.values.allSatisfy { !$0.isOver })
            let export = try await Program.run(
                ["export", "graph", "--db", "shop", "--canonical=portable"] + connect)
            #expect(export.lines.count == 3, "\(export.output)")
            await end(roles)
            way.cut()
            await stack.end()
        }
    }

    @Test(
        .enabled(if: TestServers.has("a store that ignores preconditions", TestServers.rclone)))
    func aStoreThatIgnoresThePreconditionIsNoPlaceToStart() async throws {
        let stack = try await ConnectedServers()
        var environment = stack.environment
        environment["MINIO_ENDPOINT_URL"] = TestServers.rclone
        let outcome = try await Program.run(
            ["serve", "oms", "--oms-port", "0"], environment: environment)
        #expect(outcome.code == 1, "\(outcome)")
        #expect(outcome.errors.contains("If-None-Match"), "\(outcome.errors)")
        await stack.end()
    }
}
