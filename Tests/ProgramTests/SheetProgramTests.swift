// A Google sheet imported by the program itself: its key out of a file, Google played by a server of the test.

import Foundation
import JSONText
import TestSupport
import Testing

@Suite(.enabled(if: Program.isNamed(for: "Google sheets"))) struct SheetProgramTests {
    @Test func aSheetBecomesInstances() async throws {
        let google = try SheetsServer([["part_id", "name"], ["s1", "Axe"], ["s2", "Bow"]])
        defer { google.stop() }
        try await TemporaryFolder.with { folder in
            let key = try folder.write(SheetsServer.key + "\n", to: "key")
            let program = try await ServedProgram(
                folder.file("data"),
                environment: ["GOOGLE_API_KEY_FILE": key, "SPICE_GOOGLE_SHEETS_URL": google.url])
            for (path, body) in [
                ("/api/v1/database/create", #"{"name":"shop"}"#),
                (
                    "/api/v1/database/shop/ontology",
                    #"""
                    {"id":"Part","properties":[{"name":"part_id","type":"string","required":true},
                     {"name":"name","type":"string"}]}
                    """#
                ),
            ] {
                let answer = try await program.ask("POST", path + "?wait=30", body)
                #expect(answer.status == 202, "\(answer)")
            }
            let body = #"{"sheet_url":"\#(SheetsServer.link())","target_class_id":"Part"}"#
            let taken = try await program.ask(
                "POST", "/api/v1/database/shop/import-from-google-sheets/commit", body, of: .bff)
            #expect(taken.status == 200, "\(taken.text)")
            #expect(taken.json["stats"]?["new_instances"] == 2, "\(taken.text)")
            let count = try await program.ask("GET", "/api/v1/instance/shop/class/Part/count")
            #expect(count.json["count"] == 2)
            let hidden = try await program.ask(
                "POST", "/api/v1/data-connectors/google-sheets/grid",
                #"{"sheet_url":"\#(SheetsServer.link(.unshared))"}"#, of: .bff)
            #expect(hidden.status == 400)
            await program.stop()
            let said = program.program.errors + program.program.output
            #expect(!said.contains(SheetsServer.key), "nowhere in the log")
            // Nor in the data.
            let files = FileManager.default.enumerator(atPath: folder.file("data"))
            for case let name as String in files ?? .init() {
                let bytes = FileManager.default.contents(atPath: folder.file("data/" + name))
                #expect(bytes?.range(of: Data(SheetsServer.key.utf8)) == nil, "\(name)")
            }
        }
    }
}
