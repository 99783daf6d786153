// Columns onto classes that are there: doubtful ones go nowhere, two never share a property unawares.

import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Program.isThere)) struct MappingProgramTests {
    private func columns(_ mapping: [String: Any]) throws -> [[String: Any]] {
        let file = try #require((mapping["files"] as? [[String: Any]])?.first)
        return try #require(file["columns"] as? [[String: Any]])
    }

    @Test func nothingFitsIsAnAnswerAndARequiredPropertyIsAskedForBeforeAnyRow() async throws {
        try await ImportSite.with { site in
            let ontology = try site.write(
                #"""
                [{"id":"Offer","label":"Offer","primary_key":["record_id"],"properties":[
                  {"name":"record_id","type":"identifier","required":true},
                  {"name":"vendor_part","type":"string","required":true},
                  {"name":"display_name","type":"string"},{"name":"size_band","type":"string"}]}]
                """#, "offer.json")
            _ = try await site.json("ontology", "apply", ontology)
            let file = try site.write(
                "Part;Vendor SKU;Price;Qty\nBolt;V-1;1,50;4\nNut;V-2;0,75;9\n", "offers.csv")
            let out = site.folder.file("mapping.json")
            let map = try await site.json("map", file, "--class", "Offer", "--out", out)
            let columns = try columns(map)
            #expect(columns.count == 4)
            let sku = try #require(columns.first { $0["column"] as? String == "Vendor SKU" })
            #expect(sku["property"] as? String != "record_id")
            for column in columns where column["property"] == nil {
                #expect((column["reasons"] as? [String])?.isEmpty == false)
            }
            let before = try await Findings.events(site.directory)
            let outcome = try await site.run("import", file, "--mapping", out)
            #expect(outcome.code == 1, "\(outcome)")
            #expect(outcome.errors.contains("Offer"))
            #expect(try await Findings.events(site.directory) == before)
        }
    }

    @Test func twoColumnsForOnePropertyAreToldApartAndJoinedOnlyByARule() async throws {
        try await ImportSite.with { site in
            _ = try await site.json(
                "import", try site.write("id,phone\n90,+49 30 900\n91,+49 30 901\n", "person.csv"))
            let rows = (1...10).map { number in
                let phone = number <= 3 ? "+49 30 55\(number)" : ""
                let mobile = number == 2 ? "" : "+49 170 66\(number)"
                return "\(number),\(phone),\(mobile)\n"
            }
            let file = try site.write("id,Phone,Mobile\n" + rows.joined(), "people.csv")
            let out = site.folder.file("mapping.json")
            let map = try await site.json("map", file, "--class", "person", "--out", out)
            let columns = try columns(map)
            let taken = columns.compactMap { $0["property"] as? String }
            #expect(Set(taken).count == taken.count)
            #expect(taken.contains("phone"))
            let joined = try site.write(
                joining(try String(contentsOfFile: out, encoding: .utf8)), "joined.json")
            let report = try await site.json("import", file, "--mapping", joined)
            #expect(try firstTable(report)["accepted"] as? Int == 10)
            let found = try await site.run("query", "person", "--limit", "20", "--json")
            #expect(found.output.matches(of: /\+49 (30|170) (55|66)\d/).count >= 10)
        }
    }

    @Test func anOptionChangesOneDecisionOfAMappingFileAndLeavesTheOthers() async throws {
        try await ImportSite.with { site in
            _ = try await site.json(
                "import", try site.write("id,zip,city\n1,01067,Dresden\n", "place.csv"),
                "--type", "zip=string")
            let file = try site.write("id|zip|where\n2|99084|Erfurt, Germany\n", "places.csv")
            let mapping = try site.write(
                """
                {"format":"spice-mapping/1","files":[{"file":"places.csv","className":"place",\
                "reading":{"delimiter":";","types":{"zip":"string"},\
                "splits":[{"column":"where","separator":", ","into":["town","land"]}]},\
                "columns":[{"column":"where"},{"column":"land"},\
                {"column":"town","property":"city"}]}]}
                """, "m.json")
            let report = try await site.json(
                "import", file, "--mapping", mapping, "--delimiter", "|")
            #expect(try firstTable(report)["accepted"] as? Int == 1)
            let found = try await site.run("query", "place", "--where", "id=2", "--json")
            #expect(found.output.contains(/"city"\s*:\s*"Erfurt"/), "\(found.output)")
        }
    }

    /// The mapping with both telephone columns going to `phone`.
    private func joining(_ text: String) throws -> String {
        var mapping = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        var files = try #require(mapping["files"] as? [[String: Any]])
        files[0]["columns"] = try #require(files[0]["columns"] as? [[String: Any]]).map { column in
            guard ["Phone", "Mobile"].contains(column["column"] as? String ?? "") else {
                return column
            }
            return column.merging(["property": "phone", "join": "first_non_empty"]) { $1 }
        }
        mapping["files"] = files
        return String(decoding: try JSONSerialization.data(withJSONObject: mapping), as: UTF8.self)
    }

    @Test func aMappingIsFoundAgainByItsColumns() async throws {
        try await ImportSite.with { site in
            _ = try await site.json(
                "import", try site.write("Nr;Titel;Preis\n1;A;2,5\n2;B;3,5\n", "export1.csv"))
            let other = try site.write("PREIS;nr;titel\n4,5;3;C\n9,5;4;D\n", "export2.csv")
            let report = try await site.json(
                "import", other, "--mapping", "auto", "--dry-run")
            let table = try firstTable(report)
            #expect(table["mapping"] as? String == "saved")
            #expect(table["mappedColumns"] as? Int == 3)
            #expect(table["className"] as? String == "export1")
        }
    }
}
