// The power goes at a counted operation, and only what was flushed is left: acknowledged commands are there, and the
// read models never show what the log does not hold. That the check can fail is shown by a disk that lies about
// flushing. `SPICE_TEST_POWER_LOSSES` sets the number of runs.

import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Program.isNamed(for: "power loss") && FaultyDisk.isThere)) struct PowerLossTests
{
    @Test(arguments: [false, true])
    func anImportThatLosesPowerIsCompletedByTheNextOne(isTorn: Bool) async throws {
        let tables = Tables.small
        let total = try await TemporaryFolder.with { folder in
            let disk = try FaultyDisk(folder)
            let outcome = try await Program.run(
                tables.importing(disk.live), environment: try disk.environment())
            try #require(outcome.code == 0, "\(outcome)")
            // The counted disk itself is whole.
            try await Findings.expectComplete(disk.disk, tables)
            return try disk.operations()
        }
        let runs = Settings.number("SPICE_TEST_POWER_LOSSES", default: 4)
        var dice = Dice(seed: Settings.seed)
        for _ in 0..<runs {
            let point = dice.number(in: 1...total)
            let seed = isTorn ? dice.number(in: 1...1_000_000) : nil
            try await loseImport(tables, point, seed)
        }
    }

    private func loseImport(_ tables: Tables, _ point: Int, _ seed: Int?) async throws {
        try await TemporaryFolder.with { folder in
            let disk = try FaultyDisk(folder)
            let lost = try await Program.run(
                tables.importing(disk.live),
                environment: try disk.environment(crashAt: point, tornBy: seed))
            #expect([0, 128 + SIGKILL].contains(lost.code), "at \(point): \(lost)")
            let outcome = try await Program.run(tables.importing(disk.disk))
            #expect(outcome.code == 0, "at \(point), torn by \(seed ?? 0): \(outcome)")
            try await Findings.expectComplete(disk.disk, tables)
        }
    }

    @Test(arguments: [false, true])
    func acknowledgedCommandsOutliveThePower(isTorn: Bool) async throws {
        var dice = Dice(seed: Settings.seed &+ 1)
        for _ in 0..<Settings.number("SPICE_TEST_POWER_LOSSES", default: 4) {
            let point = dice.number(in: 60...400)
            let seed = isTorn ? dice.number(in: 1...1_000_000) : nil
            let verdict = try await writeUntilDark(crashAt: point, tornBy: seed)
            #expect(verdict.lost == [], "at \(point), torn by \(seed ?? 0)")
            #expect(verdict.agrees, "at \(point), torn by \(seed ?? 0)")
        }
    }

    @Test func theCheckNoticesADiskThatLiesAboutFlushing() async throws {
        let verdict = try await writeUntilDark(crashAt: 300, liesFrom: 1)
        #expect(verdict.acknowledged > 0)
        #expect(!verdict.lost.isEmpty)
    }

    private struct Verdict {
        var acknowledged: Int
        var lost: [Int]
        var agrees: Bool
    }

    /// Sends commands to an engine until the power goes, and looks at what is left.
    private func writeUntilDark(crashAt: Int, tornBy: Int? = nil, liesFrom: Int? = nil)
        async throws -> Verdict
    {
        try await TemporaryFolder.with { folder in
            let disk = try FaultyDisk(folder, holding: try await Tables.small.imported())
            var journal = Journal(database: Tables.small.database)
            let environment = try disk.environment(
                crashAt: crashAt, tornBy: tornBy, liesFrom: liesFrom)
            if let up = try await UpProgram(disk.live, environment: environment) {
                var sent = 0
                while !up.program.isOver, sent < 100 {
                    try await journal.write(up.address)
                    sent += 1
                }
                #expect(sent < 100, "the power did not go")
                _ = await up.program.finished()
            }
            let verify = try await Program.run("verify", "--json", "--data-dir", disk.disk)
            return Verdict(
                acknowledged: journal.acknowledged.count,
                lost: try await journal.lost(in: disk.disk),
                agrees: verify.code == 0)
        }
    }

    @Test func aFullDiskRefusesWritesAndGoesOnOnceThereIsSpace() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.file("live")
            try await Tables.small.imported().copy(to: path)
            let full = folder.file("full")
            let environment = [
                "LD_PRELOAD": try #require(FaultyDisk.library), "FAULT_DIR": path,
                "FAULT_FULL": full,
            ]
            let up = try #require(try await UpProgram(path, environment: environment))
            var journal = Journal(database: Tables.small.database)
            #expect(try await journal.write(up.address))
            let before = try await Program.run("status", "--json", "--connect", up.address).json()
            try Data().write(to: URL(filePath: full))
            for _ in 0..<3 {
                let refused = try await Program.run(journal.next(up.address))
                #expect(refused.code == 1, "\(refused)")
                #expect(refused.errors.contains("[storage_full]"), "\(refused.errors)")
            }
            let during = try await Program.run("status", "--json", "--connect", up.address).json()
            #expect(during["events"] as? Int == before["events"] as? Int)
            try FileManager.default.removeItem(atPath: full)
            #expect(try await journal.write(up.address), "it goes on without a restart")
            #expect(await up.stop().code == 0)
            #expect(try await journal.lost(in: path) == [])
            try await Findings.expectAgreement(path)
        }
    }
}
