// `spice chaos` as a program: it hits processes of itself, finds every promise held, finds a planted fault, and leaves
// nothing behind, also when interrupted.

import Foundation
import TestSupport
import Testing

@Suite(.serialized, .enabled(if: Program.isNamed(for: "spice chaos"))) struct ChaosTests {
    /// Promise, and how often it was broken.
    private func broken(_ outcome: Program.Outcome) throws -> [String: Int] {
        let report = try outcome.json()
        #expect(report["schema"] as? String == "spice-chaos/1")
        let checks = try #require(report["checks"] as? [[String: Any]])
        #expect(checks.count > 12)
        for check in checks {
            #expect((check["examined"] as? Int ?? 0) > 0, "\(check)")
        }
        let pairs = checks.compactMap { check -> (String, Int)? in
            guard let promise = check["promise"] as? String,
                let count = check["violationCount"] as? Int, count > 0
            else { return nil }
            return (promise, count)
        }
        return Dictionary(pairs, uniquingKeysWith: +)
    }

    /// Processes of the program that were started on something in the folder.
    private func strays(_ folder: String) -> [String] {
        let numbers = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return numbers.filter { Int($0) != nil }.compactMap { number in
            let bytes = FileManager.default.contents(atPath: "/proc/\(number)/cmdline")
            let line = String(decoding: bytes ?? Data(), as: UTF8.self)
            return line.contains(folder + "/") && line.contains("\0up\0")
                ? line.replacing("\0", with: " ") : nil
        }
    }

    private func names(_ folder: TemporaryFolder) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
    }

    @Test func everyPartIsHitInEveryWayAndEveryPromiseHolds() async throws {
        try await TemporaryFolder.with { folder in
            let outcome = try await Program.run(
                [
                    "chaos", "lite", "--seconds", "10", "--seed", "1", "--folder", folder.path,
                    "--json",
                ], limitSeconds: 240)
            #expect(outcome.code == 0, "\(outcome)")
            #expect(try broken(outcome) == [:])
            let report = try outcome.json()
            #expect(report["seed"] as? Int == 1)
            #expect((report["steps"] as? [Any])?.count ?? 0 > 25)
            let counts = try #require(report["counts"] as? [String: Int])
            for name in ["class", "create", "update", "patch", "delete", "repeated", "refused"] {
                #expect(counts[name] ?? 0 > 0, "\(name)")
            }
            #expect(try names(folder) == [])
            #expect(strays(folder.path) == [])
        }
    }

    @Test func deliveriesOutOfOrderEndAsInOrder() async throws {
        let outcome = try await Program.run(
            ["chaos", "out-of-order", "--seconds", "5", "--seed", "2", "--json"],
            limitSeconds: 240)
        #expect(outcome.code == 0, "\(outcome)")
        #expect(try broken(outcome) == [:])
        let counts = try #require(try outcome.json()["counts"] as? [String: Int])
        #expect(counts["deliveredAgain"] ?? 0 > 0)
        #expect(counts["deliveredTooLate"] ?? 0 > 0)
    }

    @Test func aLogThatFallsBackIsFoundAndToldHowToRepeat() async throws {
        try await TemporaryFolder.with { folder in
            let outcome = try await Program.run(
                [
                    "chaos", "soak", "--seconds", "5", "--seed", "4", "--plant", "old-log",
                    "--folder", folder.path, "--json",
                ], limitSeconds: 240)
            #expect(outcome.code == 1, "\(outcome)")
            #expect(try broken(outcome)["nothing-lost"] ?? 0 > 0)
            let reproduce = try outcome.json()["reproduce"] as? String
            #expect(reproduce == "spice chaos soak --seconds 5 --seed 4")
            #expect(strays(folder.path) == [])
        }
    }

    @Test func anInterruptedRunLeavesNothingBehind() async throws {
        try await TemporaryFolder.with { folder in
            let program = try RunningProgram([
                "chaos", "soak", "--seconds", "60", "--folder", folder.path,
            ])
            // The first blow has struck: parts live, are stopped or dead.
            #expect(await program.reaches { program.errors.split(separator: "\n").count > 3 })
            program.kill(SIGINT)
            let outcome = await program.finished(limitSeconds: 60)
            #expect(outcome.code == 130, "\(outcome)")
            #expect(try names(folder) == [])
            #expect(strays(folder.path) == [])
        }
    }

    @Test(arguments: [["--seconds", "0"], ["--plant", "rain"], ["--seed", "-1"]])
    func wrongOptionsAreRefused(_ options: [String]) async throws {
        let outcome = try await Program.run(["chaos", "lite"] + options)
        #expect(outcome.code == 2, "\(outcome)")
    }
}
