// What columns are called where the name of a type is a matter of convention, and how far weak signs carry.

import JSONText
import Testing

@testable import Inference

@Suite struct LabelTests {
    @Test func `a number with a percent sign is a text by its label and a number in store`() throws
    {
        let found = try column("turnout", ["83%", "78%", "N/A", "100%"])
        #expect(found.reading.base == .decimal && found.label == .string)
        #expect(try found.reading.parse("83%") == .integer(83))
    }

    @Test func `numbers of months are dates by their label, numbers per month are not`() throws {
        let months = (1...40).map { "\($0 % 12 + 1)" }
        #expect(try column("MoSold", months).label == .date)
        #expect(try column("month", months).reading.semantic == .month)
        #expect(try column("calls_per_month", months).label == .integer)
        #expect(try column("month", (1...40).map(String.init)).label == .integer)
    }

    @Test(arguments: [["2013-2014", "2012-2013"], ["2013/14", "1999/00"]])
    func `a year and the next one are a year that stays a text`(spans: [String]) throws {
        let found = try column("quality_review", spans + spans)
        #expect(found.reading.semantic == .year && found.label == .date)
        #expect(try found.reading.parse(spans[0]) == .string(spans[0]))
    }

    @Test func `nothing but 0 is a flag that is never set, unless it counts`() throws {
        let zeros = [String](repeating: "0", count: 60)
        #expect(try column("dftLang", zeros).reading.base == .boolean)
        for name in ["refunds", "total_price", "capacity", "item_no"] {
            #expect(try column(name, zeros).reading.base == .integer, "\(name)")
        }
        #expect(try column("dftLang", zeros + [""]).reading.base == .integer)
        #expect(try column("dftLang", ["0", "0", "0"]).reading.base == .integer)
    }

    @Test func `numbers of registers are codes`() throws {
        let found = try column("CIK", (0..<20).map { "\(1800 + $0 * $0 * 77)" })
        #expect(found.reading.base == .string && found.reading.semantic == .identifier)
    }

    @Test func `cells that hold two numbers make a column of texts, remarks do not`() throws {
        let years = (0..<60).map { "\(1900 + $0)" }
        let several = try column(
            "Founded", years + ["2013 (1888)", "1975/1977 (1997)", "1939 (2015)"])
        #expect(several.reading.base == .string)
        let counts = (0..<60).map { "\($0 * 37 + 5)" }
        let noted = try column("pieces", counts + ["see note", "unknown*", "later"])
        #expect(noted.reading.base == .integer && noted.contradictionCount == 3)
    }

    @Test func `a column without a value is a text until one comes`() throws {
        let table = try inferred("id,ARC_State,n\n1,,50\n2, ,61\n3,,72\n4,,83\n")
        let found = try #require(table.columns.first { $0.header == "ARC_State" })
        #expect(found.reading.base == .string)
        #expect(found.evidence.contains { $0.contains("no value in any row") })
        #expect(try found.reading.parse("PA") == .string("PA"))
    }

    @Test func `a reading follows the type that is decided already`() throws {
        let codes = try column("branch", ["12", "345"]).reading.adapted(to: .string)
        #expect(try codes.parse("0012") == .string("0012"))
        let flags = try column("flag", [String](repeating: "0", count: 60)).reading
        #expect(try flags.adapted(to: .integer).parse("7") == .integer(7))
        let bits = try column("n", ["1", "0"]).reading.adapted(to: .boolean)
        #expect(try bits.parse("1") == .bool(true))
        let days = try column("day", ["01.02.2024", "25.02.2024"]).reading
        #expect(days.adapted(to: .string) == days)
    }
}
