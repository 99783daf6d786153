// What people who keep tables by hand write, and what it must not be taken for.

import JSONText
import Tables
import Testing

@testable import Inference

@Suite struct StewardTests {
    @Test(arguments: [["P001", "P002", "P017"], ["P1", "P22", "P3"], ["PT", "P", "P5"]])
    func `codes that begin with P are no lengths of time`(cells: [String]) throws {
        #expect(try column("Personalnr", cells).reading.semantic != .duration)
    }

    @Test(arguments: [["PT5M", "PT1H30M", "P1D"], ["P1Y2M10DT2H30M", "PT0.5S", "P3W"]])
    func `lengths of time by ISO 8601 are some`(cells: [String]) throws {
        #expect(try column("took", cells).reading.semantic == .duration)
    }

    @Test func `document numbers that begin with a year are no telephone numbers`() throws {
        let found = try column("ord", ["2024-0001-0002", "2024-0001-0003", "2023-0002-0001"])
        #expect(found.reading.semantic == .identifier)
    }

    @Test func `versions are no addresses`() throws {
        let cells = ["1.2.3.4", "2.0.0.1", "10.0.0.3"]
        #expect(try column("version", cells).reading.semantic != .ip)
        #expect(try column("peer", cells).reading.semantic == .ip)
    }

    @Test func `what is not finite among numbers is missing, and a word among words`() throws {
        let numbers = try column("val", ["1.5", "NaN", "inf", "-Infinity", "2.25", "7"])
        #expect(numbers.reading.base == .decimal)
        #expect(numbers.statistics.nulls == 3)
        #expect(try numbers.reading.parse("inf") == .null)
        let words = try column("note", ["inf", "info", "see inf", "no inf today", "inf"])
        #expect(try words.reading.parse("inf") == .string("inf"))
    }

    @Test func `a flag may be written in full and by its first letter`() throws {
        let found = try column("Bezahlt", ["ja", "nein", "j", "ja", "N", "nein"])
        #expect(found.reading.base == .boolean)
        #expect(try found.reading.parse("j") == .bool(true))
        #expect(try found.reading.parse("N") == .bool(false))
        let answers = try column("answer", ["yes", "no", "m", "yes", "m", "no"])
        #expect(answers.reading.base == .string)
    }

    @Test func `a short row before the totals is a row where it begins with a code`() throws {
        let table = try inferred(
            """
            Bestell-Nr.;Kunde;Datum;Netto;Bezahlt
            B-2024-0001;Müller;02.01.2024;1.234,50 €;ja
            B-2024-0002;Schmidt;15.01.2024;99,00 €;nein
            B-2024-0003;Weber;28.02.2024;12,5 €;ja
            B-2024-0006;Krämer
            Summe;;;1.346,00 €;

            """)
        #expect(table.rowCount == 4)
        #expect(table.issues.count(.footer) == 1)
        #expect(table.issues.count(.short) == 1)
    }

    @Test func `a line that is refused is not mended too`() throws {
        let table = try inferred(
            (0..<6).map { "{\"id\":\($0),\"a\":\"x\($0)\",\"b\":1}\n" }.joined() + "not json\n",
            name: "t.jsonl")
        #expect(table.issues.count(.notJSON) == 1)
        #expect(table.issues.count(.short) == 0)
    }
}
