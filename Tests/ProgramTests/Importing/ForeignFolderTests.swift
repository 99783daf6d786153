// A folder of files as foreign programs write them, in other encodings, delimiters and number formats, becomes a graph
// that answers questions, without a word of mapping by hand.

import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Program.isThere)) struct ForeignFolderTests {
    private static let towns = ["Köln", "München", "Zürich", "Saarbrücken", "Görlitz"]

    /// Customers in Windows-1252, orders below a report's head, items with two-character delimiters, articles in UTF-16.
    private func files(_ site: ImportSite) throws -> [String] {
        let customers = (1...30).map { number in
            "\(1000 + number);\"Müller \(number)\";\(Self.towns[number % 5]);0\(number % 9 + 1).03.20\(10 + number % 14)\r\n"
        }
        let orders = (1...80).map { number in
            "B-\(7000 + number);\(1001 + number * 7 % 30);\(number % 28 + 1).11.2023;\(number).\(100 + number * 7 % 900),50\r\n"
        }
        let items = (1...150).map { number in
            "B-\(7001 + number % 80)::\(10 + number % 12)::\(number % 9 + 1)\n"
        }
        let articles = (10...21).map { "\($0)\tTeil Nr. \($0)\t0,\($0) kg\n" }
        let head = "Auswertung;;;\r\nStand 30.11.2023;;;\r\n\r\n"
        let latin = ("Kundennr;Name;Ort;Kunde seit\r\n" + customers.joined())
            .data(using: .windowsCP1252)
        let wide = "ArtikelNr\tBezeichnung\tGewicht\n" + articles.joined()
        let units: [UInt8] =
            [0xFF, 0xFE] + wide.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        return [
            try site.write(Array(try #require(latin)), "Kunden.csv"),
            try site.write(
                head + "Bestellnr;Kundennr;Datum;Betrag\r\n" + orders.joined(), "Bestellungen.csv"),
            try site.write("Bestellnr::ArtikelNr::Menge\n" + items.joined(), "Positionen.txt"),
            try site.write(units, "Artikel.tsv"),
        ]
    }

    @Test func becomesAGraphThatAnswers() async throws {
        try await ImportSite.with { site in
            let files = try files(site)
            let proposal = try await Program.run(
                ["infer"] + files + ["--ontology", "--data-dir", site.directory])
            #expect(proposal.code == 0, "\(proposal)")
            let ontology = try site.write(proposal.output, "ontology.json")
            let applied = try await site.json("ontology", "apply", ontology)
            #expect((applied["created"] as? [String])?.count == 4)
            let outcome = try await Program.run(site.arguments(["import"] + files))
            #expect(outcome.code == 0, "\(outcome)")
            let counts = try await site.counts()
            #expect(counts["Kunden"] == 30)
            #expect(counts["Bestellungen"] == 80)
            #expect(counts["Artikel"] == 12)
            #expect(counts["Positionen"] == 150)
            let answer = try await site.run(
                "query", "Kunden", "<Kundennr:Bestellungen", "--where", "Kundennr=1008",
                "--provenance", "--json")
            #expect(answer.code == 0, "\(answer)")
            #expect(answer.output.contains("Müller 8"))
            #expect(answer.output.contains("Saarbrücken"))
            #expect(answer.output.contains("B-7001"))
            #expect(answer.output.contains("1107.50"), "1.107,50 of the file")
            #expect(answer.output.contains("2023-11-02"), "2.11.2023 of the file")
            #expect(answer.output.contains("Kunden.csv"))
        }
    }
}
