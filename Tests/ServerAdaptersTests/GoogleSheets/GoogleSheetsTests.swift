// The Google Sheets API as it answers, and as it fails.

import Engine
import ServerAdapters
import TestSupport
import Testing

@Suite struct GoogleSheetsTests {
    private static let rows = [
        ["product_id", "name", "price"], ["x1", "Drum", "12,50"], ["x2", "Ear & <left>"], [],
        ["x3", "", "", "north"],
    ]

    private func with(
        key: String? = SheetsServer.key, seconds: Double = 15,
        _ body: (SheetsServer, GoogleSheets) async throws -> Void
    ) async throws {
        let server = try SheetsServer(Self.rows)
        defer { server.stop() }
        try await body(
            server,
            GoogleSheets(
                GoogleSheetsSettings(url: server.url, key: key, deadlineSeconds: seconds)))
    }

    private func question(
        _ link: String = SheetsServer.link(), worksheet: String? = nil, key: String? = nil,
        rows: Int? = nil, columns: Int? = nil
    ) throws -> SheetQuestion {
        SheetQuestion(
            try #require(SheetAddress(link)), worksheet: worksheet, key: key, maximumRows: rows,
            maximumColumns: columns)
    }

    @Test func aSheetIsReadWithItsNamesAndMerges() async throws {
        try await with { server, sheets in
            let grid = try await sheets.read(try question())
            #expect(grid.id == SheetsServer.id)
            #expect(grid.title == "Stock/2024")
            #expect(grid.worksheet == SheetsServer.worksheet, "the first one with cells")
            #expect(grid.worksheetNumber == 0)
            #expect(grid.rows == Self.rows)
            #expect(grid.merges == [.init(top: 1, left: 3, bottom: 2, right: 3)])
            #expect(grid.squared(trims: true).map(\.count) == [4, 4, 4, 4, 4])
            #expect(server.asked.map(\.key) == [SheetsServer.key, SheetsServer.key])
            #expect(server.asked.allSatisfy { $0.query["key"] == nil }, "not in an address")
        }
    }

    @Test func theWorksheetIsTheOneThatIsNamedElseTheOneOfTheLink() async throws {
        try await with { _, sheets in
            #expect(try await sheets.read(try question(worksheet: "Other")).rows[1] == ["z1"])
            let shown = try await sheets.read(try question(SheetsServer.link(gid: 42)))
            #expect(shown.worksheet == "Other")
            let named = try question(
                SheetsServer.link(gid: 42), worksheet: SheetsServer.worksheet)
            #expect(try await sheets.read(named).rows == Self.rows)
            for missing in [
                try question(worksheet: "Sheet1"), try question(SheetsServer.link(gid: 5)),
                try question(worksheet: "A chart"),
            ] {
                await #expect(throws: SheetError.noWorksheet([SheetsServer.worksheet, "Other"])) {
                    try await sheets.read(missing)
                }
            }
        }
    }

    @Test func noMoreIsAskedForThanIsWantedNorThanThereIs() async throws {
        try await with { server, sheets in
            let part = try await sheets.read(try question(rows: 2, columns: 2))
            #expect(part.rows == [["product_id", "name"], ["x1", "Drum"]])
            // Google refuses a range beyond the sheet.
            let all = try await sheets.read(try question(rows: 50_000, columns: 2000))
            #expect(all.rows == Self.rows)
            #expect(server.asked.last?.path.hasSuffix("%21A1%3AZ1000") == true)
        }
    }

    @Test func aKeyOfTheRequestComesBeforeTheConfiguredOne() async throws {
        try await with(key: nil) { server, sheets in
            await #expect(throws: SheetError.noKey) { try await sheets.read(try question()) }
            #expect(server.asked.isEmpty)
            let grid = try await sheets.read(try question(key: SheetsServer.key))
            #expect(grid.rows == Self.rows)
        }
        try await with { server, sheets in
            for bad in ["wrong-key", "two\r\nX-Other: 1", "gap key"] {
                do throws(SheetError) {
                    _ = try await sheets.read(try! question(key: bad))
                    Issue.record("\(bad) was taken")
                } catch {
                    #expect(error.code == "key_refused")
                    #expect(!"\(error)".contains(bad), "no error shows a key")
                }
            }
            #expect(server.asked.map(\.key) == ["wrong-key"])
        }
    }

    private static let meanings: [(SheetsServer.Fault, String)] = [
        (.unshared, "not_shared"), (.missing, "not_found"), (.often, "busy"),
        (.broken, "unavailable"), (.garbage, "unavailable"), (.list, "unavailable"),
        (.cut, "unavailable"), (.large, "too_large"), (.wide, "too_large"),
        (.moved, "unavailable"), (.key, "key_refused"),
    ]

    @Test(arguments: meanings)
    func whatGoesWrongIsToldApart(_ fault: SheetsServer.Fault, _ code: String) async throws {
        try await with { server, sheets in
            do throws(SheetError) {
                _ = try await sheets.read(try! question(SheetsServer.link(fault)))
                Issue.record("\(fault) was an answer")
            } catch {
                #expect(error.code == code, "\(error)")
                if case .busy(let seconds) = error { #expect(seconds == 17) }
            }
            #expect(server.asked.count <= 2, "a redirect leads nowhere")
        }
    }

    @Test func whoDoesNotAnswerIsNotWaitedFor() async throws {
        try await with(seconds: 0.2) { _, sheets in
            do throws(SheetError) {
                _ = try await sheets.read(try! question(SheetsServer.link(.silent)))
                Issue.record("silence was an answer")
            } catch {
                #expect(error.code == "unavailable")
            }
        }
        let nobody = GoogleSheets(
            GoogleSheetsSettings(url: "http://127.0.0.1:1", key: SheetsServer.key))
        await #expect(throws: SheetError.self) { try await nobody.read(try question()) }
    }
}
