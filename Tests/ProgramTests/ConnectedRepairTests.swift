// What an operator does with servers that are wrong: the doctor's words for each, and the log's index made again after
// Postgres lost its tables.

import Foundation
import HTTPClient
import ServerAdapters
import TestSupport
import Testing

@Suite(
    .serialized,
    .enabled(
        if: Program.isThere
            && TestServers.has(
                "repairs of the connected mode", TestServers.postgres, TestServers.seaweed,
                TestServers.noidaElastic, TestServers.redis,
                TestServers.variable("SPICE_TEST_SERVICES"))
    ))
struct ConnectedRepairTests {
    private struct Check: Hashable {
        var state: String
        var detail: String
        var remedy: String
    }

    private func doctor(_ environment: [String: String]) async throws -> [String: Check] {
        let outcome = try await Program.run(["doctor", "--json"], environment: environment)
        let checks = try #require(try outcome.json()["checks"] as? [[String: Any]])
        var found: [String: Check] = [:]
        for check in checks {
            guard let name = check["name"] as? String, name.hasPrefix("server.") else { continue }
            found[name] = Check(
                state: check["state"] as? String ?? "", detail: check["detail"] as? String ?? "",
                remedy: check["remedy"] as? String ?? "")
        }
        return found
    }

    @Test func theDoctorSaysWhatMendsEachServer() async throws {
        try await TemporaryFolder.with { folder in
            let stack = try await ConnectedServers()
            var environment = stack.environment
            environment["SPICE_DATA_DIR"] = folder.file("data")
            let fresh = try await doctor(environment)
            #expect(fresh["server.postgres"]?.remedy.contains("spice migrate") == true)
            #expect(fresh["server.kafka.topics"]?.remedy.contains("spice migrate") == true)
            #expect(fresh["server.elasticsearch.index"]?.remedy.contains("spice migrate") == true)
            #expect(fresh["server.s3.promises"]?.state == "ok", "\(fresh)")
            _ = try await Program.run(["migrate"], environment: environment)
            let well = try await doctor(environment)
            #expect(well.values.allSatisfy { $0.state == "ok" }, "\(well)")
            #expect(well["server.kafka.topics"]?.detail == "2 partitions each")
            for name in ["postgres", "s3", "elasticsearch", "terminusdb", "redis"] {
                let check = well["server.\(name).clock"]
                #expect(check?.detail.contains("differs by") == true, "\(name): \(well)")
            }
            #expect(well["server.kafka.clock"]?.detail.contains("cannot be asked") == true)
            #expect(well["server.kafka.rights"]?.detail.contains("may create topics") == true)

            let index = try #require(well["server.elasticsearch.index"]?.detail)
            let answer = try await HTTPClient().send(
                HTTPRequest(
                    "PUT", .url(TestServers.noidaElastic ?? ""), path: "/\(index)/_settings",
                    headers: [HTTPHeader("Content-Type", "application/json")],
                    body: Array(#"{"index":{"translog":{"durability":"async"}}}"#.utf8),
                    deadlineSeconds: 20))
            #expect(answer.status == 200, "\(index)")
            let weak = try await doctor(environment)["server.elasticsearch.index"]
            #expect(weak?.state == "warn", "\(weak.debugDescription)")
            #expect(weak?.remedy.contains("index.translog.durability") == true)

            environment["POSTGRES_URL"] = stack.environment["POSTGRES_URL"]?.replacing(
                ":secret@", with: ":wrong@")
            environment["MINIO_SECRET_KEY"] = "wrong"
            environment["SPICE_KAFKA_PARTITIONS"] = "5"
            environment["REDIS_URL"] = "redis://127.0.0.1:1/0"
            environment["ELASTICSEARCH_URL"] = "http://127.0.0.1:1"
            let ill = try await doctor(environment)
            for (name, state, words) in [
                ("postgres", "fail", "password"), ("s3", "fail", "MINIO_SECRET_KEY"),
                ("kafka.topics", "warn", "SPICE_KAFKA_PARTITIONS"),
                ("redis", "warn", "REDIS_URL"),
                ("elasticsearch", "fail", "ELASTICSEARCH_URL"),
            ] {
                let check = ill["server." + name]
                #expect(check?.state == state, "\(name): \(ill)")
                #expect(check?.remedy.contains(words) == true, "\(name): \(ill)")
            }
            await stack.end()
        }
    }

    /// The place that was reserved is closed by whoever comes next, and the command is there once. Then an older copy of
    /// Postgres is put back beside the newer bucket.
    @Test func neitherADeathInAReservationNorAnOlderIndexCostsAnEvent() async throws {
        try await TemporaryFolder.with { folder in
            let stack = try await ConnectedServers()
            var environment = stack.environment
            environment["TERMINUS_SERVER_URL"] = nil
            let settings = environment
            let place = ["--data-dir", folder.file("data")]
            func run(_ arguments: [String], _ more: [String: String] = [:]) async throws
                -> Program.Outcome
            {
                try await Program.run(
                    arguments + place, environment: settings.merging(more) { $1 })
            }
            let died = try await run(
                ["db", "create", "shop"],
                [
                    "ENABLE_CHAOS_INJECTION": "true", "CHAOS_CRASH_POINT": "oms:after_reserve",
                ])
            #expect(died.code == 42, "\(died.errors)")
            // This broker never ends the session of a member that died; when it is started again it knows of none.
            try stack.kafka.cause(.restart)
            let pool = PostgresPool(
                PostgresSettings(
                    url: settings["POSTGRES_URL"] ?? "", connections: 1, applicationName: "test"))
            func states() async throws -> [String] {
                try await pool.run(
                    "SELECT state FROM spice_event_registry.segments ORDER BY segment"
                ).rows.map { $0.text(0) }
            }
            #expect(try await states() == ["open"])
            let again = try await run(["db", "create", "shop"])
            #expect(again.code == 0, "\(again.errors)")
            // The one that died had the relay's lease: what follows is decided when that is over.
            let more = try await run(["db", "create", "more"])
            #expect(more.code == 0, "\(more.errors)")
            let settled = try await states()
            #expect(settled.first == "closed" && settled.count > 2, "\(settled)")
            #expect(settled.dropFirst().allSatisfy { $0 == "recorded" }, "\(settled)")

            for table in ["segments", "event_positions", "idempotency_keys"] {
                _ = try await pool.run(
                    "DELETE FROM spice_event_registry.\(table) WHERE segment > 2")
            }
            _ = try await pool.run("UPDATE spice_event_registry.log_head SET last_segment = 2")
            pool.close()
            let refused = try await run(["db", "create", "other"])
            #expect(refused.code == 1)
            #expect(refused.errors.contains("spice rebuild index"), "\(refused.errors)")
            let rebuilt = try await Program.run(["rebuild", "index"], environment: settings)
            #expect(rebuilt.code == 0, "\(rebuilt.errors)")
            let other = try await run(["db", "create", "other"])
            #expect(other.code == 0, "\(other.errors)")
            let verified = try await run(["verify"])
            #expect(verified.code == 0, "\(verified.output)")
            await stack.end()
        }
    }

    @Test func theIndexIsMadeAgainFromTheSegmentsAlone() async throws {
        try await TemporaryFolder.with { folder in
            let stack = try await ConnectedServers()
            var environment = stack.environment
            environment["TERMINUS_SERVER_URL"] = nil
            let settings = environment
            let place = ["--data-dir", folder.file("data")]
            func run(_ arguments: [String]) async throws -> Program.Outcome {
                try await Program.run(arguments + place, environment: settings)
            }
            let imported = try await run(["import"] + Tables.few.files + ["--db", "shop"])
            #expect(imported.code == 0, "\(imported.errors)")
            let export = ["export", "graph", "--db", "shop", "--canonical=portable"]
            let lineage = ["export", "lineage", "--db", "shop", "--canonical=portable"]
            let before = try await run(export)
            let origins = try await run(lineage)
            #expect(!before.output.isEmpty && !origins.output.isEmpty)

            let pool = PostgresPool(
                PostgresSettings(
                    url: settings["POSTGRES_URL"] ?? "", connections: 1,
                    applicationName: "test"))
            for schema in ["spice_event_registry", "spice_lineage", "spice_audit"] {
                _ = try await pool.run("DROP SCHEMA \(schema) CASCADE")
            }
            pool.close()
            let rebuilt = try await Program.run(
                ["rebuild", "index", "--json"], environment: settings)
            #expect(rebuilt.code == 0, "\(rebuilt.errors)")
            #expect(try #require(try rebuilt.json()["events"] as? Int) > 85)
            let again = try await Program.run(
                ["rebuild", "index", "--json"], environment: settings)
            #expect(again.output == rebuilt.output)

            // The relay publishes the log again, and lineage, which stood in Postgres, fills up.
            let engine = try RunningProgram(["up", "--socket-only"] + place, environment: settings)
            #expect(await engine.reaches(limitSeconds: 60) { engine.output.contains("ready") })
            var filled = try await run(lineage)
            let deadline = ContinuousClock.now + .seconds(60)
            while filled.output != origins.output, ContinuousClock.now < deadline {
                filled = try await run(lineage)
            }
            #expect(filled.output == origins.output, "\(filled.errors)")
            engine.kill(SIGTERM)
            #expect(await engine.finished(limitSeconds: 30).code == 0)
            let after = try await run(export)
            #expect(after.output == before.output, "\(after.errors)")
            // The log goes on after its last number.
            let more = try await run(["db", "create", "later"])
            #expect(more.code == 0, "\(more.errors)")
            let verified = try await run(["verify"])
            #expect(verified.code == 0, "\(verified.output)")
            await stack.end()
        }
    }
}
