// Words for "missing" that are values where the column's own vocabulary has them.

import JSONText
import Testing

@testable import Inference

@Suite struct NullWordTests {
    @Test func `NA is Namibia among codes of countries`() throws {
        let table = try inferred("country_code,n\nNA,1\nDE,2\nFR,3\nUS,4\nNO,5\n")
        let found = table.columns[0]
        #expect(found.reading.semantic == .countryCode && found.statistics.nulls == 0)
        #expect(try found.reading.parse("NA") == .string("NA"))
        #expect(found.evidence.contains { $0.hasPrefix("NA in row 2 is a value") })
    }

    @Test func `where the file writes missing numbers so, NA is none`() throws {
        let table = try inferred("country_code,n\nNA,1\nDE,NA\nFR,3\nUS,4\nNO,5\n")
        #expect(table.columns.map(\.statistics.nulls) == [1, 1])
    }

    @Test func `NA among other texts is still missing`() throws {
        let found = try column("state", ["CA", "NY", "NA", "TX", "FL", "OH"])
        #expect(try found.reading.parse("NA") == .null)
    }

    @Test func `people may be called Nan, and programs write it otherwise`() throws {
        let found = try column("first_name", ["Nan", "Cid", "Nan", "Bob", "Ann"])
        #expect(found.reading.semantic == .personName)
        #expect(try found.reading.parse("Nan") == .string("Nan"))
        let missing = try column("first_name", ["nan", "Cid", "NaN", "Bob", "Ann"])
        #expect(missing.statistics.nulls == 2)
    }
}
