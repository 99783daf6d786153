// Amounts and what they are in: no cell loses its currency.

import JSONText
import Tables
import Testing

@testable import Inference

@Suite struct CurrencyTests {
    private func table(_ values: [String]) throws -> TableInference {
        let rows = values.enumerated().map { "\($0 + 1);\($1)\n" }.joined()
        let input = TableInput(.bytes(Array("id;price\n\(rows)".utf8), name: "p.csv"))
        return try #require(try InferenceRun.infer(files: [input]).tables.first)
    }

    @Test func `amounts in several currencies get a column for them`() throws {
        let table = try table(["€12", "$5", "€7,50", "€3", "", "9"])
        #expect(table.columns.map(\.name) == ["id", "price", "price_currency"])
        let price = table.columns[1]
        #expect(price.reading.base == .decimal && price.reading.semantic == .money)
        #expect(price.currencies.map(\.name) == ["EUR", "$"])
        #expect(price.currencies.map(\.cells) == [3, 1])
        #expect(price.currencies.map(\.firstRow) == [2, 3])
        #expect(
            price.evidence.contains { $0.contains("EUR (3 cells), $ (1 cell, first in row 3)") })
        let currency = table.columns[2]
        #expect(currency.reading.base == .string)
        #expect(currency.reading.semantic == nil, "$ is no code")
        #expect([currency.statistics.nulls, currency.statistics.distinct] == [2, 2])
        #expect(table.extended(["2", "$5"]) == ["2", "$5", "$"])
        #expect(table.extended(["6", "9"]) == ["6", "9", ""])
        #expect(table.extended(["7", "x"]) == ["7", "x", ""])
        #expect(table.sample.first == ["1", "€12", "EUR"])
        #expect(table.currencyWarnings.count == 1)
        #expect(table.amounts(of: "price_currency") == "price")
        #expect(table.fileColumns.map(\.name) == ["id", "price"])
    }

    @Test func `signs of one currency alone are its code, so that two ways to write it are one`()
        throws
    {
        let table = try table(["12 €", "EUR 5", "7.5 EUR"])
        #expect(table.columns.map(\.name) == ["id", "price"])
        #expect(table.columns[1].reading.currency == "EUR")
        let codes = try self.table(["CHF 1'200.00", "EUR 5.00", "CHF 7.50"])
        #expect(codes.columns.last?.reading.semantic == .currencyCode)
        #expect(CurrencyName.of(cell: "12 kr.") == "kr")
        #expect(CurrencyName.of(cell: "R$ 1.234,50") == "BRL")
        #expect(CurrencyName.of(cell: "1234.50") == nil)
        #expect(CurrencyName.of(cell: "12 %") == nil)
    }

    @Test func `a column of one currency refuses another, and takes amounts without any`() throws {
        let reading = try table(["€12", "€5", "€7"]).columns[1].reading
        #expect(try reading.parse("€1.5").plainText == "1.5")
        #expect(try reading.parse("3").plainText == "3")
        let fault = #expect(throws: CellFault.self) { try reading.parse("$5") }
        #expect(fault?.code == "CELL_OTHER_CURRENCY")
        #expect(fault?.description.contains("is not in EUR") == true)
    }

    @Test
    func `a name that is taken gets a number, and data sets see only what stands in the file`()
        throws
    {
        let text = "id,price,price_currency\n1,€5,a\n2,$6,b\n3,£7,c\n4,€8,d\n"
        let input = TableInput(.bytes(Array(text.utf8), name: "p.csv"))
        let found = try InferenceRun.infer(files: [input])
        #expect(found.tables[0].columns.map(\.name).last == "price_currency_2")
        #expect(
            found.proposal.classes[0].properties.map(\.name)
                == ["id", "price", "price_currency", "price_currency_2"])
        #expect(try inferred(text).columns.count == 3)
    }
}
