// Text from data on a real terminal: columns stay straight, and nothing of it is ever obeyed.

import Foundation
import Laboratory
import TestSupport
import Testing

@Suite(.enabled(if: Program.isNamed(for: "hostile texts on the screen"))) struct ConsoleTextTests {
    /// An engine that has the hostile tables as classes; started once.
    private func torture(
        _ body: (_ place: String, _ folder: TemporaryFolder) async throws -> Void
    ) async throws {
        try await TemporaryFolder.with { folder in
            let scripts = try folder.write(TortureTables.scripts, to: "Script.csv")
            let controls = folder.file("Control.csv")
            try TortureTables.controls.write(to: URL(filePath: controls))
            let data = folder.file("data")
            let outcome = try await Program.run(
                ["import", scripts, controls, "--db", "torture", "--data-dir", data])
            #expect(outcome.code == 0, "\(outcome.errors)")
            let up = try #require(try await UpProgram(data))
            try await body("--data-dir \(data)", folder)
            _ = await up.stop()
        }
    }

    /// The column, in cells, at which a row's number begins and ends: the same in all rows.
    private func endsOfNumbers(_ screen: VirtualScreen) -> Set<Int> {
        var ends: Set<Int> = []
        for row in 0..<screen.rows {
            guard let start = screen.column(of: "r", row: row), start < 6 else { continue }
            let cells = screen.cells[row]
            let id = cells[start...].prefix { $0.text != " " }.map(\.text).joined()
            guard let number = Int(id.dropFirst()), id.hasPrefix("r") else { continue }
            if let column = screen.column(of: " \(number * 37) ", row: row) {
                ends.insert(column + String(number * 37).count)
            }
        }
        return ends
    }

    /// Waits for the table of instances. The sample beside the list of classes has the same texts: they count once it is
    /// gone, for a frame may come in two parts.
    private func instances(
        on console: ConsoleRun, with text: String
    ) async throws -> VirtualScreen {
        try await console.shows("\(text) in the table of instances") {
            $0.text.contains(text) && !$0.text.contains("Sample")
        }
    }

    // field cases con-04a, con-07a, con-22a
    @Test func hostileTextKeepsItsPlaceAndIsNeverObeyed() async throws {
        try await torture { place, folder in
            let paths = [
                folder.file("Script.csv"), folder.file("Control.csv"),
            ]
            // Widths from very narrow to wide: the cut falls on every cell of the wide letters.
            try await Together.run(Array(stride(from: 80, through: 120, by: 5))) { columns in
                let console = try ConsoleRun(place, columns: columns, rows: 40)
                try await console.shows("Script")
                try await console.type("j", shows: "▸ Script")
                try await console.type("i", shows: "Script ▸ instances")
                let screen = try await instances(on: console, with: "שלום")
                let ends = endsOfNumbers(screen)
                #expect(ends.count == 1, "\(columns): \(ends)\n\(screen.text)")
                try await console.type("2", shows: "No file")
                try await console.type("o", shows: "⏎ go")
                console.paste(paths[0])
                try await console.shows("Script.csv")
                let sample = try await console.type("\r", shows: "でんわ")
                let starts = (3..<6).compactMap { row in
                    ["0", "37"].compactMap { sample.column(of: " \($0) ", row: row) }.first
                }
                #expect(Set(starts).count == 1, "\(columns): \(starts)\n\(sample.text)")
                try await console.leave()
            }
            try await Together.run(["ontology", "graph", "commands", "mapping", "pipeline"]) {
                pane in
                let console = try ConsoleRun(
                    place + " --pane \(pane)", columns: 120, rows: 40)
                try await look(console, pane, paths[1])
                try await console.leave()
                let copies = console.screen.copies.compactMap { Data(base64Encoded: $0) }
                #expect(!copies.contains(Data("hacked".utf8)), "\(pane)")
            }
        }
    }

    /// Through what a pane can show of the hostile rows.
    private func look(_ console: ConsoleRun, _ pane: String, _ file: String) async throws {
        switch pane {
        case "ontology":
            try await console.shows("Control")
            try await console.type("i", shows: "␛")
            try await console.type("\r", shows: "Control ▸")
            try await console.type("y", shows: "to copy")
        case "graph":
            try await console.shows("Control/c0")
            try await console.type("\r", shows: "␛")
        case "pipeline":
            try await console.shows("Committed")
            try await console.type("\r", shows: "Given up and waiting")
        case "commands":
            try await console.shows("create instance")
            try await console.type("\r", shows: "accepted")
        default:
            try await console.shows("No file")
            try await console.type("o", shows: "file")
            console.paste(file)
            try await console.shows("Control.csv")
            try await console.type("\r", shows: "130 rows")
        }
    }

    // field case con-10a
    @Test func inAPlainLocaleEveryScriptIsASCIIOfItsOwnWidth() async throws {
        try await torture { place, _ in
            let console = try ConsoleRun(
                place, columns: 100, rows: 45,
                environment: ["LANG": "C", "LC_ALL": "", "TERM": "xterm"])
            try await console.shows("Script")
            try await console.type("j", shows: "> Script")
            try await console.type("i", shows: "Script > instances")
            let screen = try await instances(on: console, with: "r35 ")
            let ends = endsOfNumbers(screen)
            #expect(ends.count == 1, "\(ends)\n\(screen.text)")
            try await console.leave()
            #expect(console.terminal.bytes.allSatisfy { $0 < 0x80 })
        }
    }

    // field case con-04a
    @Test func whatIsOneCellShorterThanItsColumnLeavesTheNextInItsPlace() async throws {
        let place = try await DemoDirectory.arguments()
        try await TemporaryFolder.with { folder in
            try await Together.run(Array(6...20)) { width in
                let path = try folder.write(Self.narrow(width), to: "W\(width).csv")
                let console = try ConsoleRun(place + " --pane mapping")
                try await console.shows("No file")
                try await console.type("o", shows: "⏎ go")
                console.paste(path)
                try await console.shows("W\(width).csv")
                let screen = try await console.type("\r", shows: "x22")
                // The head and both rows of the sample.
                let starts = (2...5).compactMap { row in
                    ["next", "x11", "x22"].compactMap { screen.column(of: $0, row: row) }.first
                }
                #expect(starts.count == 3 && Set(starts).count == 1, "\(width)\n\(screen.text)")
                try await console.leave()
            }
        }
    }

    /// A column whose head is as wide as wanted; in it Japanese text one cell narrower, and text of the full width.
    private static func narrow(_ width: Int) -> String {
        let letters = Array("でんわばんごうひらがな")
        let wide = String(letters.prefix((width - 1) / 2)) + ((width - 1) % 2 == 0 ? "" : "a")
        let full = String(repeating: "n", count: width)
        return "\(full),next\n\(wide),x11\n\(full),x22\n"
    }

    // field case con-22a
    @Test func whatIsCopiedIsTheStoredText() async throws {
        try await torture { place, _ in
            let console = try ConsoleRun(place + " --pane ontology", rows: 40)
            try await console.shows("Script")
            try await console.type("j", shows: "▸ Script")
            try await console.type("i", shows: "Script ▸ instances")
            try await console.shows("שלום")
            console.type("/")
            try await console.shows("find")
            try await console.type("שלום\r", shows: "2 found")
            try await console.shows("▸ r25 ")
            try await console.type("\r", shows: "▸ id ")
            try await console.type("j", shows: "▸ name")
            console.type("y")
            try await console.shows("a copy") { !$0.copies.isEmpty }
            let copies = console.screen.copies.compactMap { Data(base64Encoded: $0) }
                .map { String(decoding: $0, as: UTF8.self) }
            #expect(copies.contains("שלום עולם"), "\(copies)")
            try await console.leave()
        }
    }
}
