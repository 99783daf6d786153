// An import that dies at sixty percent of fifty thousand rows, as the same command finishes it.

import Foundation
import Testing

@Suite(.enabled(if: Program.isNamed(for: "KilledImportTests"))) struct KilledImportTests {
    private static let rows = 50_000
    /// Rows of one append.
    private static let batch = 512

    @Test func anImportThatDiesAtSixtyPercentEndsWithoutDoublesAndAThirdRunSaysNothingNew()
        async throws
    {
        try await ImportSite.with { site in
            let lines = (1...Self.rows).map { "o\($0),2024-01-\($0 % 19 + 10),\($0 % 97).50\n" }
            let file = try site.write("order_id,placed_on,amount\n" + lines.joined(), "orders.csv")
            let mapping = try site.write(
                """
                {"format":"spice-mapping/1","files":[{"file":"orders.csv","className":"Order",\
                "columns":[{"column":"order_id","property":"id"},\
                {"column":"placed_on","property":"placed_on"},\
                {"column":"amount","property":"amount"}]}]}
                """, "m.json")
            // Appends of rows before the one at which sixty percent are in; database and class come by themselves.
            let appends = (Self.rows * 6 / 10 + Self.batch - 1) / Self.batch
            let arguments = site.arguments(["import", file, "--mapping", mapping])
            let died = try await Program.run(
                arguments,
                environment: [
                    "ENABLE_CHAOS_INJECTION": "true", "CHAOS_CRASH_POINT": "oms:after_append",
                    "CHAOS_CRASH_AFTER": "\(appends + 1)",
                ])
            #expect(died.code == 42, "\(died)")
            // A command and one answer for the database, the class and each row that is in.
            let events = try #require(try await Findings.events(site.directory))
            let count = events / 2 - 2
            #expect(count >= Self.rows * 6 / 10)
            #expect(count < Self.rows)
            #expect(try await site.counts() == ["Order": count])

            let second = try await site.run("import", file, "--mapping", mapping)
            #expect(second.code == 0, "\(second)")
            #expect(try await site.counts() == ["Order": Self.rows])
            let all = try await Findings.events(site.directory)
            #expect(all == (2 + Self.rows) * 2)
            let third = try await site.run("import", file, "--mapping", mapping)
            #expect(third.code == 0)
            #expect(third.output.contains("nothing new"))
            #expect(try await Findings.events(site.directory) == all)
        }
    }
}
