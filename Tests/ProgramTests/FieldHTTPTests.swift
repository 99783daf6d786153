// Faults that others had in the field, at the size in which they were reported, over the ports of the program: fifty
// creators a hundred times, a thousand updates in between, a thousand looks at the lag. After each of them log, graph,
// documents and the audit chain agree.

import Foundation
import JSONText
import TestSupport
import Testing

@Suite(.serialized, .enabled(if: Program.isNamed(for: "field cases over HTTP")))
struct FieldHTTPTests {
    private static let items = "/api/v1/instances/shop/async/Item"
    private static let wait = "?wait=60&until=projected"

    private static let shop = [
        ("/api/v1/database/create", #"{"name":"shop"}"#),
        ("/api/v1/database/create", #"{"name":"other"}"#),
        ("/api/v1/database/shop/ontology", item), ("/api/v1/database/other/ontology", item),
        (
            "/api/v1/database/shop/ontology",
            #"{"id":"Note","properties":[{"name":"text","type":"string"}]}"#
        ),
        (
            "/api/v1/database/other/ontology",
            #"{"id":"Note","properties":[{"name":"text","type":"string"}]}"#
        ),
    ]
    private static let item = #"""
        {"id":"Item","properties":[{"name":"item_id","type":"string","required":true},
         {"name":"name","type":"string"},{"name":"qty","type":"integer"}]}
        """#

    /// An engine with the shop in it; at the end all stores agree.
    private func inShop(_ body: (String, ServedProgram) async throws -> ServedProgram) async throws
    {
        try await TemporaryFolder.with { folder in
            let path = folder.file("data")
            let first = try await ServedProgram(path)
            for (place, content) in FieldHTTPTests.shop {
                let answer = try await first.ask("POST", place + FieldHTTPTests.wait, content)
                #expect(answer.status == 202, "\(answer)")
            }
            let last = try await body(path, first)
            let settled = try await last.ask(
                "POST", "/api/v1/database/create" + FieldHTTPTests.wait, #"{"name":"at-the-end"}"#)
            #expect(settled.json["reached"] == true, "\(settled)")
            await last.stop()
            let report = try await Program.run(["verify", "--data-dir", path, "--json"])
            #expect(report.code == 0, "\(report.output) \(report.errors)")
        }
    }

    private struct Created: Sendable {
        var name: String
        var answer: ServedProgram.Answer
    }

    @Test("eng-04a · Of fifty creators of one id one wins, a hundred times")
    func creators() async throws {
        try await inShop { _, program in
            for round in 0..<100 {
                let answers = try await withThrowingTaskGroup(of: Created.self) { group in
                    for number in 0..<50 {
                        group.addTask {
                            let name = "n\(number)"
                            let body = #"{"data":{"item_id":"i-\#(round)","name":"\#(name)"}}"#
                            return Created(
                                name: name,
                                answer: try await program.ask(
                                    "POST", FieldHTTPTests.items + "/create", body))
                        }
                    }
                    return try await group.reduce(into: [Created]()) { $0.append($1) }
                }
                let winners = answers.filter { $0.answer.status == 202 }
                let refused = answers.map(\.answer).filter { $0.status == 409 }
                #expect(winners.count == 1, "round \(round)")
                #expect(refused.count == 49, "round \(round)")
                let details = refused.compactMap { $0.json["detail"] }
                #expect(details.allSatisfy { $0["expected_seq"] == 0 })
                #expect(details.allSatisfy { ($0["actual_seq"]?.integer ?? 0) > 0 })
                let position = winners.first?.answer.json["command_id"]?.string ?? ""
                let read = try await program.ask(
                    "GET",
                    "/api/v1/instance/shop/instance/i-\(round)?class_id=Item&position=\(position)")
                #expect(read.json["data"]?["data"]?["name"]?.string == winners.first?.name)
                let lives = try await program.lives("Item", "i-\(round)")
                #expect(lives.map(\.type) == ["INSTANCE_CREATED"])
            }
            return program
        }
    }

    @Test("eng-05a · The same command after a thousand others does nothing, also after a restart")
    func sameCommand() async throws {
        try await inShop { path, program in
            var program = program
            let create = FieldHTTPTests.items + "/create"
            let id = "0190c6f0-0000-7000-8000-00000000000a"
            let body = #"{"data":{"item_id":"i-1","name":"first"},"command_id":"\#(id)"}"#
            let first = try await program.ask("POST", create + "?wait=60", body)
            #expect(first.json["status"] == "COMPLETED", "\(first)")
            for number in 0..<1000 {
                let answer = try await program.ask(
                    "PUT",
                    FieldHTTPTests.items
                        + "/i-1/update?expected_seq=\(2 + number * 2)&wait=60",
                    #"{"data":{"qty":\#(number)}}"#)
                #expect(answer.status == 202, "\(number): \(answer)")
            }
            let read = "/api/v1/instance/shop/instance/i-1?class_id=Item"
            let before = try await program.ask("GET", read)
            #expect(before.json["data"]?["version"] == 2002)
            for _ in 0..<2 {
                let again = try await program.ask("POST", create + FieldHTTPTests.wait, body)
                #expect(again.status == 202, "\(again)")
                #expect(again.json["command_id"] == first.json["command_id"])
                let other = body.replacing("first", with: "other")
                #expect(try await program.ask("POST", create, other).status == 409)
                #expect(try await program.lives("Item", "i-1").count == 1001)
                let now = try await program.ask("GET", read)
                #expect(now.json["data"] == before.json["data"])
                await program.kill()
                program = try await ServedProgram(path)
            }
            return program
        }
    }

    @Test("eng-06b · A key holds over kill -9, refuses another body, and is of one database")
    func keys() async throws {
        try await inShop { path, program in
            let create = "/api/v1/instances/shop/async/Note/create"
            let body = #"{"data":{"text":"A"}}"#
            let first = try await program.ask("POST", create, body, key: "k-78")
            #expect(first.status == 202, "\(first)")
            await program.kill()
            let next = try await ServedProgram(path)
            let again = try await next.ask("POST", create, body, key: "k-78")
            #expect(again.status == 202)
            #expect(again.text == first.text)
            let other = try await next.ask("POST", create, #"{"data":{"text":"B"}}"#, key: "k-78")
            #expect(other.status == 422)
            #expect(other.json["code"] == "idempotency_key_reused")
            #expect(other.text.contains("k-78"))
            let elsewhere = try await next.ask(
                "POST", create.replacing("shop", with: "other") + FieldHTTPTests.wait, body,
                key: "k-78")
            #expect(elsewhere.status == 202, "\(elsewhere)")
            #expect(elsewhere.json["command_id"] != first.json["command_id"])
            let doctor = try await Program.run(["doctor", "--data-dir", path, "--json"])
            #expect(doctor.output.contains("Idempotency-Key"), "the window is told")
            for database in ["shop", "other"] {
                let count = try await next.ask(
                    "GET", "/api/v1/instance/\(database)/class/Note/count")
                #expect(count.json["count"] == 1, "\(database)")
            }
            return next
        }
    }

    @Test("eng-07b · The same id twice in a bulk is told by row; the bulk again is answered alike")
    func twiceInABulk() async throws {
        try await inShop { path, program in
            let bulk = FieldHTTPTests.items + "/bulk-create"
            let rows = ["i-1", "i-2", "i-1", "i-3"].map { #"{"item_id":"\#($0)"}"# }
            let body = #"{"instances":[\#(rows.joined(separator: ","))]}"#
            let first = try await program.ask("POST", bulk, body, key: "b-1")
            #expect(first.status == 202)
            let states = (first.json["result"]?["rows"]?.array ?? []).map { $0["status"]?.string }
            #expect(states == ["accepted", "accepted", "refused", "accepted"])
            let refused = first.json["result"]?["refused"]?.array?.first
            #expect(refused?["code"] == "optimistic_concurrency_conflict")
            #expect(refused?["details"]?["row"] == 0)
            await program.kill()
            let next = try await ServedProgram(path)
            let again = try await next.ask("POST", bulk, body, key: "b-1")
            #expect(again.text == first.text)
            let position = first.json["command_id"]?.string ?? ""
            let count = try await next.ask(
                "GET", "/api/v1/instance/shop/class/Item/count?position=\(position)")
            #expect(count.json["count"] == 3)
            return next
        }
    }

    @Test("eng-08a · Created, deleted and created again it is there, and a rebuild says the same")
    func bothLives() async throws {
        try await inShop { path, program in
            let items = FieldHTTPTests.items
            func create(_ name: String) async throws -> ServedProgram.Answer {
                try await program.ask(
                    "POST", items + "/create" + FieldHTTPTests.wait,
                    #"{"data":{"item_id":"i-5","name":"\#(name)"}}"#)
            }
            #expect(try await create("A").status == 202)
            let gone = try await program.ask("DELETE", items + "/i-5/delete?expected_seq=2&wait=60")
            #expect(gone.status == 202)
            #expect(try await create("B").status == 202)
            func seen() async throws -> JSON? {
                let answer = try await program.ask(
                    "POST", "/api/v1/graph-query/shop",
                    #"{"start_class":"Item","hops":[],"filters":{"item_id":"i-5"}}"#, of: .bff)
                return answer.json["nodes"]?.array?.first
            }
            let before = try await seen()
            #expect(before?["data_status"] == "FULL")
            #expect(before?["data"]?["data"]?["name"] == "B")
            let lives = try await program.lives("Item", "i-5")
            #expect(
                lives.map(\.type) == ["INSTANCE_CREATED", "INSTANCE_DELETED", "INSTANCE_CREATED"])
            #expect(lives.map(\.sequence) == [2, 4, 6])
            let rebuilt = try await program.ask(
                "POST", "/engine/v1/rebuild-read-model",
                #"{"models":["graph","documents","lineage"]}"#, of: .bff)
            #expect(rebuilt.status == 200, "\(rebuilt)")
            let after = try await seen()
            #expect(after?["data_status"] == "FULL")
            #expect(after?["data"]?["data"] == before?["data"]?["data"])
            #expect(after?["sequence_number"] == 6)
            return program
        }
    }

    @Test("eng-16a · In a thousand looks under load no lag is negative")
    func lag() async throws {
        try await inShop { _, program in
            let fresh = try await program.ask(
                "POST", "/engine/v1/pipeline-status", "{}", of: .bff)
            #expect((fresh.json["workers"]?.array?.count ?? 0) >= 5)
            let writing = Task {
                for number in 0..<200 {
                    let rows = (0..<20).map { #"{"item_id":"l-\#(number)-\#($0)"}"# }
                    let answer = try await program.ask(
                        "POST", FieldHTTPTests.items + "/bulk-create",
                        #"{"instances":[\#(rows.joined(separator: ","))]}"#)
                    #expect(answer.status == 202, "\(answer)")
                }
            }
            var (lowest, highest) = (Int.max, 0)
            for _ in 0..<1000 {
                let view = try await program.ask(
                    "POST", "/engine/v1/pipeline-status", "{}", of: .bff)
                for worker in view.json["workers"]?.array ?? [] {
                    let lag = worker["lag"]?.integer ?? -1
                    (lowest, highest) = (min(lowest, lag), max(highest, lag))
                    let committed = worker["committed"]?.integer ?? 0
                    #expect(committed <= worker["end"]?.integer ?? -1, "\(worker.text)")
                }
            }
            try await writing.value
            #expect(lowest == 0, "from \(lowest) to \(highest)")
            return program
        }
    }

    private struct Look: Sendable {
        var workers: [JSON]
    }

    @Test(
        "eng-16a · In a thousand looks by the command line no lag is negative; none committed is null"
    )
    func lagByTheCommandLine() async throws {
        try await TemporaryFolder.with { folder in
            let fresh = try await look(folder.folder("fresh"))
            #expect(fresh.workers.count >= 5)
            let silent = fresh.workers.first { $0["name"] == "instance" }
            #expect(silent?["committed"] == .null, "\(fresh.workers)")
            #expect(silent?["lag"] == 0, "nothing waits for it")
            #expect(fresh.workers.allSatisfy { ($0["lag"]?.integer ?? -1) >= 0 })
            let table = try await Program.run(
                ["workers", "list", "--data-dir", folder.folder("other")])
            #expect(table.output.contains("–"), "\(table.output)")
        }
        try await inShop { path, program in
            let writing = Task {
                var number = 0
                while !Task.isCancelled {
                    number += 1
                    let rows = (0..<20).map { #"{"item_id":"c-\#(number)-\#($0)"}"# }
                    let answer = try await program.ask(
                        "POST", FieldHTTPTests.items + "/bulk-create",
                        #"{"instances":[\#(rows.joined(separator: ","))]}"#)
                    #expect(answer.status == 202, "\(answer)")
                }
            }
            // Several at a time: each is a process of its own that starts, asks and ends.
            let (lowest, highest) = try await withThrowingTaskGroup(of: (Int, Int).self) { group in
                for _ in 0..<4 { group.addTask { try await lags(path, looks: 250) } }
                return try await group.reduce(into: (Int.max, 0)) { all, part in
                    all = (min(all.0, part.0), max(all.1, part.1))
                }
            }
            writing.cancel()
            _ = await writing.result
            #expect(lowest == 0, "from \(lowest) to \(highest)")
            return program
        }
    }

    /// The lowest and the highest.
    private func lags(_ path: String, looks: Int) async throws -> (Int, Int) {
        var (lowest, highest) = (Int.max, 0)
        for _ in 0..<looks {
            for worker in try await look(path).workers {
                let lag = worker["lag"]?.integer ?? -1
                (lowest, highest) = (min(lowest, lag), max(highest, lag))
                #expect(worker["committed"] != nil)
            }
        }
        return (lowest, highest)
    }

    private func look(_ path: String) async throws -> Look {
        let outcome = try await Program.run(["workers", "--json", "--data-dir", path])
        #expect(outcome.code == 0, "\(outcome.errors)")
        let workers = try JSON(parsing: outcome.output).array ?? []
        #expect(!workers.isEmpty)
        return Look(workers: workers)
    }

    @Test("gra-06b · Ten thousand equal sort keys in pages of 77, forward and back")
    func equalKeys() async throws {
        try await inShop { _, program in
            for part in 0..<10 {
                let rows = (0..<1000).map { #"{"item_id":"e\#(part * 1000 + $0)","qty":7}"# }
                let bulk = try await program.ask(
                    "POST", FieldHTTPTests.items + "/bulk-create" + FieldHTTPTests.wait,
                    #"{"instances":[\#(rows.joined(separator: ","))]}"#)
                #expect(bulk.json["result"]?["accepted"] == 1000)
            }
            func page(_ number: Int) async throws -> [String] {
                let answer = try await program.ask(
                    "GET",
                    "/api/v1/database/shop/class/Item/instances?sort=qty&limit=77"
                        + "&offset=\(number * 77)", of: .bff)
                return (answer.json["instances"]?.array ?? []).compactMap {
                    $0["instance_id"]?.string
                }
            }
            var forward: [[String]] = []
            for number in 0..<130 { forward.append(try await page(number)) }
            let all = forward.joined()
            #expect(all.count == 10_000)
            #expect(Set(all).count == 10_000)
            #expect(Array(all) == all.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
            for number in stride(from: 129, through: 0, by: -1) {
                #expect(try await page(number) == forward[number], "page \(number)")
            }
            return program
        }
    }
}
