// Branches: a fork holds what its parent held, changes stay apart, merges bring them together or say why not.

import Engine
import HTTPAPI
import JSONText
import Testing
import WireFormat

@Suite struct BranchTests {
    private func fork(_ engine: RealEngine, _ name: String = "b") async throws {
        try await engine.openShop()
        let answer = try await engine.oms.post(
            "/api/v1/branch/shop/create", #"{"branch_name":"\#(name)"}"#)
        #expect(answer.status == 200, "\(answer.text)")
    }

    private func update(
        _ engine: RealEngine, _ key: String, _ data: String, branch: String
    ) async throws {
        let answer = try await engine.oms.ask(
            "PATCH",
            "/api/v1/instances/shop/async/Product/\(key)?branch=\(branch)&wait=20&until=projected",
            headers: ["Content-Type": "application/json"], body: data)
        #expect(answer.status == 202, "\(answer.text)")
    }

    private func name(_ engine: RealEngine, _ key: String, _ branch: String) async throws -> JSON? {
        try await engine.oms.get(
            "/api/v1/instance/shop/instance/\(key)?class_id=Product&branch=\(branch)")[
                "data", "data", "name"]
    }

    @Test func aForkHoldsWhatItsParentHeldAndChangesStayApart() async throws {
        try await RealEngine.with { engine in
            try await fork(engine)
            #expect(try await name(engine, "p1", "b") == "Axe")
            try await update(engine, "p1", #"{"name":"Adze"}"#, branch: "b")
            #expect(try await name(engine, "p1", "b") == "Adze")
            #expect(try await name(engine, "p1", "main") == "Axe")
            let graph = try await engine.bff.post(
                "/api/v1/graph-query/shop?branch=b",
                #"{"start_class":"Product","hops":[{"predicate":"made_by","target_class":"Maker"}]}"#
            )
            #expect(graph["count"] == 4)
            let nowhere = try await engine.oms.get(
                "/api/v1/instance/shop/instance/p1?class_id=Product&branch=nowhere")
            #expect(nowhere.status == 404)
        }
    }

    @Test func aBranchThatIsNotWholeIsListedAndRefused() async throws {
        try await RealEngine.with { engine in
            try await fork(engine)
            let list = try await engine.bff.get("/api/v1/databases/shop/branches")
            #expect(list["branches", "0", "state"] == "ready")
            #expect(list["branches", "1", "state"] == "ready")
            try await engine.note("BRANCH_DELETING", ["name": "b"])
            let info = try await engine.oms.get("/api/v1/branch/shop/branch/b/info")
            #expect(info["data", "state"] == "deleting", "\(info.text)")
            let refused = try await engine.oms.post(
                "/api/v1/version/shop/merge", #"{"source_branch":"b"}"#)
            #expect(refused.status == 409 && refused["code"] == "branch_not_ready")
        }
    }

    @Test func theDifferenceOfTwoBranchesIsWhatWasChanged() async throws {
        try await RealEngine.with { engine in
            try await fork(engine)
            let none = try await engine.oms.get(
                "/api/v1/version/shop/diff?from_ref=main&to_ref=b")
            #expect(none["data", "changes"] == [])
            try await update(engine, "p1", #"{"name":"Adze"}"#, branch: "b")
            let one = try await engine.oms.get(
                "/api/v1/version/shop/diff?from_ref=main&to_ref=b")
            #expect(one["data", "summary"] == ["added": 0, "modified": 1, "deleted": 0])
            #expect(one["data", "changes", "0", "path"] == "Product/p1")
        }
    }

    @Test func aMergeBringsTheChangesOver() async throws {
        try await RealEngine.with { engine in
            try await fork(engine)
            try await update(engine, "p1", #"{"name":"Adze","price":null}"#, branch: "b")
            try await update(engine, "p2", #"{"name":"Bolt"}"#, branch: "main")
            let merged = try await engine.oms.post(
                "/api/v1/version/shop/merge", #"{"source_branch":"b"}"#)
            #expect(merged.status == 200, "\(merged.text)")
            #expect(merged["data", "commands"] == 1)
            #expect(try await name(engine, "p1", "main") == "Adze")
            #expect(try await name(engine, "p2", "main") == "Bolt")
            let again = try await engine.oms.post(
                "/api/v1/version/shop/merge", #"{"source_branch":"b"}"#)
            #expect(again["data", "commands"] == 0)
        }
    }

    @Test func whatBothSidesChangedIsAConflictUntilItIsResolved() async throws {
        try await RealEngine.with { engine in
            try await fork(engine)
            try await update(engine, "p1", #"{"name":"Adze"}"#, branch: "b")
            try await update(engine, "p1", #"{"name":"Hatchet"}"#, branch: "main")
            let refused = try await engine.oms.post(
                "/api/v1/version/shop/merge", #"{"source_branch":"b"}"#)
            #expect(refused.status == 409)
            #expect(try await name(engine, "p1", "main") == "Hatchet")
            let sides = #""source_branch":"b","target_branch":"main""#
            let preview = try await engine.bff.post(
                "/api/v1/database/shop/merge/simulate", "{\(sides)}")
            #expect(
                preview["data", "merge_preview", "conflicts", "0", "type"]
                    == "modify_modify_conflict")
            let value = #"{"product_id":"p1","name":"Both","made_by":"Maker/m1"}"#
            let resolved = try await engine.bff.post(
                "/api/v1/database/shop/merge/resolve",
                #"{\#(sides),"resolutions":[{"path":"Product/p1","resolved_value":\#(value)}]}"#)
            #expect(resolved.status == 200, "\(resolved.text)")
            let read = try await engine.oms.get(
                "/api/v1/instance/shop/instance/p1?class_id=Product&position=")
            #expect(read["data", "data", "name"] == "Both")
        }
    }

    @Test func aBranchGoesBackToANotedCommit() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let commit = try await engine.oms.post(
                "/api/v1/version/shop/commit", #"{"message":"good"}"#)
            let id = try #require(commit["data", "commit_id"]?.string)
            try await update(engine, "p1", #"{"name":"Bad"}"#, branch: "main")
            let back = try await engine.oms.post(
                "/api/v1/version/shop/rollback", #"{"target":"\#(id)"}"#)
            #expect(back.status == 200, "\(back.text)")
            #expect(try await name(engine, "p1", "main") == "Axe")
            let history = try await engine.oms.get("/api/v1/version/shop/history?limit=100")
            let messages = (history["data", "commits"]?.array ?? []).compactMap {
                $0["message"]?.string
            }
            #expect(messages.contains("good"))
            #expect(messages.first == "instance updated Product/p1")
        }
    }

    @Test func aDeletedBranchIsGoneAndItsNameFree() async throws {
        try await RealEngine.with { engine in
            try await fork(engine)
            #expect(
                try await engine.oms.ask("DELETE", "/api/v1/branch/shop/branch/b").status == 200)
            let gone = try await engine.oms.get(
                "/api/v1/instance/shop/instance/p1?class_id=Product&branch=b")
            #expect(gone.status == 404)
            let again = try await engine.oms.post(
                "/api/v1/branch/shop/create", #"{"branch_name":"b"}"#)
            #expect(again.status == 200, "\(again.text)")
            #expect(try await name(engine, "p1", "b") == "Axe")
            let report = try await engine.run(VerifyReadModels())
            #expect(report.driftCount == 0, "\(report.drifts)")
        }
    }
}
