// Faults that others had in the field: neighbours that are cut in silence, lag that is invented, old paths.

import Engine
import HTTPAPI
import JSONText
import Testing

@Suite struct FieldCountTests {
    private let products = "/api/v1/instances/shop/async/Product"

    /// As many products of one maker.
    private func many(_ engine: RealEngine, _ count: Int) async throws {
        try await engine.openShop()
        let rows = (0..<count).map { number -> JSON in
            [
                "product_id": .string("x\(number)"), "made_by": "Maker/m2",
                "stock": .integer(number),
            ]
        }
        let body: JSON = ["instances": .array(rows)]
        let answer = try await engine.oms.post(
            products + "/bulk-create?wait=20&until=projected", body.text)
        #expect(answer["result", "accepted"]?.integer == count)
    }

    @Test(
        "gra-04a · A node with many neighbours is shown in pages with their number, and filtered by the store"
    )
    func neighbours() async throws {
        try await RealEngine.with { engine in
            let count = 600
            try await many(engine, count)
            var after: String?
            var seen: Set<String> = []
            var pages = 0
            repeat {
                var body = JSONObject([
                    ("database", "shop"), ("className", "Maker"), ("key", "m2"),
                    ("predicate", "made_by"), ("direction", "in"), ("otherClass", "Product"),
                    ("limit", 100),
                ])
                body["after"] = after.map(JSON.string)
                let answer = try await engine.bff.post(
                    "/engine/v1/explore-node", JSON.object(body).text)
                #expect(answer.status == 200, "\(answer.text.prefix(300))")
                let bundle = answer["bundles", "0"]
                if bundle?["next"]?.string != nil { #expect(bundle?["total"]?.integer == count) }
                seen.formUnion((bundle?["nodes"]?.array ?? []).compactMap { $0["id"]?.string })
                after = bundle?["next"]?.string
                pages += 1
            } while after != nil && pages < 20
            #expect(pages == 6)
            #expect(seen.count == count)
            let hop = #""predicate":"made_by","target_class":"Product","direction":"in""#
            let query = #""start_class":"Maker","filters":{"maker_id":"m2"}"#
            let cut = try await engine.bff.post(
                "/api/v1/graph-query/shop", "{\(query),\"hops\":[{\(hop)}],\"limit\":100}")
            #expect(cut["truncated"] == true)
            #expect(cut["count"] == 101)
            // What the filter lets through stands far behind the first page.
            let found = try await engine.bff.post(
                "/api/v1/graph-query/shop",
                "{\(query),\"hops\":[{\(hop),\"filters\":{\"stock\":{\"ge\":597}}}],\"limit\":100}")
            #expect(found["count"] == 4)
            #expect(found["truncated"] == false)
        }
    }

    @Test("eng-16a · Lag is never negative, and what was never committed says so")
    func lag() async throws {
        try await RealEngine.with { engine in
            let fresh = try await engine.bff.post("/engine/v1/pipeline-status", "{}")
            let workers = fresh["workers"]?.array ?? []
            #expect(workers.count >= 5)
            #expect(workers.allSatisfy { ($0["lag"]?.integer ?? -1) >= 0 })
            try await engine.openShop()
            let writing = Task {
                for number in 0..<40 {
                    let rows = (0..<10).map { #"{"product_id":"l\#(number)-\#($0)"}"# }
                    _ = try await engine.oms.post(
                        products + "/bulk-create",
                        #"{"instances":[\#(rows.joined(separator: ","))]}"#)
                }
            }
            var lowest = 0
            for _ in 0..<200 {
                let view = try await engine.run(PipelineStatus())
                lowest = min(lowest, view.lag, view.workers.map(\.lag).min() ?? 0)
                #expect(view.workers.allSatisfy { ($0.committed ?? 0) <= $0.end })
            }
            try await writing.value
            #expect(lowest == 0)
            let last = try await engine.oms.post(
                products + "/create?wait=20&until=projected", #"{"data":{"product_id":"last"}}"#)
            #expect(last["reached"] == true)
            let count = try await engine.oms.get("/api/v1/instance/shop/class/Product/count")
            #expect(count["count"] == 404)
            let metrics = try await engine.bff.get("/metrics")
            #expect(
                !metrics.text.contains("spice_consumer_lag_events{")
                    || !metrics.text.contains("} -"))
        }
    }

    @Test("gra-05a · Of the past lineage shows the old path, of now the event that ended it")
    func oldPath() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let rows = #"{"csv_data":[{"gadget_id":"g1","n":1}],"source_file":"gadgets.csv"}"#
            let taken = try await engine.bff.post("/api/v1/database/shop/import-csv-data", rows)
            #expect(taken["results", "success_count"] == 1, "\(taken.text)")
            let then = try await engine.run(FollowLog(after: nil)).position
            let gone = try await engine.oms.ask(
                "DELETE",
                "/api/v1/instances/shop/async/gadgets/g1/delete?expected_seq=2&wait=20"
                    + "&until=projected")
            #expect(gone.status == 202, "\(gone.text)")
            let root = "/api/v1/lineage/graph?root=gadgets/g1&db_name=shop"
            let old = try await engine.bff.get(root + "&as_of=\(then)")
            #expect(old.text.contains("artifact:file:"))
            #expect(!old.text.contains("INSTANCE_DELETED"))
            let now = try await engine.bff.get(root)
            #expect(now.text.contains("INSTANCE_DELETED"))
            #expect(now.text.contains("deleted_es_document"))
        }
    }
}
