// Telephone numbers say which country they are of, where they do, and stay as they are written.

import JSONText
import Tables
import Testing

@testable import Inference

@Suite struct PhoneCountryTests {
    private func phones(_ values: [String], beside: String = "x") throws -> ColumnInference {
        let rows = values.map { "\(beside);\"\($0)\"\n" }.joined()
        let input = TableInput(.bytes(Array("country;phone\n\(rows)".utf8), name: "p.csv"))
        let table = try #require(try InferenceRun.infer(files: [input]).tables.first)
        return table.columns[1]
    }

    @Test func `a prefix proves the country of each number`() throws {
        let column = try phones([
            "+49 30 901820", "+49 89 21800", "0049 221 4700", "+41 44 632 11 11",
        ])
        #expect(column.reading.semantic == .phone && column.reading.base == .string)
        #expect(column.phoneCountries.map(\.callingCode) == ["49", "41"])
        #expect(column.phoneCountries.map(\.cells) == [3, 1])
        #expect(column.evidence.contains { $0.contains("+49 (DE): 3 numbers by their prefix") })
        #expect(column.evidence.contains { $0.contains("+49 30 901820 would be +4930901820") })
        #expect(try column.reading.parse("+49 30 901820") == "+49 30 901820")
    }

    @Test(arguments: [
        (["(212) 555-0123", "(415) 555-2671", "(646) 555-0199"], "1", "+12125550123"),
        (["01 42 68 53 00", "06 12 34 56 78", "04 91 13 89 00"], "33", "+33142685300"),
        (["020 7946 0958", "01632 960983", "07700 900461"], "44", "+442079460958"),
        (["03-3224-9999", "06-6123-4567", "090-1234-5678"], "81", "+81332249999"),
        (["(11) 98765-4321", "(21) 91234-5678", "(31) 99876-5432"], "55", "+5511987654321"),
    ])
    func `a way of writing that one country has proves it`(
        values: [String], code: String, first: String
    ) throws {
        let column = try phones(values)
        #expect(column.phoneCountries.map(\.callingCode) == [code])
        #expect(column.phoneCountries.first?.proof == .pattern)
        #expect(column.evidence.contains { $0.contains("would be \(first)") })
    }

    @Test func `numbers that say nothing are told of no country, but of the column that does`()
        throws
    {
        let column = try phones(["555-1234", "0451/7063", "89 20 11"], beside: "DE")
        #expect(column.phoneCountries.isEmpty)
        #expect(!column.evidence.contains { $0.contains("E.164") })
        #expect(PhoneCountry.e164("0451/70630", code: "49") == "+4945170630")
        #expect(PhoneCountry.e164("06 6982", code: "39") == "+39066982")
        #expect(PhoneCountry.e164("+44 (0)20 7946 0958") == "+442079460958")
        #expect(PhoneCountry.e164("call 12345678", code: "49") == nil)
        #expect(CallingCodes.code(of: "CH") == "41")
    }

    @Test func `a column of countries beside it is named`() throws {
        let rows = [
            "DE;030 901820", "FR;0142685300", "DE;089 21800", "CH;044 6321111", "IT;06 6982331",
        ]
        let input = TableInput(
            .bytes(
                Array(("country_code;phone\n" + rows.joined(separator: "\n") + "\n").utf8),
                name: "p.csv"))
        let table = try #require(try InferenceRun.infer(files: [input]).tables.first)
        #expect(table.columns[0].reading.semantic == .countryCode)
        #expect(table.columns[1].reading.semantic == .phone)
        #expect(
            table.columns[1].evidence.contains {
                $0.contains("country_code says the country of each row")
            })
    }
}
