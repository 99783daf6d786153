// Data that a terminal would take for orders, on the lines of the command line.

import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Program.isThere)) struct HostileLinesTests {
    private static let name = "\u{1B}]0;owned\u{7}\u{9B}31m\u{202E}cba"

    @Test func whatDataHoldIsShownAndNotObeyed() async throws {
        try await TemporaryFolder.with { folder in
            let data = folder.file("data")
            try await Tables.few.imported().copy(to: data)
            let place = ["--db", Tables.few.database, "--data-dir", data]
            let body = try JSONSerialization.data(
                withJSONObject: ["entityId": 990, "categoryName": Self.name])
            let text = String(decoding: body, as: UTF8.self)
            let made = try await Program.run(["instance", "create", "Category", text] + place)
            #expect(made.code == 0, "\(made)")
            let line = try await Program.run(["query", "Category"] + place)
            #expect(line.output.contains("\u{241B}]0;owned\u{2407}\u{FFFD}31m\u{FFFD}cba"))
            let json = try await Program.run(
                ["instance", "show", "Category/990", "--json"] + place)
            let shown = try json.json()["data"] as? [String: Any]
            #expect(shown?["categoryName"] as? String == Self.name)
            let wrong = try await Program.run(["db", "create", Self.name, "--data-dir", data])
            #expect(wrong.code == 2, "\(wrong)")
            for outcome in [made, line, json, wrong] {
                let orders = (outcome.output + outcome.errors).unicodeScalars.filter {
                    [0x1B, 0x07, 0x9B, 0x202E].contains($0.value)
                }
                #expect(orders.isEmpty, "\(outcome)")
            }
        }
    }

    @Test func aCellOfATableStaysOnItsLine() async throws {
        try await TemporaryFolder.with { folder in
            let place = ["--data-dir", folder.file("data")]
            let text = "a\r\nforged\u{2028}b\tc"
            let made = try await Program.run(
                ["db", "create", "shop", "--description", text] + place)
            #expect(made.code == 0, "\(made)")
            let list = try await Program.run(["db", "list"] + place)
            #expect(list.output.contains("a\u{240D}\u{240A}forged\u{FFFD}b\u{2409}c"))
            #expect(list.output.split(whereSeparator: \.isNewline).count == 2, "\(list)")
        }
    }
}
