// The routes of Google sheets with a key, before a server that answers as Google does: from the link to the instances.

import Engine
import HTTPTypes
import JSONText
import ServerAdapters
import TestSupport
import Testing

@Suite struct SheetRouteTests {
    private static let rows = [
        ["product_id", "name", "price", "region"], ["x1", "Drum", "12.50", "North"],
        ["x2", "Ear & <left>", "7.25"], ["x3", "Fan", "3", "South"],
    ]
    private static let base = "/api/v1/database/shop"
    private static let data = "/api/v1/data-connectors/google-sheets"
    private static let mappings = #"""
        "target_class_id":"Product","mappings":[
         {"source_field":"product_id","target_field":"product_id"},
         {"source_field":"name","target_field":"name"},
         {"source_field":"price","target_field":"price"}]
        """#

    private func with(
        key: String? = SheetsServer.key,
        _ body: (RealEngine, SheetsServer) async throws -> Void
    ) async throws {
        let server = try SheetsServer(Self.rows)
        defer { server.stop() }
        let sheets = GoogleSheets(
            GoogleSheetsSettings(url: server.url, key: key))
        try await RealEngine.with(sheets: sheets) { engine in try await body(engine, server) }
    }

    private func body(_ link: String = SheetsServer.link(), _ more: String = "") -> String {
        #"{"sheet_url":"\#(link)"\#(more.isEmpty ? "" : ",")\#(more)}"#
    }

    @Test func cellsAndFirstRowsAreShown() async throws {
        try await with { engine, _ in
            let grid = try await engine.bff.post(Self.data + "/grid", body())
            #expect(grid.status == 200, "\(grid.text)")
            #expect(grid["source"] == "google_sheets")
            #expect(grid["sheet_name"]?.string == SheetsServer.worksheet)
            #expect(grid["grid", "1", "1"] == "Drum")
            #expect(grid["grid", "2", "3"] == "", "short rows are filled up")
            #expect(grid["merged_cells", "0"] == ["top": 1, "left": 3, "bottom": 2, "right": 3])
            #expect(grid["metadata", "rows"] == 4)
            #expect(grid["metadata", "cols"] == 4)
            #expect(grid["metadata", "sheet_title"] == "Stock/2024")
            #expect(grid["metadata", "sheet_url"]?.string == SheetsServer.link())
            let part = try await engine.bff.post(
                Self.data + "/grid", body(SheetsServer.link(), #""max_rows":2,"max_cols":1"#))
            #expect(part["grid"] == [["product_id"], ["x1"]])

            let preview = try await engine.bff.post(Self.data + "/preview?limit=2", body())
            #expect(preview["columns"] == ["product_id", "name", "price", "region"])
            #expect(preview["sample_rows"]?.array?.count == 2)
            #expect(preview["total_rows"] == 3)
            #expect(preview["total_columns"] == 4)
            #expect(preview["worksheet_title"]?.string == SheetsServer.worksheet)
        }
    }

    @Test func schemaMappingAndStructureAreThoseOfAFile() async throws {
        try await with { engine, _ in
            try await engine.openShop()
            let schema = try await engine.bff.post(
                Self.base + "/suggest-schema-from-google-sheets",
                body(SheetsServer.link(), #""class_name":"Spare part""#))
            #expect(schema.status == 200, "\(schema.text)")
            #expect(schema["suggested_schema", "id"] == "SparePart")
            #expect(schema["suggested_schema", "properties"]?.array?.count == 4)
            #expect(schema["source_info", "source"] == "google_sheets")
            #expect(schema["source_info", "sheet_url"]?.string == SheetsServer.link())
            #expect(schema["source_info", "total_rows"] == 3)
            #expect(schema["preview_data", "source_metadata", "type"] == "google_sheets")
            #expect(schema["structure", "tables", "0", "headers"]?.array?.count == 4)

            let mapping = try await engine.bff.post(
                Self.base + "/suggest-mappings-from-google-sheets",
                body(SheetsServer.link(), #""target_class_id":"Product""#))
            #expect(mapping.status == 200, "\(mapping.text)")
            let pairs = (mapping["mappings"]?.array ?? []).map {
                "\($0["source_field"]?.string ?? "") > \($0["target_field"]?.string ?? "")"
            }
            #expect(Set(pairs).isSuperset(of: ["product_id > product_id", "price > price"]))
            #expect(mapping["target_info", "class_id"] == "Product")
            let empty = try await engine.bff.post(
                Self.base + "/suggest-mappings-from-google-sheets",
                body(SheetsServer.link(), #""target_class_id":"Product","target_schema":[]"#))
            #expect(empty.status == 400)

            let funnel = "/api/v1/funnel"
            let structure = try await engine.funnel.post(
                funnel + "/structure/analyze/google-sheets", body())
            #expect(structure["tables", "0", "headers"]?.array?.count == 4, "\(structure.text)")
            #expect(structure["metadata", "source"] == "google_sheets")
            #expect(structure["metadata", "sheet_id"]?.string == SheetsServer.id)
            let preview = try await engine.funnel.ask(
                "POST", funnel + "/preview/google-sheets?sheet_url=" + SheetsServer.link())
            #expect(preview["columns"]?.array?.count == 4, "\(preview.text)")
            #expect(preview["inferred_schema"]?.array?.count == 4)
            #expect(preview["source_metadata", "worksheet_title"]?.string == SheetsServer.worksheet)
        }
    }

    @Test func aSheetIsCheckedThenImportedThenFound() async throws {
        try await with { engine, server in
            try await engine.openShop()
            let path = Self.base + "/import-from-google-sheets"
            let sent = body(SheetsServer.link(), Self.mappings)
            let dry = try await engine.bff.post(path + "/dry-run", sent)
            #expect(dry.status == 200, "\(dry.text)")
            #expect(dry["stats", "input_rows"] == 3)
            #expect(dry["stats", "output_instances"] == 3)
            #expect(dry["source_info", "worksheet_name"]?.string == SheetsServer.worksheet)
            let count = "/api/v1/instance/shop/class/Product/count"
            #expect(try await engine.oms.get(count)["count"] == 3, "nothing is written")

            let key = ["Idempotency-Key": "sheet-1"]
            let commit = try await engine.bff.post(path + "/commit", sent, headers: key)
            #expect(commit.status == 200, "\(commit.text)")
            #expect(commit["stats", "new_instances"] == 3)
            let asked = server.asked.count
            let again = try await engine.bff.post(path + "/commit", sent, headers: key)
            #expect(again.text == commit.text)
            #expect(server.asked.count == asked, "under its key it is not even read again")
            let unchanged = try await engine.bff.post(path + "/commit", sent)
            #expect(unchanged["stats", "new_instances"] == 0)
            #expect(unchanged["stats", "unchanged_instances"] == 3)
            let found = try await engine.run(
                GetInstance(database: "shop", className: "Product", key: "x2"))
            #expect(found.data["name"] == "Ear & <left>")
            #expect(found.data["price"]?.plainText == "7.25")
            #expect(found.data["region"] == nil, "no mapping names it")
            let lineage = try await engine.bff.get(
                "/api/v1/lineage/graph?root=Product/x2&db_name=shop")
            #expect(lineage.text.contains("Stock_2024.xlsx"), "\(lineage.text.prefix(400))")
        }
    }

    @Test func aRowThatDoesNotFitRefusesTheSheet() async throws {
        try await with { engine, server in
            try await engine.openShop()
            server.change(Self.rows + [["x4", "Gut", "odd"]])
            let path = Self.base + "/import-from-google-sheets/commit"
            let refused = try await engine.bff.post(path, body(SheetsServer.link(), Self.mappings))
            #expect(refused.status == 400)
            #expect(refused["detail", "stats", "error_rows"] == 1, "\(refused.text)")
            let partial = try await engine.bff.post(
                path, body(SheetsServer.link(), Self.mappings + #","allow_partial":true"#))
            #expect(partial.status == 200, "\(partial.text)")
            #expect(partial["stats", "new_instances"] == 3)
            #expect(partial["stats", "skipped_error_rows"] == 1)
        }
    }

    @Test func ofTwoTablesTheOneThatIsNamedCounts() async throws {
        try await with { engine, server in
            server.change(
                [["code", "size"], ["a1", "1"], ["a2", "2"], [], []]
                    + [["shelf", "hall", "note"], ["s1", "h1", "x"], ["s2", "h2", "y"]])
            let path = Self.base + "/suggest-schema-from-google-sheets"
            let second = try await engine.bff.post(
                path, body(SheetsServer.link(), #""table_id":"table_2""#))
            #expect(
                second["source_info", "columns"] == ["shelf", "hall", "note"], "\(second.text)")
            let none = try await engine.bff.post(
                path, body(SheetsServer.link(), #""table_id":"table_9""#))
            #expect(none.status == 400, "\(none.text)")
            let half = try await engine.bff.post(
                path, body(SheetsServer.link(), #""table_bbox":{"top":0}"#))
            #expect(half.status == 400, "\(half.text)")
        }
    }

    @Test func registeredSheetsAreRememberedAndLookedAtAgain() async throws {
        try await with { engine, server in
            let base = "/api/v1/connectors/google-sheets"
            let kept = try await engine.bff.post(
                base + "/register", body(SheetsServer.link(), #""polling_interval":60"#))
            #expect(kept.status == 200, "\(kept.text)")
            #expect(kept["data", "sheet_id"]?.string == SheetsServer.id)
            #expect(kept["data", "registered_sheet", "polling_interval"] == 60)
            try await engine.restart()
            let list = try await engine.bff.get(base + "/registered?database_name=shop")
            #expect(list["data", "count"] == 1)
            #expect(list["data", "database_filter"] == "shop")
            #expect(list["data", "sheets", "0"] == kept["data", "registered_sheet"])
            let place = base + "/" + SheetsServer.id
            let same = try await engine.bff.get(place + "/preview?limit=1")
            #expect(same["changed"] == false, "\(same.text)")
            #expect(same["sample_rows"]?.array?.count == 1)
            server.change(Self.rows + [["x9", "New"]])
            #expect(try await engine.bff.get(place + "/preview")["changed"] == true)
            #expect(try await engine.bff.ask("DELETE", place).status == 200)
            #expect(try await engine.bff.ask("DELETE", place).status == 404)
            #expect(try await engine.bff.get(base + "/registered")["data", "count"] == 0)
            #expect(try await engine.bff.get(place + "/preview").status == 404)
            let unread = try await engine.bff.post(
                base + "/register", body(SheetsServer.link(.unshared)))
            #expect(unread.status == 400, "what cannot be read is not registered")
        }
    }

    @Test func everyFailureHasItsStatusAndSaysWhatToDo() async throws {
        let expected: [(SheetsServer.Fault, Int, String)] = [
            (.unshared, 400, "not_shared"), (.missing, 404, "not_found"), (.often, 503, "busy"),
            (.broken, 503, "unavailable"), (.garbage, 503, "unavailable"),
            (.list, 503, "unavailable"), (.cut, 503, "unavailable"),
            (.large, 413, "too_large"), (.wide, 413, "too_large"),
            (.moved, 503, "unavailable"), (.key, 400, "key_refused"),
        ]
        try await with { engine, _ in
            for (fault, status, reason) in expected {
                let answer = try await engine.bff.post(
                    Self.data + "/grid", body(SheetsServer.link(fault)))
                #expect(answer.status == status, "\(fault): \(answer.text)")
                #expect(answer["details", "reason"]?.string == reason, "\(fault): \(answer.text)")
                #expect(!answer.text.contains(SheetsServer.key))
            }
            let often = try await engine.bff.post(
                Self.data + "/grid", body(SheetsServer.link(.often)))
            #expect(often.headers[.retryAfter] == "17")
        }
    }

    @Test(arguments: [
        "{}", #"{"sheet_url":5}"#, #"{"sheet_url":""}"#,
        #"{"sheet_url":"http://169.254.169.254/latest/meta-data"}"#,
        #"{"sheet_url":"https://docs.google.com/spreadsheets/d/e/2PACX-1vQ/pubhtml"}"#,
        #"{"sheet_url":"\#(SheetsServer.link())","max_rows":0}"#,
        #"{"sheet_url":"\#(SheetsServer.link())","max_cols":2001}"#,
        #"{"sheet_url":"\#(SheetsServer.link())","worksheet_name":[]}"#,
    ])
    func aWrongShapeIs422AndNobodyIsAsked(_ sent: String) async throws {
        try await with { engine, server in
            let answer = try await engine.bff.post(Self.data + "/grid", sent)
            #expect(answer.status == 422, "\(answer.text)")
            #expect(answer["detail", "0", "loc", "0"] == "body")
            #expect(server.asked.isEmpty)
        }
    }

    @Test func aKeyMayComeWithTheRequestWhereNoneIsConfigured() async throws {
        try await with(key: nil) { engine, server in
            let without = try await engine.bff.post(Self.data + "/grid", body())
            #expect(without.status == 501)
            #expect(without["message"]?.string?.contains("GOOGLE_API_KEY") == true)
            #expect(server.asked.isEmpty)
            let own = try await engine.bff.post(
                Self.data + "/grid",
                body(SheetsServer.link(), #""api_key":"\#(SheetsServer.key)""#))
            #expect(own.status == 200, "\(own.text)")
            let header = try await engine.bff.post(
                Self.data + "/grid", body(), headers: ["X-Goog-Api-Key": SheetsServer.key])
            #expect(header.status == 200, "\(header.text)")
            let wrong = try await engine.bff.post(
                Self.data + "/grid", body(SheetsServer.link(), #""api_key":"not-this""#))
            #expect(wrong["details", "reason"] == "key_refused")
            #expect(!wrong.text.contains("not-this"))
        }
    }
}
