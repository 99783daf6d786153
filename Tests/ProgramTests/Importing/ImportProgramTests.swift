// Imports through the built program: killed and run again, tried dry, refused rows mended, taken back.

import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Program.isThere)) struct ImportProgramTests {
    @Test func anImportThatIsKilledHalfWayEndsWithoutDoublesAndAThirdRunSaysNothingNew()
        async throws
    {
        try await ImportSite.with { site in
            let count = Settings.number("SPICE_TEST_ROWS", default: 3000)
            let rows = (1...count).map { "o\($0),2024-01-\($0 % 28 + 10),\($0 % 97).50\n" }.joined()
            let file = try site.write("order_id,placed_on,amount\n" + rows, "orders.csv")
            let first = try RunningProgram(site.arguments(["import", file]))
            _ = await first.reaches { first.errors.contains("creating") }
            first.kill(SIGKILL)
            #expect(await first.finished().code != 1)
            let second = try await site.run("import", file)
            #expect(second.code == 0, "\(second)")
            #expect(try await site.counts() == ["orders": count])
            let events = try await Findings.events(site.directory)
            // A command and one answer for the database, the class and each row.
            #expect(events == (2 + count) * 2)
            let third = try await site.run("import", file)
            #expect(third.code == 0)
            #expect(third.output.contains("nothing new"))
            #expect(try await Findings.events(site.directory) == events)
        }
    }

    @Test func aDryRunTellsTheSameAsARealOneAndMendedRowsAreTakenIn() async throws {
        try await ImportSite.with { site in
            let rows = (1...200).map { number in
                let price = number.isMultiple(of: 20) ? "n.n." : "\(number).25"
                return "p\(number),Part \(number),\(price)\n"
            }
            let file = try site.write("part_id,title,price\n" + rows.joined(), "parts.csv")
            _ = try await site.json("import", try site.write("id,n\n1,2\n", "seed.csv"))
            let before = try await Findings.events(site.directory)
            let dry = try await site.json("import", file, "--dry-run", code: 1)
            #expect(try await Findings.events(site.directory) == before)
            let refused = site.folder.file("refused.csv")
            let real = try await site.json("import", file, "--rejects", refused, code: 1)
            #expect(told(dry) == told(real))
            #expect(told(real).count == 10)
            #expect(told(real).first == "21 price 21")
            #expect(try firstTable(real)["accepted"] as? Int == 190)
            let text = try String(contentsOfFile: refused, encoding: .utf8)
            #expect(text.split(separator: "\n").count == 11)
            let mended = try site.write(text.replacing(",n.n.,", with: ",0.75,"), "mended.csv")
            let again = try await site.json("import", mended, "--mapping", "auto")
            #expect(try firstTable(again)["mapping"] as? String == "saved")
            #expect(try await site.counts()["parts"] == 200)
        }
    }

    /// Row, column and line of each refused row.
    private func told(_ report: [String: Any]) -> [String] {
        (report["rejections"] as? [[String: Any]] ?? []).map { item in
            ["row", "column", "line"].map { "\(item[$0] ?? "-")" }.joined(separator: " ")
        }
    }

    @Test func aWholeImportIsTakenBackOnce() async throws {
        try await ImportSite.with { site in
            let first = try site.write(
                "id,name,price\n1,Ann,1.5\n2,Bob,2.5\n3,Cy,3.5\n", "person.csv")
            _ = try await site.json("import", first)
            let folder = site.folder.path + "/later"
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            let second = try site.write(
                "id,name,price\n2,Bob,9.5\n3,Cy,3.5\n4,Di,4.5\n", "later/person.csv")
            let upsert = try await site.json("import", second, "--mode", "upsert")
            let table = try firstTable(upsert)
            #expect(table["accepted"] as? Int == 1)
            #expect(table["updated"] as? Int == 1)
            let id = try #require(table["importID"] as? String)
            let undone = try await site.json("imports", "undo", id)
            #expect(undone["deleted"] as? Int == 1)
            #expect(undone["restored"] as? Int == 1)
            #expect(try await site.counts() == ["person": 3])
            let events = try await Findings.events(site.directory)
            let again = try await site.json("imports", "undo", id)
            #expect(again["deleted"] as? Int == 0)
            #expect(again["restored"] as? Int == 0)
            #expect(try await Findings.events(site.directory) == events)
            let bob = try await site.run("query", "person", "--where", "id=2", "--json")
            #expect(bob.output.contains(/"price"\s*:\s*2\.5/))
            #expect(!bob.output.contains(/"price"\s*:\s*9\.5/))
        }
    }
}
