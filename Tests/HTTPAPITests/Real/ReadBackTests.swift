// What was written is read back as it was meant, through the other routes.

import Engine
import HTTPAPI
import JSONText
import Testing
import WireFormat

@Suite struct ReadBackTests {
    @Test func anUpdatedClassShowsTheUpdate() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let update = try await engine.oms.ask(
                "PUT",
                "/api/v1/database/shop/ontology/Product?expected_seq=2&wait=20&until=projected",
                headers: ["Content-Type": "application/json"],
                body: #"{"description":"what is sold"}"#)
            #expect(update["outcome", "status"] == "COMPLETED", "\(update.text)")
            let read = try await engine.bff.get("/api/v1/database/shop/ontology/Product")
            #expect(read["description"] == "what is sold")
            #expect(read["properties"]?.array?.count == 5)
            let note = try await engine.bff.post(
                "/api/v1/database/shop/ontology/Product/mapping-metadata?wait=20&until=projected",
                #"{"sourceFile":"a.csv","mappingsCount":2}"#)
            #expect(note["data", "total_history_entries"] == 1)
            let noted = try await engine.bff.get("/api/v1/database/shop/ontology/Product")
            #expect(noted["metadata", "mapping_sources"] == ["a.csv"])
        }
    }

    @Test func aQuerySortsAndFiltersByType() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let answer = try await engine.bff.post(
                "/api/v1/database/shop/query",
                #"""
                {"class_id":"Product","select":["Title"],"order_by":"price",
                 "order_direction":"desc","filters":[{"field":"price","operator":"gt","value":3}]}
                """#)
            #expect(answer["total"] == 2)
            #expect(
                answer["results"]?.array?.compactMap { $0["Title"]?.string } == ["Bow", "Axe"])
            let list = try await engine.bff.get(
                "/api/v1/database/shop/class/Product/instances?sort=-price&limit=1")
            #expect(list["total"] == 3)
            #expect(list["instances", "0", "instance_id"] == "p2")
            let newest = try await engine.bff.get("/api/v1/database/shop/class/Product/instances")
            #expect(newest["instances", "0", "instance_id"] == "p3")
            let unknown = try await engine.bff.post(
                "/api/v1/database/shop/query",
                #"{"class_id":"Product","filters":[{"field":"colour","operator":"eq","value":1}]}"#)
            #expect(unknown.status == 400)
        }
    }

    /// The same at OMS and BFF: every instance once, in the order, whatever comes between two pages.
    @Test(arguments: ["price", "-price", "key", "-key", ""])
    func aSortedListIsReadByCursorToItsEnd(_ sort: String) async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let rows = (1...7).map { #"{"gadget_id":"g\#($0)","price":\#($0 % 3)}"# }
            let made = try await engine.bff.post(
                "/api/v1/database/shop/import-csv-data",
                #"{"csv_data":[\#(rows.joined(separator: ","))],"source_file":"gadgets.csv"}"#)
            let progress = try await engine.bff.get(
                "/api/v1/database/shop/import-progress/\(made["job_id"]?.string ?? "")")
            let className = try #require(
                progress["result", "tables", "0", "className"]?.string)
            let oms = "/api/v1/instance/shop/class/\(className)/instances"
            let bff = "/api/v1/database/shop/class/\(className)/instances"
            let whole = try await engine.oms.get("\(oms)?sort=\(sort)&limit=100")
            let expected = whole["instances"]?.array?.compactMap { $0["instance_id"]?.string } ?? []
            #expect(expected.count == 7)
            for (asking, path) in [(engine.oms, oms), (engine.bff, bff)] {
                var (seen, cursor) = ([String](), "")
                repeat {
                    let page = try await asking.get(
                        "\(path)?sort=\(sort)&limit=2&cursor=\(Self.escaped(cursor))")
                    #expect(page.status == 200, "\(page.text)")
                    let items = page["instances"]?.array ?? []
                    #expect(items.count <= 2 && page["total"] == 7)
                    seen += items.compactMap { $0["instance_id"]?.string }
                    cursor = page["next_cursor"]?.string ?? ""
                } while !cursor.isEmpty && seen.count < 100
                #expect(Set(seen) == Set(expected) && seen.count == 7)
                if sort != "" { #expect(Self.prices(seen, sort) == Self.prices(expected, sort)) }
            }
            let refused = try await engine.oms.get("\(oms)?cursor=&sort=updated_at")
            #expect(refused.status == 400 && refused.text.contains("key or a property"))
            let other = try await engine.oms.get("\(oms)?cursor=nonsense&sort=price")
            #expect(other.status == 400, "\(other.text)")
        }
    }

    /// What the order is about; equal ones stand in any order.
    private static func prices(_ keys: [String], _ sort: String) -> [Int] {
        keys.map { key in
            let number = Int(key.drop { !$0.isNumber }) ?? 0
            return sort.hasSuffix("price") ? number % 3 : number
        }
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = (48...57).contains(byte) || (97...122).contains(byte)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + hex(byte)
        }.joined()
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = Array("0123456789ABCDEF")
        return String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
    }

    @Test func importedRowsAreThere() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let rows = (1...5).map { #"{"gadget_id":"g\#($0)","weight":\#($0)}"# }
            let answer = try await engine.bff.post(
                "/api/v1/database/shop/import-csv-data",
                #"{"csv_data":[\#(rows.joined(separator: ","))],"source_file":"gadgets.csv"}"#)
            #expect(answer["status"] == "completed", "\(answer.text)")
            #expect(answer["results", "success_count"] == 5)
            let job = answer["job_id"]?.string ?? ""
            let progress = try await engine.bff.get("/api/v1/database/shop/import-progress/\(job)")
            #expect(progress["status"] == "completed")
            let className = try #require(
                progress["result", "tables", "0", "className"]?.string)
            let count = try await engine.oms.get(
                "/api/v1/instance/shop/class/\(className)/count")
            #expect(count["count"] == 5)
        }
    }

    @Test func theStreamStartsWithHowItStandsAndResumes() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let first = try await engine.bff.get("/api/v1/stream?limit=0")
            #expect(first.text.hasPrefix("id: "))
            #expect(first.text.contains("event: snapshot"))
            let resumed = try await engine.bff.get(
                "/api/v1/stream?limit=2", headers: ["Last-Event-ID": "2"])
            let ids = resumed.text.split(separator: "\n").filter { $0.hasPrefix("id: ") }
            #expect(ids == ["id: 2", "id: 3", "id: 4"])
        }
    }

    @Test func aReaderThatComesBackGetsExactlyWhatItMissedAlsoAfterARestart() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let seen = try await engine.run(FollowLog(after: nil)).position
            let create = "/api/v1/instances/shop/async/Product/create?wait=20"
            _ = try await engine.oms.post(create, #"{"data":{"product_id":"s1"}}"#)
            try await engine.restart()
            _ = try await engine.oms.post(create, #"{"data":{"product_id":"s2"}}"#)
            let resumed = try await engine.bff.get(
                "/api/v1/stream?database=shop&limit=4", headers: ["Last-Event-ID": seen])
            let events = try resumed.text.split(separator: "\n").filter { $0.hasPrefix("data: ") }
                .dropFirst().map { try JSON(parsing: String($0.dropFirst(6))) }
            #expect(
                events.map { $0["aggregate"]?.string }
                    == ["Product/s1", "Product/s1", "Product/s2", "Product/s2"])
            let wrong = try await engine.bff.get(
                "/api/v1/stream?limit=1", headers: ["Last-Event-ID": "yesterday"])
            #expect(wrong.status == 400)
            // A place that the log has not reached: nothing of what comes is passed over.
            let ahead = try await engine.bff.get(
                "/api/v1/stream?limit=0", headers: ["Last-Event-ID": "99999999"])
            let end = try await engine.run(FollowLog(after: nil)).position
            #expect(ahead.text.hasPrefix("id: \(end)\n"), "\(ahead.text.prefix(100))")
        }
    }

    @Test func commandsAreFoundByWhatTheyAre() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let path = "/api/v1/commands?database=shop&type=CREATE_INSTANCE&class=Product&limit=2"
            let first = try await engine.oms.get(path)
            #expect(first["count"] == 2)
            let cursor = try #require(first["next_cursor"]?.string)
            let second = try await engine.oms.get(path + "&cursor=" + cursor)
            let all = [first, second].flatMap { $0["commands"]?.array ?? [] }
            #expect(
                all.compactMap { $0["aggregate"]?.string }
                    == ["Product/p3", "Product/p2", "Product/p1"])
            let wrong = try await engine.oms.get(path + "&cursor=nonsense")
            #expect(wrong.status == 400)
            #expect(wrong["message"]?.string?.contains("next_cursor") == true)
            let text = try await engine.oms.get("/api/v1/commands?database=shop&text=axe")
            #expect(text["count"] == 1)
        }
    }

    @Test func labelsGoInAndComeOutAgain() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let base = "/api/v1/database/shop/mappings"
            let file =
                #"{"classes":[{"class_id":"Product","label":"Ware","label_lang":"de"}],"properties":[{"property_id":"colour","label":"Farbe"}]}"#
            let form =
                "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"l.json\"\r\n\r\n"
                + file + "\r\n--cut--"
            let type = ["Content-Type": "multipart/form-data; boundary=cut"]
            let check = try await engine.bff.ask(
                "POST", base + "/validate", headers: type, body: form)
            #expect(check["status"] == "warning")
            #expect(
                check["data", "details", "unmapped_properties", "0", "property_id"] == "colour")
            let taken = try await engine.bff.ask(
                "POST", base + "/import", headers: type, body: form)
            #expect(taken["data", "stats", "total"] == 2, "\(taken.text)")
            let out = try await engine.bff.post(base + "/export", "{}")
            #expect(out["classes", "0", "label"] == "Ware")
            let summary = try await engine.bff.get(base)
            #expect(summary["by_language", "de", "classes"] == 1)
        }
    }
}
