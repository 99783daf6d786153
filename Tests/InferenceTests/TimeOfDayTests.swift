// Dates of which few have a time of day: no time is lost in silence.

import JSONText
import Tables
import Testing

@testable import Inference

@Suite struct TimeOfDayTests {
    @Test(arguments: [
        (
            ["2026-01-05", "2026-02-11", "2026-03-31T13:45:00", "2026-04-01"],
            "yyyy-MM-dd'T'HH:mm:ss"
        ),
        (["05.01.2026", "11.02.2026", "31.03.2026 13:45", "01.04.2026"], "dd.MM.yyyy HH:mm"),
    ]) func `one time of day makes moments of all`(cells: [String], format: String) throws {
        let found = try column("seen", cells)
        #expect(found.reading.base == .datetime && found.reading.format == format)
        #expect(try found.reading.parse(cells[0]) == .string("2026-01-05T00:00:00"))
        #expect(try found.reading.parse(cells[2]) == .string("2026-03-31T13:45:00"))
        #expect(found.contradictionCount == 0)
        #expect(found.evidence.contains { $0.hasPrefix("3 of them have no time of day") })
    }

    @Test func `midnight in few cells leaves them dates`() throws {
        let cells = ["2026-01-05", "2026-02-11", "2026-03-31 00:00:00"]
        let found = try column("seen", cells)
        #expect(found.reading.base == .date && found.contradictionCount == 0)
        #expect(try found.reading.parse(cells[2]) == .string("2026-03-31"))
        // A later cell with a time is told, not cut.
        #expect(throws: CellFault(expected: .date, text: "2026-03-31 13:45:00")) {
            try found.reading.parse("2026-03-31 13:45:00")
        }
    }

    @Test func `a person may leave the time out, a property of dates may not`() throws {
        let cells = ["2026-01-05T08:00:00", "2026-02-11T09:30:00"]
        let input = TableInput(
            .bytes(Array("n;seen\n1;\(cells[0])\n2;\(cells[1])\n".utf8), name: "t.csv"),
            choices: ReadingChoices(types: ["seen": "date"]))
        let chosen = try InferenceRun.profile(input).0.columns[1]
        #expect(chosen.contradictionCount == 0)
        #expect(try chosen.reading.parse(cells[0]) == .string("2026-01-05"))
        let found = try column("seen", cells)
        let adapted = found.reading.adapted(to: .date)
        #expect(try adapted.parse("2026-01-05") == .string("2026-01-05"))
        #expect(throws: CellFault.self) { try adapted.parse(cells[0]) }
    }
}
