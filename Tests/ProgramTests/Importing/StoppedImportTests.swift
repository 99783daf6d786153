// Imports and undos that end half way, by ctrl-C or by death: what is told, and that the same command finishes them.

import Foundation
import Testing

@Suite(.enabled(if: Program.isNamed(for: "imports that are stopped"))) struct StoppedImportTests {
    private static let rows = 6000

    private func file(_ site: ImportSite) throws -> String {
        let lines = (1...Self.rows).map { "o\($0),2024-01-\($0 % 19 + 10),\($0 % 97).50\n" }
        return try site.write("order_id,placed_on,amount\n" + lines.joined(), "orders.csv")
    }

    private func importID(_ site: ImportSite) async throws -> String {
        let list = try await site.json("imports", "list")
        let items = try #require(list["items"] as? [[String: Any]])
        return try #require(items.last?["id"] as? String)
    }

    @Test func anUndoThatDiesHalfWayIsFinishedByTheNextWithoutDoubles() async throws {
        try await ImportSite.with { site in
            #expect(try await site.run("import", try file(site)).code == 0)
            let events = try #require(try await Findings.events(site.directory))
            let id = try await importID(site)
            // Twelve appends of 512 rows; it dies behind the fourth.
            let died = try await Program.run(
                site.arguments(["imports", "undo", id]),
                environment: [
                    "ENABLE_CHAOS_INJECTION": "true", "CHAOS_CRASH_POINT": "oms:after_append",
                    "CHAOS_CRASH_AFTER": "3",
                ])
            #expect(died.code == 42, "\(died)")
            let left = Self.rows - (4 * 512 - 1)
            #expect(try await site.counts() == ["orders": left])
            let rest = try await site.json("imports", "undo", id)
            #expect(rest["deleted"] as? Int == left)
            #expect(rest["unchanged"] as? Int == Self.rows - left)
            #expect(try await site.counts() == ["orders": 0])
            // A command and one answer for each row, and for the note that the import is undone.
            #expect(try await Findings.events(site.directory) == events + 2 * Self.rows + 2)
            let again = try await site.json("imports", "undo", id)
            #expect(again["deleted"] as? Int == 0)
            #expect(try await Findings.events(site.directory) == events + 2 * Self.rows + 2)
            try await Findings.expectAgreement(site.directory)
        }
    }

    @Test func anUndoThatIsKilledAtAnyMomentIsFinishedByTheNext() async throws {
        try await ImportSite.with { site in
            #expect(try await site.run("import", try file(site)).code == 0)
            let id = try await importID(site)
            for _ in 0..<3 {
                let running = try RunningProgram(site.arguments(["imports", "undo", id]))
                _ = await running.reaches { running.errors.contains("undoing") }
                running.kill(SIGKILL)
                _ = await running.finished()
            }
            let last = try await site.json("imports", "undo", id)
            let done = [last["deleted"], last["unchanged"]].compactMap { $0 as? Int }
            #expect(done.reduce(0, +) == Self.rows)
            #expect(last["keptCount"] as? Int == 0)
            #expect(try await site.counts() == ["orders": 0])
            try await Findings.expectAgreement(site.directory)
        }
    }

    @Test func ctrlCEndsAnImportWithTheWaysOn() async throws {
        try await ImportSite.with { site in
            let file = try file(site)
            let running = try RunningProgram(site.arguments(["import", file]))
            _ = await running.reaches { running.errors.contains("creating instances") }
            running.kill(SIGINT)
            let stopped = await running.finished()
            #expect(stopped.code == 130, "\(stopped)")
            #expect(stopped.errors.contains("the import was stopped in orders.csv"), "\(stopped)")
            let id = try await importID(site)
            #expect(stopped.errors.contains("spice imports undo \(id) --db shop"), "\(stopped)")
            let rest = try await site.json("import", file)
            let table = try firstTable(rest)
            let done = [table["accepted"], table["unchanged"]].compactMap { $0 as? Int }
            #expect(done.reduce(0, +) == Self.rows)
            #expect(try await site.counts() == ["orders": Self.rows])
        }
    }

    @Test func ctrlCEndsAnUndoWithTheWaysOn() async throws {
        try await ImportSite.with { site in
            let file = try file(site)
            #expect(try await site.run("import", file).code == 0)
            let id = try await importID(site)
            let running = try RunningProgram(site.arguments(["imports", "undo", id]))
            _ = await running.reaches { running.errors.contains("undoing") }
            running.kill(SIGINT)
            let stopped = await running.finished()
            #expect(stopped.code == 130, "\(stopped)")
            #expect(stopped.errors.contains("the undo of \(id) was stopped"), "\(stopped)")
            #expect(stopped.errors.contains("goes on from there"), "\(stopped)")
            #expect(try await site.run("imports", "undo", id).code == 0)
            #expect(try await site.counts() == ["orders": 0])
        }
    }

    @Test func ctrlCEndsReadingAndNothingIsThere() async throws {
        try await ImportSite.with { site in
            let lines = (1...60_000).map { "o\($0);2024-01-\($0 % 19 + 10);€ \($0 % 97),50\n" }
            let file = try site.write("order_id;placed_on;amount\n" + lines.joined(), "orders.csv")
            let running = try RunningProgram(
                ["infer", file, file, file, file, "--data-dir", site.directory])
            _ = await running.reaches { running.errors.contains("reading files") }
            running.kill(SIGINT)
            let stopped = await running.finished()
            #expect(stopped.code == 130, "\(stopped)")
            #expect(stopped.errors.contains("nothing was written"), "\(stopped)")
            #expect(stopped.output.isEmpty)
        }
    }
}
