// An answer far bigger than memory: the first rows at once, more on demand, closing at once, little memory.

import Foundation
import Laboratory
import TestSupport
import Testing

@Suite(.enabled(if: Program.isThere)) struct ConsoleManyRowsTests {
    // field case con-23a
    @Test func sixteenMillionRowsAreReadInPagesAsTheyAreLookedAt() async throws {
        let engine = try await DemoDirectory.shared.engine()
        let server = try ManyRowsServer(engine: String(engine.up.address.dropFirst(5)))
        let console = try ConsoleRun(
            "--connect http://127.0.0.1:\(server.port)", before: "echo shell=$$.")
        try await console.shows("Region")
        try await console.shows("16\u{202F}000\u{202F}000")
        console.type("/")
        try await console.type("Region\r", shows: "1 of 11")
        try await console.type("i", shows: "row 5")
        let first = server.askedFor
        #expect(first.pages <= 4 && first.largest <= 1000, "\(first)")
        for turn in 1...30 {
            let before = console.screen.cells
            console.type("\u{1B}[6~")
            try await console.shows("another page") { $0.cells != before }
            if turn == 30 { #expect(console.screen.text.contains("row ")) }
        }
        let asked = server.askedFor
        #expect(asked.largest <= 1000 && asked.pages < 60, "\(asked)")
        let memory = try Self.memory(console)
        print("16 million rows: \(memory / 1024) MB, \(asked.pages) pages read")
        #expect(memory < 150 * 1024, "\(memory) kB")
        try await console.type("\u{7F}", shows: "Classes")
        try await console.leave()
    }

    /// Resident memory of the console, in kB.
    static func memory(_ console: ConsoleRun) throws -> Int {
        let text = console.terminal.text
        let shell = text.components(separatedBy: "shell=")[1].prefix { $0.isNumber }
        let children = try String(
            contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
        let process = try #require(children.split(separator: " ").last)
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
        return try #require(line.split(separator: " ").compactMap { Int($0) }.first)
    }
}
