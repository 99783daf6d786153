// Keys of tables that people kept: a value that came twice, a cell that was left empty, and sets of columns that are
// unique by chance only.

import Tables
import Testing

@testable import Inference

@Suite struct NearKeyTests {
    private func input(_ name: String, _ text: String) -> TableInput {
        TableInput(.bytes(Array(text.utf8), name: name))
    }

    private func key(_ text: String, name: String) throws -> PrimaryKey? {
        try InferenceRun.infer(files: [input(name, text)]).keys.primaryKeys.first
    }

    private let customers = """
        Kunden-Nr;Firma;Ort;Aktiv;Umsatz
        10001;Müller GmbH;Berlin;ja;1.234,50
        10002;Schmidt AG;Köln;ja;980,00
        10003;Weber KG;München;nein;12.000,00
        10003;Weber KG (alt);München;ja;11.500,00
        10004;Fischer & Co;Hamburg;ja;77,10
        10005;Bäckerei Lang;Bremen;nein;450,00
        10006;Autohaus Krämer;Dresden;ja;8.250,99

        """

    @Test(arguments: ["kunden.csv", "export.csv"])
    func `a value that came twice does not make a flag part of the key`(name: String) throws {
        let key = try #require(try key(customers, name: name))
        #expect(key.columns == ["Kunden-Nr"])
        let defects = try #require(key.defects)
        #expect(defects.repeatedRows == 1 && defects.isExact && defects.emptyRows == 0)
        #expect(defects.examples.map(\.text) == ["10003"])
        #expect(defects.examples.map(\.firstRow) == [4])
        #expect(key.evidence.contains { $0.contains("10003 (2 times, first in row 4)") })
    }

    @Test func `rows that came twice as a whole leave the key what it is`() throws {
        let key = try #require(
            try key(
                """
                Personalnr,Name,Abteilung,Eintritt
                P001,Anna Wolf,Vertrieb,01.02.2015
                P002,Jan Berg,Vertrieb,15.03.2018
                P003,Eva Stein,IT,01.07.2019
                P004,Tom Haas,IT,25.11.2020
                P002,Jan Berg,Vertrieb,15.03.2018
                P005,Ida Kern,Einkauf,01.01.2021

                """, name: "mitarbeiter.csv"))
        #expect(key.columns == ["Personalnr"])
        #expect(key.defects?.repeatedRows == 1)
    }

    @Test func `a key that one row lacks is told so`() throws {
        let rows = (1...30).map { "\($0 == 17 ? "" : "\(900 + $0 * 7)"),n\($0 % 9),\($0 % 4)\n" }
        let key = try #require(try key("order_no,town,state\n" + rows.joined(), name: "orders.csv"))
        #expect(key.columns == ["order_no"])
        #expect(key.defects?.emptyRows == 1 && key.defects?.repeatedRows == 0)
        #expect(key.evidence.contains { $0.contains("1 row has none") })
    }

    @Test func `what recurs often is no key`() throws {
        let rows = (0..<60).map { "\(500 + $0 / 2),\($0 / 2 % 3),\($0 % 4 < 2 ? "Y" : "N")\n" }
        #expect(try key("order_id,kind,express\n" + rows.joined(), name: "orders.csv") == nil)
    }

    @Test func `answers that happen to differ make no key`() throws {
        let rows = ["18-29,m,yes", "30-44,f,no", "45+,m,no", "18-29,f,maybe", "30-44,m,yes"]
        let found = try key(
            "age_group,gender,answer\n" + rows.joined(separator: "\n") + "\n", name: "survey.csv")
        #expect(found == nil)
    }

    @Test func `lines of orders keep their two columns, however few orders have several`() throws {
        let lines = (0..<40).map { order in
            "\(7000 + order),1,S\(order % 7)\n" + (order % 20 == 3 ? "\(7000 + order),2,S1\n" : "")
        }
        let key = try key("order_id,line_no,sku\n" + lines.joined(), name: "order_lines.csv")
        #expect(key?.columns == ["order_id", "line_no"])
    }

    @Test func `a link leads to a key with a repeated value`() throws {
        let orders = """
            Auftrag-Nr;Kunden-Nr;Datum
            501;10003;01.02.2024
            502;10001;13.02.2024
            503;10006;15.02.2024
            504;10003;17.02.2024

            """
        let result = try InferenceRun.infer(
            files: [input("kunden.csv", customers), input("auftrag.csv", orders)])
        let link = try #require(result.keys.foreignKeys.first { $0.table == "auftrag.csv" })
        #expect(link.target == "kunden.csv" && link.targetColumns == ["Kunden-Nr"])
        #expect(link.cardinality == .manyToOne && link.kind == .foreignKey)
        let proposed = result.proposal.classes.first { $0.table == "auftrag.csv" }
        #expect(proposed?.links.map(\.targetClass) == ["kunden"])
    }

    @Test(arguments: ["Kundennummer", "Personalnr", "Artikelnummer", "klantnummer"])
    func `numbers of things are keys in one word too`(name: String) {
        #expect(KeyNames.core(NameTokens.split(name)).1)
    }

    @Test(arguments: ["Telefonnummer", "Hausnr", "Faxnummer"])
    func `numbers of telephones and houses are none`(name: String) {
        #expect(!KeyNames.core(NameTokens.split(name)).1)
    }
}
