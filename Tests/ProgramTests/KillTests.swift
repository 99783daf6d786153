// `kill -9` at moments drawn from a seed: what was acknowledged is there, nothing is there twice, and whoever starts
// again comes to the end. `SPICE_TEST_KILLS` sets the number of kills, `SPICE_TEST_SEED` the seed.

import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Program.isNamed(for: "killed imports"))) struct KillTests {
    @Test func anImportThatIsKilledAgainAndAgainEndsAsAnUndisturbedOne() async throws {
        let tables = Tables.small
        let kills = Settings.number("SPICE_TEST_KILLS", default: 8)
        var dice = Dice(seed: Settings.seed)
        var killed = 0
        while killed < kills {
            try await TemporaryFolder.with { folder in
                let path = folder.file("data")
                // Some kills in one directory, then to the end.
                let here = dice.number(in: 3...6)
                for _ in 0..<here {
                    try await importAndKill(tables, path, &dice)
                    killed += 1
                }
                let outcome = try await Program.run(tables.importing(path))
                #expect(outcome.code == 0, "seed \(Settings.seed): \(outcome)")
                try await Findings.expectComplete(path, tables)
            }
        }
    }

    /// The moment, drawn from the seed, counts from a phase that the program tells, so that it falls into the same
    /// work on a slow machine. An import that has nothing left to do may end before.
    private func importAndKill(_ tables: Tables, _ path: String, _ dice: inout Dice) async throws {
        let phase = ["reading", "creating", "creating", "projecting"][dice.number(in: 0...3)]
        let delay = dice.number(in: 0...150)
        let program = try RunningProgram(tables.importing(path))
        _ = await program.reaches { program.errors.contains(phase) }
        try await Task.sleep(for: .milliseconds(delay))
        program.kill(SIGKILL)
        let outcome = await program.finished()
        #expect([0, 128 + SIGKILL].contains(outcome.code), "\(outcome)")
    }

    @Test func acknowledgedCommandsOutliveTheEnginesThatAcceptedThem() async throws {
        var dice = Dice(seed: Settings.seed)
        let kills = Settings.number("SPICE_TEST_KILLS", default: 8)
        try await TemporaryFolder.with { folder in
            let path = folder.file("data")
            try await Tables.small.imported().copy(to: path)
            var journal = Journal(database: Tables.small.database)
            for _ in 0..<kills {
                let up = try #require(try await UpProgram(path))
                let wanted = dice.number(in: 1...6)
                for _ in 0..<wanted { try await journal.write(up.address) }
                // One more is on its way when the engine dies.
                let last = try RunningProgram(journal.next(up.address))
                try await Task.sleep(for: .milliseconds(dice.number(in: 0...60)))
                up.program.kill(SIGKILL)
                let outcome = await up.program.finished()
                #expect(outcome.code == 128 + SIGKILL)
                journal.note(await last.finished())
            }
            #expect(journal.acknowledged.count >= kills)
            #expect(try await journal.lost(in: path) == [])
            try await Findings.expectAgreement(path)
        }
    }
}
