// Tables of a few rows, where nearly every column differs from row to row: amounts, measures and prose are no keys, and
// eight digits may be a day.

import JSONText
import Tables
import Testing

@testable import Inference

@Suite struct FewRowsTests {
    private func inferred(_ text: String, name: String = "t.csv") throws -> InferenceResult {
        try InferenceRun.infer(files: [TableInput(.bytes(Array(text.utf8), name: name))])
    }

    private func key(_ text: String) throws -> [String]? {
        try inferred(text).keys.primaryKeys.first?.columns
    }

    @Test func `the number and the line are the key of three lines, not the price`() throws {
        #expect(
            try key("nr,line,sku,qty,price\n1,1,A,2,9.99\n1,2,B,1,19.50\n2,1,A,5,4.00\n")
                == ["nr", "line"])
        #expect(
            try key("Beleg-Nr;Zeile;Preis\nA7;1;1,5\nA7;2;2,5\nB9;1;9,5\n")
                == ["Beleg-Nr", "Zeile"])
    }

    @Test func `who makes a thing is not its key while its own name stands beside`() throws {
        let rows = "Nokia,3310 Classic\nAcme,Rocket Phone\nSiemens,S45 Silver\nSony,Walkman One\n"
        #expect(
            try inferred("brand_name,model_name\n" + rows, name: "phones.csv").keys.primaryKeys
                .first?.columns == ["model_name"])
        let companies = "company_name,product_title\n" + rows
        #expect(
            try inferred(companies, name: "companies.csv").keys.primaryKeys.first?.columns
                == ["company_name"])
    }

    @Test(arguments: [
        "name,price\nx,3.5\ny,2.5\nx,4.5\n",
        "Ort;Umsatz\nBerlin;1.234,50\nKöln;980,00\nBerlin;12.000,00\nKöln;77,10\n",
        "city,total\nA,12\nB,15\nA,19\n",
        "lat,lon\n52.5,13.4\n48.1,11.5\n50.9,6.9\n",
        "wert\n1.5\n2.5\n3.5\n",
        "Menge,Art\n5,a\n7,b\n9,a\n",
        "share,kind\n5 %,a\n7 %,b\n9 %,a\n",
        "city,open\nA,yes\nA,no\n",
        "kind,comment\na,Was late again.\nb,All was well then.\na,Nobody came at all.\n",
    ])
    func `what differs by chance is no key`(text: String) throws {
        #expect(try key(text) == nil)
    }

    @Test func `what names a row is one in a few rows too`() throws {
        #expect(try key("price,item_no\n1.5,77\n2.5,78\n3.5,91\n") == ["item_no"])
        #expect(try key("name,price\nx,1\ny,2\nz,3\n") == ["name"])
        #expect(try key("day,temp\n2024-01-01,3.5\n2024-01-02,4.5\n") == ["day"])
    }

    @Test(arguments: [
        "Buchungsdatum", "Stichtag", "fecha", "day", "日付", "注文日", "ngày", "stand", "x",
    ])
    func `eight digits that are days are read as days`(name: String) throws {
        let result = try inferred("\(name),n\n20240131,a\n20240229,b\n20240131,c\n")
        let column = result.tables[0].columns[0]
        #expect(column.reading.base == .date)
        #expect(column.reading.format == "yyyyMMdd")
        #expect(try column.reading.parse("20240229") == .string("2024-02-29"))
    }

    @Test(arguments: [
        ("order_no", "20240131"), ("id", "20240131"), ("amount", "20240131"), ("x", "20240231"),
        ("x", "18720131"), ("Kundennummer", "20240131"),
    ])
    func `eight digits under a name for numbers, or of no usual year, stay numbers`(
        name: String, value: String
    ) throws {
        let result = try inferred("\(name),n\n\(value),a\n20240201,b\n")
        #expect(result.tables[0].columns[0].reading.base == .integer)
    }

    @Test func `days by their years alone are less sure, and say what else they may be`() throws {
        let column = try inferred("x,n\n20240131,a\n20240229,b\n").tables[0].columns[0]
        #expect(column.confidence <= 0.8)
        #expect(column.evidence.contains { $0.contains("usual years") })
        #expect(column.alternatives.contains { $0.base == .integer })
    }

    @Test func `amounts written in two ways are texts, and two of them are named`() throws {
        let column = try inferred("id;Betrag\n1;12,00 €\n2;$ 13.50\n3;9,10 €\n4;$ 7.25\n")
            .tables[0].columns[1]
        #expect(column.reading.base == .string)
        #expect(column.evidence.contains { $0.contains("12,00 € in row 2, $ 13.50 in row 3") })
    }
}
