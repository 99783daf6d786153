// Types beyond numbers and dates: recognised, and worth the same at import.

import JSONText
import Testing

@testable import Inference

@Suite struct StructuredTypeTests {
    @Test(arguments: [
        ["{\"w\": 3, \"h\": [1, 2]}", "{}", "{\"a\": null}"],
        ["[1, 2]", "[]", "[{\"a\": \"x, y\"}]"],
    ]) func `JSON texts are imported as the values that they stand for`(cells: [String]) throws {
        let found = try column("payload", cells)
        #expect(found.reading.base == .string)
        #expect(found.reading.semantic == (cells[0].first == "{" ? .object : .array))
        for cell in cells { #expect(try found.reading.parse(cell) == JSON(parsing: cell)) }
        let fault = CellFault(expected: .string, meaning: found.reading.semantic, text: "{oops")
        #expect(throws: fault) { try found.reading.parse("{oops") }
        #expect(fault.code == (cells[0].first == "{" ? "CELL_NOT_OBJECT" : "CELL_NOT_ARRAY"))
    }

    @Test func `words in brackets are no JSON`() throws {
        #expect(
            try column("note", ["[draft]", "[final]", "[see below]"]).reading.semantic != .array)
        #expect(try column("set", ["{a}", "{b}", "{c}"]).reading.semantic != .object)
    }

    @Test(arguments: [
        ["52.5200, 13.4050", "48.8566, 2.3522", "-33.8688, 151.2093"],
        ["(52.52,13.405)", "(48.85,2.352)", "(-33.86,151.2)"],
        ["52,5200; 13,4050", "48,8566; 2,3522", "-33,8688; 151,2093"],
        ["52.5200° N, 13.4050° E", "48.8566° N, 2.3522° E", "33.8688° S, 151.2093° E"],
        ["52°31'12\"N 13°24'18\"E", "48°51'24\"N 2°21'8\"E", "33°52'7\"S 151°12'33\"E"],
        ["POINT (13.4050 52.5200)", "POINT(2.3522 48.8566)", "POINT (151.2 -33.8)"],
    ]) func `places are known in the usual notations`(cells: [String]) throws {
        let found = try column("spot", cells, delimiter: "\t")
        #expect(found.reading.semantic == .coordinate)
        #expect(try found.reading.parse(cells[0]) == .string(cells[0]))
    }

    @Test func `pairs of numbers without degrees stay open`() throws {
        #expect(try column("score", ["12,34", "7,3", "1,44"]).reading.semantic != .coordinate)
    }

    @Test(arguments: [
        ["PT1H30M", "PT45M", "P2DT3H"], ["26:10:00", "01:30:15", "100:00:59"],
        ["1h 30m", "45m 10s", "2h 5m"],
    ]) func `lengths of time are known`(cells: [String]) throws {
        let found = try column("length", cells)
        #expect(found.reading.semantic == .duration)
        #expect(found.reading.base == .string)
        #expect(try found.reading.parse(cells[0]) == .string(cells[0]))
    }

    @Test func `values that may mean missing are told and kept`() throws {
        let numbers = try column("ph", ["7.1", "-999", "6.8", "7.4"])
        #expect(numbers.evidence.contains { $0.contains("-999") && $0.contains("sentinel") })
        #expect(try numbers.reading.parse("-999").plainText == "-999")
        let dates = try column("left_on", ["2024-03-01", "9999-12-31", "2024-05-07", "2023-01-02"])
        #expect(dates.evidence.contains { $0.contains("9999-12-31") })
        let scores = try column("score", ["97", "99", "98", "12"])
        #expect(!scores.evidence.contains { $0.contains("sentinel") })
        let odd = try column("price", ["999", "1500", "870", "99"])
        #expect(!odd.evidence.contains { $0.contains("sentinel") })
    }

    @Test func `texts that lack the shape of the others are listed`() throws {
        let mails = (1...9).map { "p\($0)@example.org" } + ["call her"]
        let found = try column("email", mails)
        #expect(found.reading.semantic == .email)
        #expect(found.contradictions.map(\.text) == ["call her"])
        #expect(found.contradictions.map(\.row) == [11])
        let genes = try column("symbol", ["TP53", "2-Sep", "BRCA1", "MARCH5", "1-Dec", "EGFR"])
        #expect(genes.reading.base == .string)
        #expect(genes.contradictions.map(\.text) == ["2-Sep", "1-Dec"])
        #expect(try genes.reading.parse("2-Sep") == .string("2-Sep"))
    }
}
