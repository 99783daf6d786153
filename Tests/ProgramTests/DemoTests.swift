// The main job from outside: one command, real tables, and nothing left behind unless it was asked for.

import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Program.isThere)) struct DemoTests {
    @Test func theDemoAnswersThreeQueriesWithFullNodesAndLeavesNothingBehind() async throws {
        try await TemporaryFolder.with { folder in
            let outcome = try await Program.run(
                ["demo", "--no-console", "--json"], environment: ["TMPDIR": folder.path])
            #expect(outcome.code == 0, "\(outcome.errors)")
            try expectAnswers(try outcome.json())
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(left.isEmpty, "left: \(left)")
        }
    }

    private func expectAnswers(_ report: [String: Any]) throws {
        #expect(report["lag"] as? Int == 0)
        let imported = try #require(report["imported"] as? [String: Any])
        let tables = try #require(imported["tables"] as? [[String: Any]])
        var accepted: [String: Int] = [:]
        for table in tables {
            accepted[try #require(table["className"] as? String)] = table["accepted"] as? Int
        }
        #expect(accepted == (try Tables.all.rows()))
        let queries = try #require(report["queries"] as? [[String: Any]])
        #expect(queries.map { $0["hops"] as? Int } == [2, 3, 4])
        for query in queries {
            let answer = try #require(query["answer"] as? [String: Any])
            #expect(answer["rows"] as? Int ?? 0 > 0)
            let nodes = try #require(answer["nodes"] as? [[String: Any]])
            let badges = nodes.map { ($0["badge"] as? [String: Any])?["status"] as? String }
            #expect(!badges.isEmpty && badges.allSatisfy { $0 == "FULL" })
            let origins = nodes.map { ($0["provenance"] as? [String: Any])?["file"] as? String }
            #expect(origins.allSatisfy { $0?.hasSuffix(".csv") == true })
        }
    }

    @Test func aNamedDirectoryIsKeptAndTheSameTablesChangeNothingAgain() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("data")
            let files = Tables.small.files
            let demo = ["demo", "--no-console", "--json", "--data-dir", path] + files
            let first = try await Program.run(demo)
            #expect(first.code == 0, "\(first.errors)")
            let events = try await Findings.events(path)
            let exports = try await Exports(path, "demo")
            let again = try await Program.run(
                ["import"] + files + ["--db", "demo", "--data-dir", path, "--json"])
            #expect(again.code == 0, "\(again.errors)")
            let tables = try #require(try again.json()["tables"] as? [[String: Any]])
            #expect(tables.allSatisfy { $0["accepted"] as? Int == 0 })
            #expect(tables.allSatisfy { $0["unchanged"] as? Int == $0["rows"] as? Int })
            #expect(try await Findings.events(path) == events)
            #expect(try await Exports(path, "demo") == exports)
        }
    }
}
