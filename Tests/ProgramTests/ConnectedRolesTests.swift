// Roles that do without each other's servers, and a rebuild among processes: the workers of others stand still for it, also
// when the process that makes the model again is killed.

import Foundation
import JSONText
import ServerAdapters
import TestSupport
import Testing

extension ConnectedTests {
    @Test func aRoleStartsAndIsReadyWithoutTheServersThatItDoesNotNeed() async throws {
        let stack = try await ConnectedServers()
        let away = [
            "ELASTICSEARCH_URL": "http://127.0.0.1:1", "KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:1",
        ]
        let served = try await ServedProgram(
            try stack.role("oms", ["--oms-port", "0"], more: away), [.oms])
        var ready = try await served.ask("GET", "/ready")
        // The first look at the servers may still be under way.
        while ready.status != 200, ready.text.contains("not asked yet") {
            ready = try await served.ask("GET", "/ready")
        }
        #expect(ready.status == 200, "\(ready.text)")
        #expect(ready.text.contains("goes on without it"), "\(ready.text)")
        let accepted = try await served.ask(
            "POST", "/api/v1/database/create", #"{"name":"shop"}"#)
        #expect(accepted.status == 202, "\(accepted.text)")
        await served.stop()
        await stack.end()
    }

    private func roles(_ stack: ConnectedServers) throws -> [RunningProgram] {
        try ["message-relay", "ontology-worker", "instance-worker", "projection-worker"].map {
            try stack.role($0)
        }
    }

    private func bff(_ stack: ConnectedServers, more: [String: String] = [:]) async throws
        -> (program: RunningProgram, connect: [String])
    {
        let bff = try stack.role("bff", ["--bff-port", "0"], more: more)
        #expect(await bff.reaches(limitSeconds: 60) { bff.output.contains(" ready on ") })
        let line = try #require(
            bff.output.split(separator: "\n").first { $0.hasPrefix("BFF ready on ") })
        return (bff, ["--connect", String(line.dropFirst("BFF ready on ".count))])
    }

    /// The worker of the documents, as another process sees it.
    private func documents(_ connect: [String]) async throws -> JSON {
        let outcome = try await Program.run(["workers", "--json"] + connect)
        let workers = try JSON(parsing: Array(outcome.output.utf8))
        let rows = workers.array ?? workers["workers"]?.array ?? []
        return rows.first { $0["name"]?.string == "documents" } ?? .null
    }

    @Test func aRebuildStopsTheWorkersOfOtherProcessesAlsoWhenItIsKilled() async throws {
        let stack = try await ConnectedServers()
        let migrated = try await Program.run(["migrate"], environment: stack.environment)
        #expect(migrated.code == 0, "\(migrated.errors)")
        let workers = try roles(stack)
        let way = try SlowWay(to: TestServers.noidaElastic ?? "")
        let (first, toFirst) = try await bff(stack, more: ["ELASTICSEARCH_URL": way.url])
        let imported = try await Program.run(
            ["import"] + Tables.few.files + ["--db", "shop"] + toFirst)
        #expect(imported.code == 0, "\(imported.errors)")
        let export = ["export", "documents", "--db", "shop", "--canonical=portable"]
        let before = try await Program.run(export + toFirst)
        #expect(before.code == 0 && !before.output.isEmpty, "\(before.errors)")

        // It hangs as soon as it wants something of the search server, and is killed there.
        way.hold()
        let hanging = try RunningProgram(["rebuild", "documents"] + toFirst)
        let (second, toSecond) = try await bff(stack)
        var worker = try await documents(toSecond)
        for _ in 0..<300 where worker["state"]?.string != "paused" {
            worker = try await documents(toSecond)
        }
        #expect(
            worker["lastError"]?.string?.contains("spice rebuild documents") == true, "\(worker)")
        first.kill(SIGKILL)
        _ = await first.finished()
        _ = await hanging.finished()
        way.cut()
        // What it began is given up after a while; the test does not wait for that.
        let pool = PostgresPool(
            PostgresSettings(url: stack.environment["POSTGRES_URL"] ?? "", connections: 1))
        _ = try await pool.run(
            "UPDATE spice_event_registry.leases SET is_held = false WHERE name = 'rebuild'")
        pool.close()
        worker = try await documents(toSecond)
        #expect(worker["state"]?.string == "paused", "nobody works on it meanwhile")
        #expect(try await Program.run(export + toSecond).output == before.output)

        let rebuilt = try await Program.run(["rebuild", "documents"] + toSecond)
        #expect(rebuilt.code == 0, "\(rebuilt.errors)")
        #expect(try await Program.run(export + toSecond).output == before.output)
        let more = try await Program.run(["db", "create", "later"] + toSecond)
        #expect(more.code == 0, "\(more.errors)")
        let verified = try await Program.run(["verify"] + toSecond)
        #expect(verified.code == 0, "\(verified.output)")
        for program in workers + [second] {
            program.kill(SIGTERM)
            #expect(await program.finished(limitSeconds: 30).code == 0)
        }
        await stack.end()
    }
}
