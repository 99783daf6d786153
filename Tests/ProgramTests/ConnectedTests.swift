// The program on servers, from outside: each role a process of its own, killed while it works, ends with the same export
// as one process on files. The graph is on TerminusDB's contract server, the rest on what the environment names.

import Foundation
import ServerAdapters
import TestSupport
import Testing

@Suite(
    .serialized,
    .enabled(
        if: Program.isThere
            && TestServers.has(
                "the program on servers", TestServers.postgres, TestServers.seaweed,
                TestServers.noidaElastic, TestServers.redis,
                TestServers.variable("SPICE_TEST_SERVICES"))
    ))
struct ConnectedTests {
    @Test func rolesThatAreKilledWhileTheyWorkEndEqualToTheEmbeddedMode() async throws {
        try await TemporaryFolder.with { folder in
            let embedded = folder.file("embedded")
            let files = Tables.small.files
            let reference = try await Program.run(
                ["import"] + files + ["--db", "demo", "--data-dir", embedded])
            #expect(reference.code == 0, "\(reference.errors)")

            let stack = try await ConnectedServers()
            let migrated = try await Program.run(["migrate"], environment: stack.environment)
            #expect(migrated.code == 0, "\(migrated.errors)")
            let names = [
                "message-relay", "ontology-worker", "instance-worker", "projection-worker",
            ]
            var roles: [String: RunningProgram] = [:]
            for name in names { roles[name] = try stack.role(name) }
            let bff = try stack.role("bff", ["--bff-port", "0"])
            #expect(await bff.reaches(limitSeconds: 60) { bff.output.contains(" ready on ") })
            let address = try #require(
                bff.output.split(separator: "\n").first { $0.hasPrefix("BFF ready on ") })
            let connect = ["--connect", String(address.dropFirst("BFF ready on ".count))]

            let before = stack.graph.requests
            let importing = try RunningProgram(["import"] + files + ["--db", "demo"] + connect)
            // The graph gets its first instances: now two parts die, and others take their place.
            _ = await importing.reaches(limitSeconds: 60) { stack.graph.requests > before + 6 }
            for name in ["instance-worker", "message-relay"] {
                roles[name]?.kill(SIGKILL)
                roles[name] = try stack.role(name)
            }
            // This broker never ends the session of a member that died; when it is started again it knows of none.
            try stack.kafka.cause(.restart)
            let imported = await importing.finished(limitSeconds: 200)
            #expect(imported.code == 0, "\(imported.errors)")

            for model in ["graph", "documents", "lineage"] {
                let export = ["export", model, "--db", "demo", "--canonical=portable"]
                let wanted = try await Program.run(export + ["--data-dir", embedded])
                let before = stack.graph.requests
                let found = try await Program.run(export + connect)
                #expect(wanted.code == 0 && !wanted.output.isEmpty)
                #expect(found.output == wanted.output, "\(model): \(found.errors)")
                guard model == "graph" else { continue }
                // By the page, not by the node; others ask it meanwhile, now and then.
                let asked = stack.graph.requests - before
                let nodes = found.output.split(separator: "\n").count
                print("an export of \(nodes) nodes: \(asked) requests to the graph")
                #expect(asked < nodes / 2)
            }
            for role in roles.values { role.kill(SIGTERM) }
            for (name, role) in roles {
                let end = await role.finished(limitSeconds: 30)
                #expect(end.code == 0, "\(name): \(end.errors)")
            }
            bff.kill(SIGTERM)
            #expect(await bff.finished(limitSeconds: 30).code == 0)
            await stack.end()
        }
    }

    @Test func aLogMovesToTheServersAndBackAlsoWhenItIsKilledOnTheWay() async throws {
        try await TemporaryFolder.with { folder in
            let (first, back) = (folder.file("first"), folder.file("back"))
            let imported = try await Program.run(Tables.all.importing(first))
            #expect(imported.code == 0, "\(imported.errors)")
            let stack = try await ConnectedServers()
            func migrate(_ from: String, _ to: String, _ directory: String) -> [String] {
                ["migrate-data", "--from", from, "--to", to, "--data-dir", directory, "--json"]
            }
            let going = migrate("embedded", "connected", first)
            let told = try await Program.run(going + ["--dry-run"], environment: stack.environment)
            #expect(told.code == 0, "\(told.errors)")
            let expected = try told.json()

            let killed = try RunningProgram(going, environment: stack.environment)
            #expect(
                await killed.reaches(limitSeconds: 60) { killed.errors.contains("copying events") })
            killed.kill(SIGKILL)
            #expect(await killed.finished().code == 128 + SIGKILL)
            let moved = try await Program.run(going, environment: stack.environment)
            #expect(moved.code == 0, "\(moved.errors)")
            let report = try moved.json()
            let there = try #require(report["eventsThere"] as? Int)
            let copied = try #require(report["eventsCopied"] as? Int)
            #expect(there > 0 && copied > 0)
            #expect(there + copied == expected["events"] as? Int)
            #expect(report["logHash"] as? String == expected["logHash"] as? String)
            #expect(report["drifts"] as? Int == 0)
            #expect(report["sourceFiles"] as? Int == Tables.all.files.count)
            try await expectSameModels(first, folder.file("host"), "portable", stack.environment)

            // The copy is the newer one: it does not take in the old one again, but goes back where it came from.
            let home = migrate("connected", "embedded", back)
            let returned = try await Program.run(home, environment: stack.environment)
            #expect(returned.code == 0, "\(returned.errors)")
            #expect(try returned.json()["drifts"] as? Int == 0)
            try await expectSameModels(first, back, "full", [:])
            let verified = try await Program.run(["verify", "--data-dir", back])
            #expect(verified.code == 0, "\(verified.output)")
            await stack.end()
        }
    }

    /// The read models of two engines, the first of which is embedded.
    private func expectSameModels(
        _ first: String, _ second: String, _ form: String, _ environment: [String: String]
    ) async throws {
        for model in ["graph", "documents", "lineage"] {
            let export = ["export", model, "--db", "shop", "--canonical", form, "--data-dir"]
            let wanted = try await Program.run(export + [first])
            let found = try await Program.run(export + [second], environment: environment)
            #expect(wanted.code == 0 && !wanted.output.isEmpty, "\(wanted.errors)")
            #expect(found.output == wanted.output, "\(model): \(found.errors)")
        }
    }
}
