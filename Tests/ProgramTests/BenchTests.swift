// The benchmark as a program: its answer has the promised shape, and it leaves nothing behind, also when interrupted.
// Nothing is asserted about how fast anything is.

import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Program.isNamed(for: "BenchTests"))) struct BenchTests {
    private func names(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder)
    }

    @Test func aSmallRunAnswersEveryMeasureAndLeavesNothing() async throws {
        try await TemporaryFolder.with { folder in
            let outcome = try await Program.run(
                ["bench", "engine", "--quick", "--rows", "200", "--folder", folder.path, "--json"],
                limitSeconds: 180)
            #expect(outcome.code == 0, "\(outcome)")
            let report = try outcome.json()
            #expect(report["schema"] as? String == "spice-bench/1")
            #expect(report["rows"] as? Int == 200)
            let machine = try #require(report["machine"] as? [String: Any])
            #expect(machine["kernel"] as? String != "")
            let measures = try #require(report["measures"] as? [[String: Any]])
            let values = Dictionary(
                uniqueKeysWithValues: measures.map {
                    ($0["name"] as? String ?? "", $0["values"] as? [Double] ?? [])
                })
            for name in [
                "fsync.p50", "loopback.p50", "accept.p99", "callers.1", "callers.64",
                "import.rate", "import.cpu", "query.3hops.p50", "rebuild.rate",
                "restart.first-answer",
            ] {
                #expect(values[name]?.isEmpty == false, "\(name)")
                #expect(values[name]?.allSatisfy { $0 > 0 } == true, "\(name)")
            }
            #expect((report["notMeasured"] as? [Any])?.isEmpty == false)
            #expect(outcome.errors.contains("importing"), "progress is told on stderr")
            #expect(try names(folder.path).isEmpty)
        }
    }

    @Test func anInterruptedRunTidiesUp() async throws {
        try await TemporaryFolder.with { folder in
            let program = try RunningProgram([
                "bench", "engine", "--quick", "--folder", folder.path,
            ])
            let isAtWork = await program.reaches {
                let folders = (try? names(folder.path)) ?? []
                return folders.contains { name in
                    (try? names(folder.path + "/" + name))?.contains("accepting") == true
                }
            }
            #expect(isAtWork)
            program.kill(SIGINT)
            let outcome = await program.finished(limitSeconds: 60)
            #expect(outcome.code == 130, "\(outcome)")
            #expect(try names(folder.path).isEmpty)
        }
    }

    @Test(arguments: ["0", "99", "many"]) func wrongSizesAreRefused(rows: String) async throws {
        let outcome = try await Program.run("bench", "engine", "--rows", rows)
        #expect(outcome.code == 2, "\(outcome)")
    }
}
