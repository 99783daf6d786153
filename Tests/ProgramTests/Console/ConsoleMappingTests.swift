// The Mapping pane of the built program: a file under another name, a class that gets a property, keys and links by hand,
// another reading, an import into a branch; what was decided is replayed from the file that was saved.

import Foundation
import Laboratory
import TestSupport
import Testing

@Suite(.enabled(if: Program.isNamed(for: "maps files in a terminal"))) struct ConsoleMappingTests {
    private static let people = "id,name,city\n" + (1...6).map { "\($0),P\($0),Bern\n" }.joined()

    /// A console on a database that has the class `person`; a file is open in it.
    private func console(_ site: ImportSite, _ text: String, _ name: String) async throws
        -> ConsoleRun
    {
        _ = try await site.json("import", try site.write(Self.people, "person.csv"))
        let file = try site.write(text, name)
        let console = try ConsoleRun("--data-dir \(site.directory) --pane mapping")
        try await console.shows("no file open")
        try await console.type("o", shows: "path of a table file")
        console.type("\u{15}")
        console.paste(file)
        try await console.type("\r", shows: name + " → ")
        return console
    }

    /// One column after the other, until the cursor is on the last of them.
    private func go(_ console: ConsoleRun, key: String = "j", to names: [String]) async throws {
        for name in names {
            console.type(key)
            try await console.shows("the cursor on \(name)") { Self.row($0, name) != nil }
        }
    }

    /// The row of a column under the cursor.
    private static func row(_ screen: VirtualScreen, _ name: String) -> String? {
        screen.lines.first { $0.contains("▸ \(name) ") }
    }

    /// Makes the column under the cursor a part of the key, or none.
    private func setKey(_ console: ConsoleRun, _ name: String, isIn: Bool) async throws {
        @Sendable func isKey(_ screen: VirtualScreen) -> Bool {
            Self.row(screen, name)?.contains("· key") ?? false
        }
        guard isKey(console.screen) != isIn else { return }
        console.type("p")
        try await console.shows("\(name) \(isIn ? "in" : "out of") the key") {
            Self.row($0, name) != nil && isKey($0) == isIn
        }
    }

    @Test func aFileUnderAnotherNameIsLedToTheClassThatItFits() async throws {
        try await ImportSite.with { site in
            let text = "CITY;id;Name\nBasel;7;Q7\nGenf;8;Q8\n"
            let console = try await console(site, text, "people-2024.csv")
            try await console.shows("people-2024.csv → person")
            try await console.shows("columns like these went to person before")
            console.type("I")
            try await console.shows("mode, class and branch in the question") { screen in
                ["Import: insert", "the class person", "branch main", "Esc not yet"].allSatisfy {
                    screen.text.contains($0)
                }
            }
            try await console.type("\r", shows: "imported 2 rows")
            try await console.leave()
            #expect(try await site.counts() == ["person": 8])
        }
    }

    @Test func aNewPropertyIsNamedAddedByACommandAndReplayed() async throws {
        try await ImportSite.with { site in
            let text = "id,name,city,note\n7,Q7,Basel,late\n8,Q8,Genf,\n"
            let console = try await console(site, text, "people-2024.csv")
            try await console.shows("people-2024.csv → person")
            try await console.shows("no match")
            try await go(console, to: ["name", "city", "note"])
            try await console.type("c", shows: "note →")
            console.type("remark")
            try await console.type("\r", shows: "the import adds it to the class")
            try await console.type("I", shows: "person gets remark")
            try await console.type("\r", shows: "new: person.remark")
            try await console.type("w", shows: "save mapping as")
            try await console.type("\r", shows: "saved: spice import --mapping")
            try await console.type("3", shows: "update class")
            try await console.leave()
            let found = try await site.run("query", "person", "--limit", "20", "--json")
            #expect(found.output.contains("late"))
            // Into another database with the class, by the file alone.
            let other = site.folder.file("other")
            let first = try await Program.run(
                ["import", site.folder.file("person.csv"), "--db", "shop", "--data-dir", other])
            #expect(first.code == 0)
            let again = try await Program.run([
                "import", "--mapping", site.folder.file("people-2024.mapping.json"), "--db", "shop",
                "--data-dir", other, "--json",
            ])
            #expect(again.code == 0, "\(again)")
            #expect(again.output.contains("remark"))
        }
    }

    @Test func keyLinkAndReadingAreDecidedInThePaneAndHoldForAnImportByTheFile() async throws {
        try await ImportSite.with { site in
            let text = "report of may\nnr;who;line;price\nA7;1;1;1,5\nA7;2;2;2,5\nB9;1;1;9,5\n"
            let console = try await console(site, text, "visits.csv")
            // The class that it is to lead to is there for the console too.
            try await console.type("1", shows: "6 instances")
            try await console.type("2", shows: "visits.csv → ")
            try await console.type("d", shows: "Lines above")
            console.type("1")
            try await console.type("\r", shows: "read anew")
            try await go(console, to: ["who"])
            try await console.type("L", shows: "who leads to")
            console.type("person")
            try await console.shows("only person is left") { screen in
                screen.lines.contains { $0.contains("▸") && $0.contains("person") }
            }
            try await console.type("\r", shows: "who leads to person")
            // Whatever was found, in the end the number and the line are the key.
            try await setKey(console, "who", isIn: false)
            try await go(console, to: ["line"])
            try await setKey(console, "line", isIn: false)
            try await setKey(console, "line", isIn: true)
            try await go(console, key: "k", to: ["who", "nr"])
            try await setKey(console, "nr", isIn: true)
            try await console.type("w", shows: "save mapping as")
            try await console.type("\r", shows: "saved: spice import --mapping")
            try await console.leave()
            let mapping = site.folder.file("visits.mapping.json")
            let report = try await site.json("import", "--mapping", mapping)
            #expect(try firstTable(report)["accepted"] as? Int == 3)
            let classes = try await site.json("ontology", "list")["items"] as? [[String: Any]]
            let item = try #require(classes?.first { $0["id"] as? String == "visits" })
            #expect(Set(item["key"] as? [String] ?? []) == ["nr", "line"])
            let links = item["links"] as? [[String: Any]]
            #expect(links?.map { $0["target"] as? String } == ["person"])
        }
    }

    @Test func anImportGoesToTheBranchThatTheTitleNames() async throws {
        try await ImportSite.with { site in
            let text = "id,name,city\n7,Q7,Basel\n"
            _ = try await site.json("import", try site.write(Self.people, "person.csv"))
            let fork = try await Program.run([
                "branch", "create", "draft", "--db", site.database, "--data-dir", site.directory,
            ])
            #expect(fork.code == 0, "\(fork)")
            let console = try await console(site, text, "people-2024.csv")
            try await console.shows("people-2024.csv → person")
            try await console.type("B", shows: "Branch")
            console.type("draft")
            try await console.type("\r", shows: "\(site.database)@draft")
            // The classes of the branch are asked anew.
            try await console.shows("people-2024.csv → person  fits")
            try await console.type("I", shows: "branch draft")
            try await console.type("\r", shows: "imported 1 row")
            #expect(!console.screen.text.contains("commands failed"), "\(console.screen.text)")
            try await console.leave()
            #expect(try await site.counts() == ["person": 6])
            // The log knows where it went.
            let made = try await site.json("command", "list", "--filter", "key:7")
            let commands = made["items"] as? [[String: Any]]
            #expect(commands?.map { $0["branch"] as? String } == ["draft"], "\(made)")
            #expect(commands?.first?["status"] as? String == "COMPLETED")
        }
    }
}
