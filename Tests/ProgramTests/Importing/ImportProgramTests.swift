// Imports through the built program: tried dry, refused rows mended, taken back.

import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Program.isThere)) struct ImportProgramTests {
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
            #expect(told(real).first?.hasPrefix("21 price 21 ") == true)
            #expect(told(real).allSatisfy { $0.contains("n.n.") })
            #expect(try firstTable(real)["accepted"] as? Int == 190)
            let text = try String(contentsOfFile: refused, encoding: .utf8)
            #expect(text.split(separator: "\n").count == 11)
            let mended = try site.write(text.replacing(",n.n.,", with: ",0.75,"), "mended.csv")
            let again = try await site.json("import", mended, "--mapping", "auto")
            #expect(try firstTable(again)["mapping"] as? String == "saved")
            #expect(try await site.counts()["parts"] == 200)
        }
    }

    @Test func aRowThatIsTooLongKeepsEveryCellAndIsTakenInWhenItIsMended() async throws {
        try await ImportSite.with { site in
            let good = (3...30).map { "\($0),Part,\($0).5\n" }.joined()
            let long = "2,Nut, hexagonal,2.5,\"a \"\"b\"\"\"\n"
            let file = try site.write(
                "part_id,title,price\n1,Bolt,1.5\n" + long + good, "parts.csv")
            let refused = site.folder.file("refused.csv")
            let report = try await site.json("import", file, "--rejects", refused, code: 1)
            #expect(told(report).count == 1)
            let text = try String(contentsOfFile: refused, encoding: .utf8)
            let lines = text.split(separator: "\n")
            #expect(
                lines.first == "part_id,title,price,spice_row,spice_error,spice_class,spice_extra")
            #expect(lines.last?.hasPrefix("2,Nut,\" hexagonal\",3,") == true, "\(text)")
            // What stood beyond the last column, as a line of its own.
            let extra = #""2.5,""a """"b""""""""#
            #expect(lines.last?.hasSuffix(extra) == true, "\(text)")
            let mended = try site.write(
                text.replacing("Nut,\" hexagonal\"", with: "\"Nut, hexagonal\",2.5"), "parts2.csv")
            let again = try await site.json("import", mended, "--mapping", "auto")
            #expect(try firstTable(again)["accepted"] as? Int == 1)
            #expect(try await site.counts()["parts"] == 30)
        }
    }

    @Test func moreRefusedRowsThanAReportListsAreAllInTheFile() async throws {
        try await ImportSite.with { site in
            let good = "part_id,title,price\n1,Bolt,1.5\n2,Nut,0.5\n"
            _ = try await site.json("import", try site.write(good, "parts.csv"))
            let rows = (10..<1510).map { "\($0),Part,n.n.\n" }.joined()
            let file = try site.write("part_id,title,price\n" + rows, "more.csv")
            let refused = site.folder.file("refused.csv")
            let mapping = try site.write(
                """
                {"format":"spice-mapping/1","files":[{"file":"more.csv","className":"parts",\
                "columns":[]}]}
                """, "m.json")
            let outcome = try await site.run(
                "import", file, "--mapping", mapping, "--rejects", refused)
            #expect(outcome.code == 1)
            let shown = "1 480 more rows (--json lists the first 1 000, --rejects FILE writes all)"
            #expect(outcome.output.contains(shown), "\(outcome.output)")
            let text = try String(contentsOfFile: refused, encoding: .utf8)
            #expect(text.split(separator: "\n").count == 1501)
        }
    }

    @Test func theSentenceAtTheEndTellsNewRowsFromChangedOnesAndNamesTheOtherMode() async throws {
        try await ImportSite.with { site in
            let first = try site.write("id,name,price\n1,Ann,1.5\n2,Bob,2.5\n", "person.csv")
            let made = try await site.run("import", first)
            #expect(made.output.contains("2 instances created in "), "\(made.output)")
            try FileManager.default.createDirectory(
                atPath: site.folder.path + "/later", withIntermediateDirectories: true)
            let later = try site.write("id,name,price\n2,Bob,9.5\n3,Cy,3.5\n", "later/person.csv")
            let refused = try await site.run("import", later)
            #expect(refused.code == 1)
            #expect(refused.output.contains("--mode upsert changes what is there already"))
            let changed = try await site.run("import", later, "--mode", "upsert")
            #expect(changed.output.contains("1 instance updated in "), "\(changed.output)")
        }
    }

    @Test func refusedRowsSayWhatTheyWereToBecomeAndGoThereThoughAnotherClassHasTheirColumns()
        async throws
    {
        try await ImportSite.with { site in
            let head = "part_id,title,price\n"
            let good = (1...30).map { "\($0),Part \($0),\($0).5\n" }.joined()
            _ = try await site.json("import", try site.write(head + good, "bolts.csv"))
            let file = try site.write(head + good + "31,Nut,n.n.\n", "nuts.csv")
            let rejects = site.folder.file("refused.csv")
            _ = try await site.json("import", file, "--rejects", rejects, code: 1)
            let text = try String(contentsOfFile: rejects, encoding: .utf8)
            #expect(text.contains(",nuts,"), "\(text)")
            let mended = try site.write(
                text.replacing("n.n.", with: "0.75", maxReplacements: 1), "m.csv")
            _ = try await site.json("import", mended, "--mapping", "auto")
            #expect(try await site.counts() == ["bolts": 30, "nuts": 31])
        }
    }

    /// Row, column, line and reason of each refused row.
    private func told(_ report: [String: Any]) -> [String] {
        (report["rejections"] as? [[String: Any]] ?? []).map { item in
            ["row", "column", "line", "code", "message"].map { "\(item[$0] ?? "-")" }.joined(
                separator: " ")
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
