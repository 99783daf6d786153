// The program dies at every named point of an import, once, and the next start comes to the exact end: nothing lost,
// nothing twice. The points that only exist in connected mode are in the simulation.

import Engine
import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Program.isNamed(for: "CrashPointTests"))) struct CrashPointTests {
    private func environment(_ point: String, _ more: [String: String] = [:]) -> [String: String] {
        ["ENABLE_CHAOS_INJECTION": "true", "CHAOS_CRASH_POINT": point].merging(more) { $1 }
    }

    @Test(
        "An import that dies at a point is completed by the same command",
        arguments: CrashPoint.allCases.filter { $0.existsEmbedded && !$0.needsKey })
    func points(_ point: CrashPoint) async throws {
        let tables = Tables.few
        try await TemporaryFolder.with { folder in
            let path = folder.file("data")
            let died = try await Program.run(
                tables.importing(path), environment: environment(point.name))
            #expect(died.code == 42, "\(died)")
            // Still armed: it fires once in a directory.
            let outcome = try await Program.run(
                tables.importing(path), environment: environment(point.name))
            #expect(outcome.code == 0, "\(outcome)")
            try await Findings.expectComplete(path, tables)
        }
    }

    @Test(
        "A command that dies beside its append is there, or is not, and never half",
        arguments: [CrashPoint.omsBeforeAppend, .omsAfterAppend])
    func command(_ point: CrashPoint) async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("data")
            let create = ["db", "create", "shop", "--data-dir", path]
            let died = try await Program.run(
                create, environment: environment(point.name, ["CHAOS_CRASH_EXIT_CODE": "77"]))
            #expect(died.code == 77, "\(died)")
            let isThere = point == .omsAfterAppend
            #expect(try await Findings.events(path) == (isThere ? 2 : 0))
            // 3: it exists already.
            #expect(try await Program.run(create).code == (isThere ? 3 : 0))
            #expect(try await Findings.events(path) == 2)
            try await Findings.expectAgreement(path)
        }
    }

    @Test func otherSpellingsAndRepeatedDeathsWork() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("data")
            let again = environment(
                "instance_worker:before_terminus", ["CHAOS_CRASH_ONCE": "false"])
            for _ in 0..<2 {
                let died = try await Program.run(Tables.few.importing(path), environment: again)
                #expect(died.code == 42, "\(died)")
            }
            #expect(try await Program.run(Tables.few.importing(path)).code == 0)
            try await Findings.expectComplete(path, Tables.few)
        }
    }

    @Test func nothingHappensUnlessItIsEnabled() async throws {
        try await TemporaryFolder.with { folder in
            let outcome = try await Program.run(
                ["db", "create", "shop", "--data-dir", folder.file("data")],
                environment: ["CHAOS_CRASH_POINT": "oms:before_append"])
            #expect(outcome.code == 0, "\(outcome)")
        }
    }

    @Test(
        "A point that would never be reached is refused",
        arguments: ["instance_worker:lunch", "relay:before_publish"])
    func unknown(_ name: String) async throws {
        try await TemporaryFolder.with { folder in
            let outcome = try await Program.run(
                ["db", "create", "shop", "--data-dir", folder.file("data")],
                environment: environment(name))
            #expect(outcome.code == 2, "\(outcome)")
            #expect(outcome.errors.contains(name))
        }
    }
}
