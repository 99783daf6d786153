// Three digits behind a comma: a fraction where a zero before it or the rest of the file says so, else thousands.

import JSONText
import Testing

@testable import Inference

@Suite struct DecimalCommaTests {
    /// What the first row of `column` becomes.
    private func first(_ column: Int, _ lines: [String]) throws -> String? {
        let table = try inferred(lines.joined(separator: "\n") + "\n")
        let cells = try #require(table.sample.first)
        return try table.columns[column].reading.parse(cells[column]).plainText
    }

    @Test(arguments: [";", "\t"]) func `nobody groups digits behind a zero`(mark: String) throws {
        let weights = ["2,250", "0,500", "12,125", "3,750"]
        let table = try inferred("weight\(mark)n\n" + weights.map { $0 + mark + "a\n" }.joined())
        #expect(table.columns[0].reading.base == .decimal)
        #expect(try table.columns[0].reading.parse("2,250").plainText == "2.250")
        let loads = try column("load", ["120.000", "0.500", "3.750", "1.250", "2.500"])
        #expect(try loads.reading.parse("120.000").plainText == "120.000")
        #expect(NumberText("0,500")?.styles.contains(.commaGroups) == false)
        #expect(NumberText("-0.500")?.styles.contains(.pointGroups) == false)
        #expect(NumberText("0,500,000") == nil)
    }

    @Test(arguments: ["10,50", "1.200,00", "0,125"])
    func `the rest of the file proves the comma`(proof: String) throws {
        for name in ["Preis", "price"] {
            let lines = ["Gewicht;\(name)", "2,250;\(proof)", "12,125;9,75", "3,750;8,20"]
            #expect(try first(0, lines) == "2.250")
        }
    }

    @Test func `thousands stay thousands in files of either kind`() throws {
        let dutch = ["aantal;prijs", "380.707;10,50", "12.125;9,75", "3.750;8,20"]
        #expect(try first(0, dutch) == "380707")
        let english = ["count;price", "1,500;10.50", "2,300;9.75", "3,750;8.20"]
        #expect(try first(0, english) == "1500")
        // A comma that cuts millions elsewhere speaks for thousands here.
        let both = ["count;people;pair", "1,500;1,234,567;1,5", "2,300;2,000,000;2,5"]
        #expect(try first(0, both) == "1500")
    }
}
