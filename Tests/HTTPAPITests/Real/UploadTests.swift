// Files sent over real sockets to a real engine: what becomes of them, how large they may be, and long work as a job.

import Engine
import HTTPAPI
import HTTPClient
import JSONText
import Tables
import TestSupport
import Testing
import WireFormat

@Suite struct UploadTests {
    private static let csv =
        "product_id;name;price;stock\nx1;Drum;12,50;3\nx2;\"Ear; left\";7,25;4\nx3;Fan;n/a;5\n"
    private static let mappings = #"""
        [{"source_field":"product_id","target_field":"product_id"},
         {"source_field":"name","target_field":"name"},
         {"source_field":"price","target_field":"price"}]
        """#
    private static let base = "/api/v1/database/shop"

    private static let workbook: [UInt8] = {
        let rows = [("p8", "Gong", 45_000), ("p9", "Harp", 45_001)].enumerated().map { index, row in
            #"<row r="\#(index + 2)"><c r="A\#(index + 2)" t="inlineStr"><is><t>\#(row.0)</t></is></c>"#
                + #"<c r="B\#(index + 2)" t="inlineStr"><is><t>\#(row.1)</t></is></c>"#
                + #"<c r="C\#(index + 2)" s="1"><v>\#(row.2)</v></c></row>"#
        }
        let head = ["product_id", "name", "made_on"].enumerated().map { index, name in
            #"<c r="\#(["A", "B", "C"][index])1" t="inlineStr"><is><t>\#(name)</t></is></c>"#
        }
        let sheet = "<sheetData><row r=\"1\">\(head.joined())</row>\(rows.joined())</sheetData>"
        let other = sheet.replacing("product_id", with: "code")
        let source = StoredArchive.workbook([
            ("Goods", "visible", sheet), ("Others", "visible", other),
        ])
        return (try? source.contents()) ?? []
    }()

    private func form(
        _ file: String, _ content: [UInt8], _ fields: [(String, String)] = []
    ) -> [(String, String?, [UInt8])] {
        [("file", file, content)] + fields.map { ($0.0, nil, Array($0.1.utf8)) }
    }

    @Test func aFileIsCheckedThenImportedThenFound() async throws {
        try await Uploads.with { shop in
            let fields = [("target_class_id", "Product"), ("mappings_json", Self.mappings)]
            let parts = form("goods.csv", Array(Self.csv.utf8), fields)
            let dry = try await shop.bff.send(Self.base + "/import-from-excel/dry-run", parts)
            #expect(dry.status == 200)
            #expect(dry.json["stats"]?["input_rows"] == 3)
            #expect(dry.json["stats"]?["output_instances"] == 3)
            #expect(
                dry.json["message"]
                    == "3 instances would be created in shop; nothing was written")
            #expect(dry.json["sample_instances"]?.array?.first?["price"]?.plainText == "12.50")
            #expect(dry.json["preview_data"]?["columns"]?.array?.count == 4)
            let commit = try await shop.bff.send(Self.base + "/import-from-excel/commit", parts)
            #expect(commit.status == 200, "\(commit.text)")
            #expect(commit.json["stats"]?["new_instances"] == 3)
            #expect(commit.json["message"] == "3 instances created in shop")
            let again = try await shop.bff.send(Self.base + "/import-from-excel/commit", parts)
            #expect(again.json["stats"]?["new_instances"] == 0)
            #expect(again.json["stats"]?["unchanged_instances"] == 3)
            #expect(again.json["message"] == "nothing new in shop")
            let dearer = form(
                "goods2.csv", Array(Self.csv.replacing("12,50", with: "13,50").utf8),
                fields + [("mode", "upsert")])
            let changed = try await shop.bff.send(Self.base + "/import-from-excel/commit", dearer)
            #expect(changed.json["message"] == "1 instance updated in shop", "\(changed.text)")
            #expect(changed.json["stats"]?["updated_instances"] == 1)
            let found = try await shop.engine.run(
                GetInstance(database: "shop", className: "Product", key: "x2"))
            #expect(found.data["name"] == "Ear; left")
            #expect(found.data["stock"] == nil, "no mapping names it")
        }
    }

    @Test func whatTheClientSaysOfTheClassCounts() async throws {
        try await Uploads.with { shop in
            let mappings =
                #"[{"source_field":"code","target_field":"code"},"#
                + #"{"source_field":"price","target_field":"price"}]"#
            func sent(_ schema: String, _ text: String = "code,price\n7,1.50\n8,2.25\n9,x\n")
                -> [(String, String?, [UInt8])]
            {
                form(
                    "fresh.csv", Array(text.utf8),
                    [
                        ("target_class_id", "Fresh"), ("mappings_json", mappings),
                        ("target_schema_json", schema), ("allow_partial", "true"),
                    ])
            }
            let path = Self.base + "/import-from-excel/commit"
            for bad in ["{x", "[]", #"[{"type":"xsd:string"}]"#] {
                #expect(try await shop.bff.send(path, sent(bad)).status == 400, "\(bad)")
            }
            let strange = try await shop.bff.send(path, sent(#"[{"name":"code"}]"#))
            #expect(strange.status == 400 && strange.text.contains("price"), "\(strange.text)")
            let schema =
                #"[{"name":"code","type":"xsd:string"},{"name":"price","type":"xsd:decimal"}]"#
            let done = try await shop.bff.send(path, sent(schema))
            #expect(done.status == 200, "\(done.text)")
            #expect(done.json["stats"]?["new_instances"] == 2, "\(done.text)")
            #expect(done.json["stats"]?["error_rows"] == 1)
            let found = try await shop.engine.run(
                ListInstances(database: "shop", className: "Fresh"))
            #expect(Set(found.items.map { $0.data["code"] }) == ["7", "8"], "text, as was said")
        }
    }

    @Test func theRowsOfADryRunDoNotCutTheImport() async throws {
        try await Uploads.with { shop in
            let parts = form(
                "goods.csv", Array(Self.csv.utf8),
                [
                    ("target_class_id", "Product"), ("mappings_json", Self.mappings),
                    ("dry_run_rows", "1"),
                ])
            let dry = try await shop.bff.send(Self.base + "/import-from-excel/dry-run", parts)
            #expect(dry.json["stats"]?["input_rows"] == 1, "\(dry.text)")
            let commit = try await shop.bff.send(Self.base + "/import-from-excel/commit", parts)
            #expect(commit.json["stats"]?["new_instances"] == 3, "\(commit.text)")
        }
    }

    @Test func aRowThatDoesNotFitRefusesTheFileUnlessItMayBePartial() async throws {
        try await Uploads.with { shop in
            let text = Self.csv + "x4;Gut;2,5;6;odd\n"
            let fields = [("target_class_id", "Product"), ("mappings_json", Self.mappings)]
            let parts = form("goods.csv", Array(text.utf8), fields)
            let refused = try await shop.bff.send(Self.base + "/import-from-excel/commit", parts)
            #expect(refused.status == 400)
            #expect(refused.json["detail"]?["stats"]?["error_rows"] == 1)
            #expect(refused.json["detail"]?["errors"]?.array?.first?["row_index"] == 3)
            #expect(refused.json["message"]?.string?.contains("allow_partial") == true)
            let partial = try await shop.bff.send(
                Self.base + "/import-from-excel/commit",
                form("goods.csv", Array(text.utf8), fields + [("allow_partial", "true")]))
            #expect(partial.status == 200)
            #expect(partial.json["stats"]?["new_instances"] == 3)
            #expect(partial.json["stats"]?["skipped_error_rows"] == 1)
        }
    }

    @Test func theAnswersHoldWhatTheContractPromises() async throws {
        try await Uploads.with { shop in
            let fields = [
                ("target_class_id", "Product"), ("mappings_json", Self.mappings),
                ("allow_partial", "true"), ("return_instances", "true"),
                ("max_return_instances", "2"), ("batch_size", "2"),
            ]
            let rows = (1...9).map { "x\($0);Drum;\($0).5;3\n" }.joined()
            let text = "product_id;name;price;stock\n" + rows + "x10;Gut;odd;6\n"
            let parts = form("goods.csv", Array(text.utf8), fields)
            for path in ["/import-from-excel/dry-run", "/import-from-excel/commit"] {
                let answer = try await shop.bff.send(Self.base + path, parts).json
                let prepared = answer["prepared"]
                #expect(prepared?["instances"]?.array?.count == 2, "\(path): \(answer.text)")
                #expect(prepared?["instances"]?.array?.first?["product_id"] == "x1")
                #expect(prepared?["has_more_instances"] == true)
                #expect(prepared?["batches"]?.array?.count == 5)
                let table = answer["structure"]?["tables"]?.array?.first
                #expect(table?["headers"]?.array?.count == 4)
                #expect(table?["inferred_schema"]?.array?.first?["total_count"] == 10)
                let preview = answer["preview_data"]
                #expect(preview?["source_metadata"]?["table_id"] == "table_1")
                #expect(preview?["inferred_schema"]?.array?.count == 4)
                #expect(preview?["preview_rows"] == 10)
                #expect(answer["errors"]?.array?.first?["row_index"] == 9)
            }
            let dry = try await shop.bff.send(Self.base + "/import-from-excel/dry-run", parts).json
            let error = dry["errors"]?.array?.first
            #expect(error?["raw_value"] == "odd", "\(error?.text ?? "")")
            #expect(error?["source_field"] == "price")
            #expect(error?["target_field"] == "price")
        }
    }

    @Test func aProposedSchemaSaysWhatItRestsOnAndIsAcceptedUnchanged() async throws {
        try await Uploads.with { shop in
            let path = Self.base + "/suggest-schema-from-excel?class_name=Goods"
            let answer = try await shop.bff.send(path, form("goods.csv", Array(Self.csv.utf8))).json
            let schema = try #require(answer["suggested_schema"])
            let first = schema["properties"]?.array?.first
            #expect(first?["metadata"]?["total_count"] == 3, "\(schema.text)")
            #expect(schema["metadata"]?["generated_by"] == "funnel")
            #expect(schema["metadata"]?["confidence_scores"]?["price"] != nil)
            #expect(answer["preview_data"]?["total_rows"] == 3)
            #expect(answer["structure"]?["tables"]?.array?.count == 1)
            let made = try await shop.bff.post(
                Self.base + "/ontology?wait=20&until=projected", schema.text)
            #expect(made.status == 200, "\(made.text)")
            // A place is given whole, and there is a table.
            let file = form("goods.csv", Array(Self.csv.utf8))
            let half = try await shop.bff.send(path + "&table_top=0&table_left=0", file)
            #expect(half.status == 400)
            let place = "&table_top=0&table_left=0&table_bottom=3&table_right="
            #expect(try await shop.bff.send(path + place + "3", file).status == 200)
            let other = try await shop.bff.send(path + place + "9", file)
            #expect(other.status == 400)
            #expect(other.text.contains("table_1"), "\(other.text)")
        }
    }

    @Test func ofAWorkbookTheFirstTableCountsOrTheNamedSheet() async throws {
        try await Uploads.with { shop in
            let fields = [
                ("target_class_id", "Product"),
                (
                    "mappings_json",
                    #"[{"source_field":"product_id","target_field":"product_id"},{"source_field":"name","target_field":"name"}]"#
                ),
            ]
            let path = Self.base + "/import-from-excel/commit"
            let first = try await shop.bff.send(path, form("book.xlsx", Self.workbook, fields))
            #expect(first.status == 200, "\(first.text)")
            #expect(first.json["stats"]?["new_instances"] == 2)
            let schema = try await shop.bff.send(
                Self.base + "/suggest-schema-from-excel?sheet_name=Others&class_name=Thing",
                form("book.xlsx", Self.workbook))
            let names = schema.json["suggested_schema"]?["properties"]?.array?.compactMap {
                $0["name"]?.string
            }
            #expect(names == ["code", "name", "made_on"])
            let types = schema.json["suggested_schema"]?["properties"]?.array?.compactMap {
                $0["type"]?.string
            }
            #expect(types?.last == "date")
            let absent = try await shop.bff.send(
                Self.base + "/import-from-excel/dry-run",
                form("book.xlsx", Self.workbook, fields + [("sheet_name", "Nowhere")]))
            #expect(absent.status == 400)
            #expect(absent.text.contains("Nowhere"))
            let matches = try await shop.bff.send(
                Self.base + "/suggest-mappings-from-excel?target_class_id=Product",
                form("book.xlsx", Self.workbook))
            let pairs = matches.json["mappings"]?.array?.compactMap { $0["target_field"]?.string }
            #expect(Set(pairs ?? []) == ["product_id", "name"])
            let structure = try await shop.funnel.send(
                "/api/v1/funnel/structure/analyze/excel", form("book.xlsx", Self.workbook))
            #expect(structure.status == 200)
            #expect((structure.json["tables"]?.array?.count ?? 0) >= 1)
        }
    }

    @Test func aSuggestionForAFileKnowsWhatWasAcceptedBefore() async throws {
        try await Uploads.with { shop in
            let path = Self.base + "/suggest-mappings-from-excel?target_class_id=Product"
            func pairs(_ answer: Uploads.Service.Answer) -> [String: String] {
                var pairs: [String: String] = [:]
                for item in answer.json["mappings"]?.array ?? [] {
                    guard let source = item["source_field"]?.string else { continue }
                    pairs[source] = item["target_field"]?.string
                }
                return pairs
            }
            let first = "zz_one;zz_two;zz_three\ny1;Ocarina;3,5\ny2;Piano;4,5\n"
            let fields = [
                ("target_class_id", "Product"),
                (
                    "mappings_json",
                    #"[{"source_field":"zz_one","target_field":"product_id"},{"source_field":"zz_two","target_field":"name"}]"#
                ),
            ]
            let commit = try await shop.bff.send(
                Self.base + "/import-from-excel/commit", form("a.csv", Array(first.utf8), fields))
            #expect(commit.status == 200, "\(commit.text)")
            let second = "ZZ_TWO;ZZ_ONE;other\nQuena;y3;x\nRecorder;y4;x\n"
            let learned = try await shop.bff.send(path, form("b.csv", Array(second.utf8)))
            #expect(learned.status == 200, "\(learned.text)")
            #expect(pairs(learned)["ZZ_ONE"] == "product_id", "\(learned.text)")
            #expect(pairs(learned)["ZZ_TWO"] == "name", "\(learned.text)")
            #expect(learned.json["unmapped_source_fields"] == ["other"])
            // A schema that is sent is all that counts.
            let sent = try await shop.bff.send(
                path,
                form(
                    "b.csv", Array(second.utf8),
                    [("target_schema_json", #"[{"name":"product_id","type":"string"}]"#)]))
            #expect(sent.status == 200)
            #expect(sent.json["target_schema"]?.array?.count == 1)
        }
    }

    @Test func longWorkIsAJobThatTellsHowFarItIsAndCanBeCancelled() async throws {
        try await Uploads.with { shop in
            let rows = (0..<20_000).map { "k\($0);name \($0);1,5;2\n" }.joined()
            let parts = form(
                "many.csv", Array(("product_id;name;price;stock\n" + rows).utf8),
                [("target_class_id", "Product"), ("allow_partial", "true")])
            let started = try await shop.bff.send(
                Self.base + "/import-from-excel/commit?wait=0", parts)
            #expect(started.status == 202)
            let id = try #require(started.json["job_id"]?.string)
            let progress = try await shop.bff.get(Self.base + "/import-progress/\(id)")
            #expect(progress.status == 200)
            #expect(progress.json["job_id"]?.string == id)
            let cancelled = try await shop.bff.ask("DELETE", "/api/v1/tasks/\(id)")
            #expect(cancelled.status == 200, "\(cancelled.text)")
            let ended = try await shop.bff.get(Self.base + "/import-progress/\(id)?wait=30")
            #expect(ended.json["status"] == "cancelled", "\(ended.text)")
            let there = try await shop.engine.run(ListClasses(database: "shop")).items
            let count = there.first { $0.id == "Product" }?.instances ?? 0
            #expect(count < 20_003)
        }
    }

    @Test func whatIsTooLargeIs413WithAWayOut() async throws {
        try await Uploads.with { shop in
            let large = [UInt8](repeating: 0x61, count: ServiceResponder.maximumBodyBytes + 1)
            for path in ["/import-from-excel/dry-run", "/suggest-schema-from-excel"] {
                let answer = try await shop.bff.send(Self.base + path, form("big.csv", large))
                #expect(answer.status == 413)
                #expect(answer.json["code"] == "too_large")
                #expect(answer.json["message"]?.string?.contains("10 MiB") == true)
            }
            let health = try await shop.funnel.get("/api/v1/funnel/health")
            #expect(health.status == 200)
        }
    }

    @Test(arguments: [
        ("max_import_rows", "0"), ("dry_run_rows", "5001"), ("batch_size", "many"),
        ("mode", "replace"), ("table_id", "none"),
    ]) func fieldsOutOfTheirRangeAre422(name: String, value: String) async throws {
        try await Uploads.with { shop in
            let parts = form(
                "goods.csv", Array(Self.csv.utf8), [("target_class_id", "Product"), (name, value)])
            let answer = try await shop.bff.send(Self.base + "/import-from-excel/dry-run", parts)
            #expect(answer.status == 422)
            #expect(answer.text.contains(name))
        }
    }

    @Test func theFunnelNamesMeaningsWhenItIsAsked() async throws {
        try await Uploads.with { shop in
            let body = #"""
                {"columns":["id","mail","at","tags","born"],"include_complex_types":true,"data":[
                 ["1","a@example.org","52.52, 13.40","[1]","2024-01-05"],
                 ["2","b@example.org","48.85, 2.35","[2, 3]","2024-02-05"],
                 ["3","c@example.org","40.71, -74.0","[]","NaN"]]}
                """#
            let answer = try await shop.funnel.post("/api/v1/funnel/analyze", body)
            let types = answer.json["columns"]?.array?.compactMap {
                $0["inferred_type"]?["type"]?.string
            }
            #expect(types == ["xsd:integer", "email", "coordinate", "array", "xsd:date"])
        }
    }

    @Test func whatTheFunnelLeftOutAndWhatTheKeyRepeatsIsTold() async throws {
        try await Uploads.with { shop in
            let rows = (1...30).map { "[\"\($0 == 9 ? 8 : $0)\",\"n\($0)\",\"\($0).50\"]," }
                .joined()
            let body =
                #"{"columns":["item_id","name","price"],"data":["# + rows
                + #"["Total","","465.00","more"]]}"#
            let answer = try await shop.funnel.post("/api/v1/funnel/analyze", body)
            let warnings = answer.json["warnings"]?.array?.compactMap(\.string) ?? []
            #expect(warnings.contains { $0.contains("1 line after the table was left out") })
            #expect(warnings.contains { $0.contains("1 row has more cells") && $0.contains("31") })
            let repair = answer.json["repairs"]?.array?.first { $0["kind"] == "footer" }
            #expect(repair?["action"] == "skipped" && repair?["line"] == 32, "\(answer.text)")
            let key = answer.json["primary_key"]
            #expect(key?["columns"] == ["item_id"])
            #expect(key?["defects"]?["examples"]?.array?.first?["value"] == "8")
            let grid =
                #"{"grid":[["item_id","name","price"],"# + rows + #"["Total","","465.00"]]}"#
            let structure = try await shop.funnel.post("/api/v1/funnel/structure/analyze", grid)
            #expect(structure.json["warnings"]?.array?.isEmpty == false, "\(structure.text)")
        }
    }
}
