// Faults that others had in the field, asked for over HTTP.

import Engine
import HTTPAPI
import HTTPTypes
import JSONText
import Testing

@Suite struct FieldCaseTests {
    private let products = "/api/v1/instances/shop/async/Product"
    private let read = "/api/v1/instance/shop/instance/"

    private func events(_ engine: RealEngine, _ key: String) async throws -> Int {
        let lineage = try await engine.run(
            TraceLineage(database: "shop", className: "Product", key: key))
        return lineage.steps.count
    }

    @Test("eng-05a · The same command id after many others does nothing, also after a restart")
    func theSameCommandIDAfterManyOthersDoesNothingAlsoAfterARestart() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let id = "0190c6f0-0000-7000-8000-00000000000a"
            let body = #"{"data":{"product_id":"i1","name":"first"},"command_id":"\#(id)"}"#
            let first = try await engine.oms.post(products + "/create?wait=20", body)
            #expect(first.status == 202)
            for number in 0..<50 {
                let path = products + "/i1/update?expected_seq=\(2 + number * 2)&wait=20"
                let answer = try await engine.oms.ask(
                    "PUT", path, headers: ["Content-Type": "application/json"],
                    body: #"{"data":{"stock":\#(number)}}"#)
                #expect(answer.status == 202, "\(number): \(answer.text)")
            }
            let before = try await engine.oms.get(read + "i1?class_id=Product")
            for _ in 0..<2 {
                let count = try await events(engine, "i1")
                let again = try await engine.oms.post(products + "/create", body)
                #expect(again.status == 202)
                #expect(again["command_id"] == first["command_id"])
                #expect(try await events(engine, "i1") == count)
                let now = try await engine.oms.get(read + "i1?class_id=Product")
                #expect(now["data", "data"] == before["data", "data"])
                #expect(now.headers[.eTag] == before.headers[.eTag])
                try await engine.restart()
            }
        }
    }

    @Test("eng-06b · A key of one database says nothing in another")
    func aKeyOfOneDatabaseSaysNothingInAnother() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let oms = engine.oms
            let key = ["Idempotency-Key": "k-78"]
            for (path, body) in [
                ("/api/v1/database/create", #"{"name":"other"}"#),
                (
                    "/api/v1/database/other/ontology",
                    #"{"id":"Product","properties":[{"name":"product_id","type":"string"}]}"#
                ),
            ] {
                #expect(try await oms.post(path + "?wait=20&until=projected", body).status == 202)
            }
            let one = try await oms.post(
                products + "/create", #"{"data":{"product_id":"k1"}}"#, headers: key)
            let other = try await oms.post(
                products.replacing("shop", with: "other") + "/create",
                #"{"data":{"product_id":"k2"}}"#, headers: key)
            #expect(one.status == 202)
            #expect(other.status == 202, "\(other.text)")
            #expect(other["result", "instance_id"] == "k2")
        }
    }

    @Test("eng-08a · Both lives of an instance are in its lineage, and the sequence rises")
    func bothLivesOfAnInstanceAreInItsLineageAndTheSequenceRises() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let create = products + "/create?wait=20&until=projected"
            let seen = { (name: String) in
                try await engine.oms.post(
                    create, #"{"data":{"product_id":"i5","name":"\#(name)"}}"#)
            }
            #expect(try await seen("A").status == 202)
            let gone = try await engine.oms.ask(
                "DELETE", products + "/i5/delete?expected_seq=2&wait=20")
            #expect(gone.status == 202)
            #expect(try await seen("B").status == 202)
            let graph = try await engine.bff.post(
                "/api/v1/graph-query/shop",
                #"{"start_class":"Product","hops":[],"filters":{"product_id":"i5"}}"#)
            #expect(graph["nodes", "0", "data_status"] == "FULL")
            #expect(graph["nodes", "0", "data", "data", "name"] == "B")
            let steps = try await engine.run(
                TraceLineage(database: "shop", className: "Product", key: "i5")
            ).steps
            #expect(
                steps.map(\.eventType).sorted()
                    == ["INSTANCE_CREATED", "INSTANCE_CREATED", "INSTANCE_DELETED"])
            #expect(Set(steps.map(\.sequence)).count == 3)
            let report = try await engine.run(VerifyReadModels())
            #expect(report.driftCount == 0, "\(report.drifts)")
        }
    }

    @Test func aDeletedInstanceComesBackAsItWas() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let gone = try await engine.oms.ask(
                "DELETE", products + "/p3/delete?expected_seq=2&wait=20&until=projected")
            #expect(gone.status == 202)
            #expect(try await engine.oms.get(read + "p3?class_id=Product").status == 404)
            let back = try await engine.oms.ask(
                "POST", products + "/p3/restore?wait=20&until=projected")
            #expect(back.status == 202, "\(back.text)")
            let now = try await engine.oms.get(read + "p3?class_id=Product")
            #expect(now["data", "data", "size"] == ["h": 1, "w": 2])
            #expect(now.headers[.eTag] == "\"6\"")
            let twice = try await engine.oms.ask("POST", products + "/p3/restore")
            #expect(twice.status == 409)
        }
    }

    @Test("gra-06b · Pages of equal values neither repeat nor skip")
    func pagesOfEqualValuesNeitherRepeatNorSkip() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let rows = (0..<300).map { #"{"product_id":"e\#($0)","stock":7}"# }
            let bulk = try await engine.oms.post(
                products + "/bulk-create?wait=20&until=projected",
                #"{"instances":[\#(rows.joined(separator: ","))]}"#)
            #expect(bulk["result", "accepted"] == 300)
            func page(_ offset: Int) async throws -> [String] {
                let filter = "%5B%7B%22field%22:%22stock%22,%22value%22:7%7D%5D"
                let answer = try await engine.bff.get(
                    "/api/v1/database/shop/class/Product/instances?sort=stock&limit=77"
                        + "&filter=\(filter)&offset=\(offset)")
                return (answer["instances"]?.array ?? []).compactMap { $0["instance_id"]?.string }
            }
            var forward: [[String]] = []
            for number in 0..<4 { forward.append(try await page(number * 77)) }
            #expect(Set(forward.joined()).count == 300)
            #expect(forward.joined().count == 300)
            for number in (0..<4).reversed() {
                #expect(try await page(number * 77) == forward[number])
            }
        }
    }

    @Test("gra-07b · Without the document index nodes are PARTIAL and a search is refused")
    func withoutTheDocumentIndexNodesArePartialAndASearchIsRefused() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            await engine.loseDocuments()
            let graph = try await engine.bff.post(
                "/api/v1/graph-query/shop", #"{"start_class":"Product","hops":[]}"#)
            #expect(graph.status == 200, "\(graph.text)")
            let nodes = graph["nodes"]?.array ?? []
            #expect(nodes.count == 3)
            #expect(nodes.allSatisfy { $0["data_status"] == "PARTIAL" })
            #expect(nodes.allSatisfy { $0["reason"] == "index_down" })
            let around = try await engine.bff.post(
                "/engine/v1/explore-node",
                #"{"database":"shop","className":"Maker","key":"m2","limit":10}"#)
            #expect(around.status == 200, "\(around.text)")
            #expect(around["node", "badge", "status"] == "PARTIAL")
            #expect(around["node", "badge", "reason"] == "index_down")
            let bundles = (around["bundles"]?.array ?? []).compactMap { $0["predicate"]?.string }
            #expect(bundles == ["part_of", "part_of"], "\(around.text)")
            let search = try await engine.bff.get(
                "/api/v1/database/shop/class/Product/instances?search=Axe")
            #expect(search.status == 503, "\(search.text)")
            let ready = try await engine.bff.get("/ready")
            #expect(ready.status == 503)
            #expect(ready["dependencies", "documents", "ready"] == false)
        }
    }

    @Test("gra-05a · Lineage of what is gone hangs together")
    func lineageOfWhatIsGoneHangsTogether() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let gone = try await engine.oms.ask(
                "DELETE", products + "/p1/delete?expected_seq=2&wait=20&until=projected")
            #expect(gone.status == 202)
            let answer = try await engine.bff.get(
                "/api/v1/lineage/graph?root=Product/p1&db_name=shop")
            let graph = answer["data", "graph"]
            let nodes = Set((graph?["nodes"]?.array ?? []).compactMap { $0["node_id"]?.string })
            var reached: Set<String> = [graph?["root"]?.string ?? ""]
            let edges = (graph?["edges"]?.array ?? []).map { edge in
                (edge["from_node_id"]?.string ?? "", edge["to_node_id"]?.string ?? "")
            }
            for _ in edges {
                for (from, to) in edges where reached.contains(from) || reached.contains(to) {
                    reached.formUnion([from, to])
                }
            }
            #expect(nodes.count > 3)
            #expect(nodes.subtracting(reached) == [])
            #expect(answer.text.contains("INSTANCE_DELETED"))
        }
    }
}
