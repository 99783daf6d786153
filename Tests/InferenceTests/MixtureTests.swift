// Columns in which one thing is written in several ways, and labels that look like something else.

import JSONText
import Tables
import Testing

@testable import Inference

@Suite struct MixtureTests {
    private func column(_ header: String, _ cells: [String]) throws -> ColumnInference {
        let text = header + "\tn\n" + cells.enumerated().map { "\($1)\t\($0)\n" }.joined()
        let input = TableInput(.bytes(Array(text.utf8), name: "t.tsv"))
        return try #require(try InferenceRun.profile(input).0.columns.first)
    }

    private func repeated(_ cells: [String]) -> [String] {
        Array(repeating: cells, count: 6).flatMap(\.self)
    }

    @Test(arguments: [
        ["1h 30min", "45min", "2h 5min", "50min"],
        ["2 days 4 hours", "6 hours", "1 day 2 hours", "3 days"],
        ["1h30", "45m", "2h05", "3h"],
        ["1 Std 20 Min", "40 Min", "2 Std", "1 Std 5 Min"],
        ["5m30s", "40s", "12m", "1h2m3s"],
    ]) func `lengths of time of one part belong to those of several`(cells: [String]) throws {
        let found = try column("spent", repeated(cells))
        #expect(found.reading.semantic == .duration)
        #expect(found.reading.base == .string)
        #expect(try found.reading.parse(cells[1]) == .string(cells[1]))
    }

    @Test(arguments: [
        ["45min", "30min", "50min", "20min"],
        ["12 m", "30 m", "5 m", "8 m"],
        ["30s 1h", "45min 2d", "20s 3min", "9s 4h"],
        ["1h 30kg", "45kg", "2h 7kg", "8kg"],
    ]) func `one part alone, or units in no order, are no such mixture`(cells: [String]) throws {
        let evidence = try column("spent", repeated(cells)).evidence
        #expect(!evidence.contains { $0.contains("several parts") })
    }

    @Test(arguments: ["Person", "Room", "Sensor Hall", "Zähler", "Клиент", "Line"])
    func `one word before many numbers is no street`(word: String) throws {
        let found = try column("label", (1...40).map { "\(word) \($0)" })
        #expect(found.reading.semantic != .streetAddress)
    }

    @Test(arguments: ["name", "kunde", "contact_person", "patient"])
    func `people who share a name live in no street`(header: String) throws {
        let names = ["Müller", "Schmidt", "Weber", "Kowalski", "Rossi", "García", "Novák", "Ek"]
        let cells = (0..<32).map { "\(names[$0 % names.count]), \($0 / names.count + 1)" }
        #expect(try column(header, cells).reading.semantic != .streetAddress)
    }

    @Test func `streets without a word for a street are still known`() throws {
        let streets = ["Jarešova", "Dlouhá", "Na Poříčí", "Lipová", "Vinohradská", "Husova"]
        let cells = (0..<36).map { "\(streets[$0 % streets.count]) \($0 + 1)" }
        #expect(try column("sidlo", cells).reading.semantic == .streetAddress)
        #expect(try column("customer_address", cells).reading.semantic == .streetAddress)
        let named = (1...40).map { "Main Street \($0)" }
        #expect(try column("name", named).reading.semantic == .streetAddress)
    }

    @Test(arguments: [
        (["Nowy", "nowy", "NOWY", "Stary"], 2, "NOWY, Nowy, nowy"),
        (["open", "Open", "closed", "Closed"], 2, "Closed, closed"),
        (["ÖL", "Öl", "Gas", "Strom"], 3, "ÖL, Öl"),
    ]) func `a list says how many values there are but for capitals`(
        cells: [String], words: Int, shown: String
    ) throws {
        let found = try column("status", repeated(cells))
        #expect(found.reading.semantic == .enum)
        #expect(
            found.evidence.contains("4 values that recur, \(words) but for capitals (\(shown))"),
            "\(found.evidence)")
        // What is there stays as it is.
        #expect(found.enumValues?.count == 4)
    }

    @Test func `a list without such values says nothing of capitals`() throws {
        let found = try column("status", repeated(["new", "open", "done"]))
        #expect(found.evidence.contains("3 values that recur"))
    }
}
