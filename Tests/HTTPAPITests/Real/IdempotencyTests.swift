// The same request again changes nothing and gets the same answer, also after a restart.

import Engine
import HTTPAPI
import HTTPTypes
import JSONText
import Testing
import WireFormat

@Suite struct IdempotencyTests {
    private struct Created {
        var name: String
        var answer: Answer
    }

    private let create = "/api/v1/instances/shop/async/Product/create"
    private let key = ["Idempotency-Key": "k-78"]

    @Test(
        "eng-06b · The same key and body is one command, also after a restart; another body is 422")
    func theSameKeyAndBodyIsOneCommandAlsoAfterARestart() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let body = #"{"data":{"product_id":"k1"}}"#
            let first = try await engine.oms.post(create, body, headers: key)
            #expect(first.status == 202)
            try await engine.restart()
            let again = try await engine.oms.post(create, body, headers: key)
            #expect(again.status == 202)
            #expect(again["command_id"] == first["command_id"])
            #expect(again.text == first.text)
            let other = try await engine.oms.post(
                create, #"{"data":{"product_id":"k2"}}"#, headers: key)
            #expect(other.status == 422)
            #expect(other["code"] == "idempotency_key_reused")
            #expect(other.text.contains("k-78"))
        }
    }

    @Test(
        "eng-07b · The same id twice in a bulk is told by row, and the bulk again is answered alike"
    )
    func aBulkUnderAKeyAnswersTheSameAndAddsNothing() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let path = "/api/v1/instances/shop/async/Product/bulk-create"
            let rows =
                #"{"instances":[{"product_id":"i1"},{"product_id":"i2"},{"product_id":"i1"},"#
            let body = rows + #"{"product_id":"i3"}]}"#
            let first = try await engine.oms.post(path, body, headers: key)
            #expect(first.status == 202)
            #expect(first["result", "accepted"] == 3)
            #expect(first["result", "refused", "0", "row"] == 2)
            #expect(first["result", "refused", "0", "message"]?.string?.contains("row 0") == true)
            let again = try await engine.oms.post(path, body, headers: key)
            #expect(again.text == first.text)
            let other = try await engine.oms.post(
                path, #"{"instances":[{"product_id":"i9"}]}"#, headers: key)
            #expect(other.status == 422)
            let count = try await engine.oms.get(
                "/api/v1/instance/shop/class/Product/count?position="
                    + (first["command_id"]?.string ?? ""))
            #expect(count["count"] == 6)
            try await refuseRowsThatAreNone(engine)
        }
    }

    /// What is no row beside others that are.
    private func refuseRowsThatAreNone(_ engine: RealEngine) async throws {
        let path = "/api/v1/instances/shop/async/Product"
        let made = try await engine.oms.post(
            path + "/bulk-create", #"{"instances":[{"product_id":"b1"},7,null,{"stock":"x"}]}"#)
        #expect(made.status == 202, "\(made.text)")
        #expect(made["result", "accepted"] == 1)
        let states = (made["result", "rows"]?.array ?? []).map { $0["status"]?.string }
        #expect(states == ["accepted", "refused", "refused", "refused"])
        let named = (made["result", "refused"]?.array ?? []).map { $0["command_id"] ?? .null }
        #expect(named == [.null, .null, .null], "what is refused is no command")
        let changed = try await engine.oms.post(
            path + "/bulk-update",
            #"""
            {"instances":[{"instance_id":"p1","data":{"stock":1}},7,{"data":{"stock":1}},
             {"instance_id":"p2","data":7},{"instance_id":"p3","expected_seq":"x","data":{}},
             {"instance_id":"p2","command_id":"no UUID","data":{"stock":1}}]}
            """#)
        #expect(changed["result", "accepted"] == 1, "\(changed.text)")
        #expect(changed["result", "refused"]?.array?.count == 5)
    }

    private struct Raced: Sendable {
        var key: String
        var answer: Answer
    }

    /// A branch that is there is refused: who works the request a second time gets another answer.
    @Test func oneKeyAskedOfTwoProcessesAtOnceIsWorkedOnce() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let (one, other) = (engine.oms, engine.twin)
            let raced = try await withThrowingTaskGroup(of: Raced.self) { group in
                for number in 0..<32 {
                    let (port, key) = (number % 2 == 0 ? one : other, "b-\(number / 8)")
                    group.addTask {
                        let answer = try await port.post(
                            "/api/v1/branch/shop/create", #"{"branch_name":"\#(key)"}"#,
                            headers: ["Idempotency-Key": key])
                        return Raced(key: key, answer: answer)
                    }
                }
                return try await group.reduce(into: [Raced]()) { $0.append($1) }
            }
            for key in Set(raced.map(\.key)) {
                let answers = raced.filter { $0.key == key }.map(\.answer)
                let done = answers.filter { $0.status == 200 }
                #expect(!done.isEmpty, "\(answers)")
                #expect(Set(done.map(\.text)).count == 1)
                let refused = answers.filter { $0.status != 200 }
                #expect(refused.allSatisfy { $0["code"] == "request_running" }, "\(refused)")
                #expect(refused.allSatisfy { $0.headers[.retryAfter] == "1" })
            }
            let list = try await one.get("/api/v1/branch/shop/list")
            #expect(list["data", "total"] == 5)
        }
    }

    @Test func whatIsNoCommandIsDoneOnceToo() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let path = "/api/v1/branch/shop/create"
            let body = #"{"branch_name":"b"}"#
            let first = try await engine.oms.post(path, body, headers: key)
            #expect(first.status == 200)
            try await engine.restart()
            let again = try await engine.oms.post(path, body, headers: key)
            #expect(again.status == 200)
            #expect(again.text == first.text)
            let other = try await engine.oms.post(
                path, #"{"branch_name":"c"}"#, headers: key)
            #expect(other.status == 422)
        }
    }

    @Test("eng-04a · Of fifty creators of one id one wins, and its data stand")
    func manyCreatorsOfOneInstanceAreOneWinnerAndConflicts() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let oms = engine.oms
            let path = create
            let answers = try await withThrowingTaskGroup(of: Created.self) { group in
                for number in 0..<50 {
                    group.addTask {
                        let name = "n\(number)"
                        let answer = try await oms.post(
                            path, #"{"data":{"product_id":"one","name":"\#(name)"}}"#)
                        return Created(name: name, answer: answer)
                    }
                }
                return try await group.reduce(into: [Created]()) { $0.append($1) }
            }
            let winners = answers.filter { $0.answer.status == 202 }
            #expect(winners.count == 1)
            let conflicts = answers.map(\.answer).filter { $0.status == 409 }
            #expect(conflicts.count == 49)
            #expect(conflicts.allSatisfy { $0["detail", "expected_seq"] == 0 })
            #expect(conflicts.allSatisfy { ($0["detail", "actual_seq"]?.integer ?? 0) > 0 })
            let position = winners.first?.answer["command_id"]?.string ?? ""
            let read = try await oms.get(
                "/api/v1/instance/shop/instance/one?class_id=Product&position=" + position)
            #expect(read["data", "data", "name"]?.string == winners.first?.name)
            let steps = try await engine.run(
                TraceLineage(database: "shop", className: "Product", key: "one")
            ).steps
            #expect(steps.map(\.eventType) == ["INSTANCE_CREATED"])
        }
    }

    @Test func deletedAndCreatedAgainTheSequenceGoesOn() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let base = "/api/v1/instances/shop/async/Product"
            let oms = engine.oms
            #expect(
                try await oms.ask("DELETE", base + "/p1/delete?expected_seq=2&wait=20").status
                    == 202)
            let again = try await oms.post(
                base + "/create?wait=20&until=projected",
                #"{"data":{"product_id":"p1","name":"B"}}"#)
            #expect(again.status == 202)
            #expect(again["status"] == "COMPLETED")
            let read = try await oms.get("/api/v1/instance/shop/instance/p1?class_id=Product")
            #expect(read["data", "data", "name"] == "B")
            #expect(read["data", "data_status"] == "FULL")
            #expect(read.headers[.eTag] == "\"6\"")
        }
    }

    @Test func aPatchReachesInsideAndNullTakesAway() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let path = "/api/v1/instances/shop/async/Product/p3?wait=20&until=projected"
            let answer = try await engine.oms.ask(
                "PATCH", path,
                headers: ["Content-Type": "application/merge-patch+json", "If-Match": "\"2\""],
                body: #"{"size":{"w":5,"h":null},"name":null}"#)
            #expect(answer.status == 202, "\(answer.text)")
            let read = try await engine.oms.get(
                "/api/v1/instance/shop/instance/p3?class_id=Product")
            #expect(read["data", "data", "size"] == ["w": 5])
            #expect(read["data", "data", "name"] == nil)
            #expect(read["data", "data", "price"] == 3)
            let stale = try await engine.oms.ask(
                "PATCH", path,
                headers: ["Content-Type": "application/json", "If-Match": "\"2\""],
                body: #"{"stock":1}"#)
            #expect(stale.status == 409)
            #expect(stale["detail", "actual_seq"] == 4)
        }
    }
}

@Suite struct RowStreamTests {
    @Test func eachLineGetsItsAnswerInOrder() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let lines = [
                #"{"product_id":"s1"}"#, #"{"product_id":"s1"}"#, "", "no json",
                #"{"operation":"update","instance_id":"p1","data":{"stock":3}}"#,
                #"{"operation":"delete","instance_id":"p2","expected_seq":9}"#,
                #"{"operation":"burn","instance_id":"p3"}"#,
            ]
            let answer = try await engine.oms.ask(
                "POST", "/api/v1/instances/shop/async/Product/stream",
                headers: ["Content-Type": "application/x-ndjson"],
                body: lines.joined(separator: "\n"))
            #expect(answer.status == 200)
            let rows = try answer.text.split(separator: "\n").map { try JSON(parsing: String($0)) }
            #expect(rows.map { $0["row"]?.integer } == [0, 1, 2, 3, 4, 5])
            #expect(
                rows.map { $0["status"]?.string }
                    == ["accepted", "refused", "refused", "accepted", "refused", "refused"])
            #expect(rows[4]["code"] == "optimistic_concurrency_conflict")
        }
    }
}
