// What is shown is what there is: filters that last, numbers in their order, lists that stand still, files whole or absent,
// answers bigger than memory.

import Foundation
import Laboratory
import TestSupport
import Testing

@Suite(.enabled(if: Program.isNamed(for: "the console on large data"))) struct ConsoleDataTests {
    // field case con-13b
    @Test func aFilterIsInForceAndShownAfterTheEngineAndTheConsoleWereStartedAgain() async throws {
        try await TemporaryFolder.with { folder in
            let data = folder.file("data")
            try await Tables.few.imported().copy(to: data)
            let up = try #require(try await UpProgram(data))
            let state = ["XDG_STATE_HOME": folder.file("state")]
            let console = try ConsoleRun("--data-dir \(data) --pane commands", environment: state)
            try await console.shows("create instance")
            try await console.type("/", shows: "filter")
            try await console.type("state:failed\r", shows: "0 of")
            #expect(console.screen.text.contains("state:failed"))
            _ = await up.stop()
            // The console takes the directory over, and asks anew.
            try await console.type("5", shows: "embedded · up")
            let before = Self.uptime(console.screen)
            try await console.shows("an answer after the old engine's last") {
                $0.line(0).contains("● live") && Self.uptime($0) != before
            }
            try await console.type("3", shows: "state:failed")
            try await console.shows("0 of")
            try await console.leave()
            let again = try ConsoleRun("--data-dir \(data)", environment: state)
            let screen = try await again.shows("0 of")
            #expect(screen.text.contains("state:failed"))
            #expect(!screen.text.contains("create instance"))
            // One that some commands match: all rows are of it.
            try await again.type("/", shows: "⏎ keep")
            again.type("\u{15}")
            again.type("class:Category\r")
            try await again.shows("only categories, counted") { screen in
                screen.line(1).contains("class:Category") && screen.line(1).contains(" of ")
                    && Self.aggregates(screen).count == 5
                    && Self.aggregates(screen).allSatisfy { $0.hasPrefix("Category/") }
            }
            try await again.leave()
        }
    }

    private static func uptime(_ screen: VirtualScreen) -> Substring? {
        screen.text.firstMatch(of: /up [0-9.]+ [smh]/)?.output
    }

    // field case con-15b
    @Test func numbersAreSortedByValueNamesNaturallyAndUnknownLast() async throws {
        try await TemporaryFolder.with { folder in
            let file = try folder.write(
                """
                id,amount,name
                a,999,i-2
                b,1200,i-10
                c,12000000,I-3
                d,1000,i-1
                e,,j-1
                f,0,h-20
                """, to: "Amount.csv")
            let data = folder.file("data")
            let outcome = try await Program.run(
                ["import", file, "--db", "shop", "--data-dir", data])
            #expect(outcome.code == 0, "\(outcome)")
            let console = try ConsoleRun("--data-dir \(data)")
            try await console.shows("Amount")
            try await console.type("i", shows: "12")
            func order(_ arrow: String) async throws -> String {
                Self.keys(
                    try await console.shows("all rows by amount \(arrow)") {
                        $0.text.contains("by amount \(arrow)") && Self.keys($0).count == 6
                    })
            }
            try await console.type("s", shows: "Sort by")
            console.type("amount\r")
            let first = try await order("↑")
            #expect(first == "fadbce", "\(console.screen.text)")
            try await console.type("s", shows: "Sort by")
            console.type("amount\r")
            let second = try await order("↓")
            #expect(second == "cbdafe", "\(console.screen.text)")
            try await console.type("s", shows: "Sort by")
            console.type("name\r")
            try await console.shows("all rows by name") {
                $0.text.contains("by name ↑") && Self.keys($0).count == 6
            }
            #expect(Self.keys(console.screen) == "fdacbe", "\(console.screen.text)")
            try await console.leave()
        }
    }

    /// The one-letter keys of the rows, from the top.
    private static func keys(_ screen: VirtualScreen) -> String {
        let words = screen.lines.map { $0.split(separator: " ").filter { $0 != "▸" } }
        let firsts = words.compactMap(\.first).filter { $0.count == 1 && "abcdef".contains($0) }
        return firsts.joined()
    }

    // field case con-16a
    @Test func aHeldListStandsStillAndCountsWhatComes() async throws {
        try await TemporaryFolder.with { folder in
            let data = folder.file("data")
            try await Tables.few.imported().copy(to: data)
            let up = try #require(try await UpProgram(data))
            let console = try ConsoleRun("--data-dir \(data) --pane commands")
            // Once the database is known its commands are asked for in place of all: no key is taken in between.
            try await console.shows("the database's commands") { screen in
                screen.line(0).contains("shop") && screen.text.contains("create instance")
                    && screen.text.contains(" · live")
            }
            let before = try await console.type(" ", shows: "▲ held")
            let names = Self.aggregates(before)
            let rows = (0..<2000).map { "n\($0),\($0)" }
            let file = try folder.write(
                (["id,qty"] + rows).joined(separator: "\n") + "\n", to: "Fresh.csv")
            let outcome = try await Program.run(
                ["import", file, "--db", "shop", "--data-dir", data])
            #expect(outcome.code == 0)
            // 2 000 instances, and the class that they are of.
            let held = try await console.shows("+2\u{202F}001 new", seconds: 30)
            #expect(Self.aggregates(held) == names, "\(held.text)")
            // While one reads on, and a second later.
            console.type("jjj")
            let later = try await console.shows("ages that went on") {
                $0.line(4) != held.line(4) && $0.text.contains("new")
            }
            #expect(Self.aggregates(later) == names, "\(later.text)")
            console.type("\u{7}")
            // None is missing between them.
            try await console.shows("the newest on top, one after the other") {
                let top = (1995...1999).reversed().map { "Fresh/n\($0)" }
                return Self.aggregates($0).map(String.init) == top
            }
            try await console.leave()
            _ = await up.stop()
        }
    }

    private static func aggregates(_ screen: VirtualScreen) -> [Substring] {
        screen.lines[4...8].compactMap { line in
            line.split(separator: " ").first { $0.contains("/") }
        }
    }

    // field case con-17a
    @Test func anExportIsWholeOrAbsent() async throws {
        let place = try await DemoDirectory.arguments()
        try await TemporaryFolder.with { folder in
            let console = try ConsoleRun(place)
            try await console.shows("SalesOrder")
            try await console.type(":", shows: "All actions")
            console.type("export \(folder.file("classes.csv"))\r")
            try await console.shows("rows written to")
            let text = try String(contentsOfFile: folder.file("classes.csv"), encoding: .utf8)
            #expect(text.split(whereSeparator: \.isNewline).count == 12, "\(text)")
            // Leaving at once after it was asked for.
            try await console.type(":", shows: "All actions")
            console.type("export \(folder.file("again.csv"))\r")
            try await console.shows("no palette") { !$0.text.contains("All actions") }
            console.type("q")
            let question = await console.terminal.shows(seconds: 2) { $0.text.contains("Leave") }
            if question { console.type("w") }
            let remains = await console.remains()
            try console.expectClean(remains, code: 0)
            if let again = try? String(contentsOfFile: folder.file("again.csv"), encoding: .utf8) {
                #expect(again == text)
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(Set(left).isSubset(of: ["classes.csv", "again.csv"]), "\(left)")
        }
    }

    // field case con-20a
    @Test func aMistakeInTheSettingsIsNamedWithItsPlaceAndTheRestCounts() async throws {
        let path = try await DemoDirectory.shared.engine().path
        try await TemporaryFolder.with { folder in
            let config = try folder.write(
                "data_dir: \(path)\nalarm_lagg: 5\nalarm_free: plenty\nconsole:\n  mousse: true\n",
                to: "config.yaml")
            let console = try ConsoleRun("", columns: 120, environment: ["SPICE_CONFIG": config])
            let screen = try await console.shows("SalesOrder")
            #expect(
                screen.text.contains("config.yaml: line 2, column 1: there is no alarm_lagg"),
                "\(screen.text)")
            try await console.leave()
            let check = try await Program.run(
                ["config", "check"], environment: ["SPICE_CONFIG": config])
            #expect(check.code == 1)
            for part in [
                "line 2, column 1: there is no alarm_lagg; did you mean alarm_lag?",
                "line 3", "a whole number",
                "line 5, column 3: there is no mousse; did you mean mouse?",
            ] {
                #expect((check.output + check.errors).contains(part), "\(check)")
            }
        }
    }
}
