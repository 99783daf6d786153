// A branch can be named wherever a database is: read, written, imported into, and looked back at.

import Engine
import HTTPAPI
import JSONText
import Testing
import WireFormat

@Suite struct EveryBranchTests {
    private func fork(_ engine: RealEngine) async throws {
        try await engine.openShop()
        let answer = try await engine.oms.post(
            "/api/v1/branch/shop/create", #"{"branch_name":"b"}"#)
        #expect(answer.status == 200, "\(answer.text)")
    }

    /// Routes about branches themselves name them in path or body.
    private func isAboutBranches(_ path: String) -> Bool {
        path.contains("/branch") || path.contains("/pull-requests")
    }

    @Test func everyRouteOfADatabaseTakesABranch() {
        for route in Services.omsRoutes + Services.bffRoutes + Services.funnelRoutes {
            let endpoint = route.endpoint
            guard endpoint.path.contains("{db}"), !isAboutBranches(endpoint.path) else { continue }
            #expect(
                endpoint.query.contains { $0.name == "branch" },
                "\(endpoint.method.rawValue) \(endpoint.path)")
        }
    }

    @Test func aBranchThatIsNotThereIsNotFoundByAnyRead() async throws {
        try await RealEngine.with { engine in
            try await fork(engine)
            let reads = [
                "/api/v1/database/shop/ontology/list", "/api/v1/database/shop/ontology/Product",
                "/api/v1/database/shop/ontology/Product/schema", "/api/v1/databases/shop/classes",
                "/api/v1/databases/shop/classes/Product", "/api/v1/databases/shop/versions",
                "/api/v1/database/shop/class/Product/instances",
                "/api/v1/database/shop/class/Product/instance/p1",
                "/api/v1/database/shop/class/Product/sample-values",
                "/api/v1/database/shop/query/builder", "/api/v1/database/shop/mappings",
                "/api/v1/database/shop/relationship-network/analyze",
                "/api/v1/database/shop/relationship-paths?start_entity=Product",
                "/api/v1/graph-query/shop/paths?source_class=Product&target_class=Maker",
                "/api/v1/projections/shop/list",
                "/api/v1/lineage/graph?root=Product/p1&db_name=shop",
            ]
            for path in reads {
                let mark = path.contains("?") ? "&" : "?"
                let there = try await engine.bff.get(path + mark + "branch=b")
                #expect(there.status == 200, "\(path): \(there.text.prefix(200))")
                let nowhere = try await engine.bff.get(path + mark + "branch=nowhere")
                #expect(nowhere.status == 404, "\(path): \(nowhere.text.prefix(200))")
            }
        }
    }

    @Test func theWholeDatabaseIsNotChangedByTheNameOfABranch() async throws {
        try await RealEngine.with { engine in
            try await fork(engine)
            for (asking, path) in [
                (engine.oms, "/api/v1/database/shop?expected_seq=2&branch=b"),
                (engine.bff, "/api/v1/databases/shop?expected_seq=2&branch=b"),
                (engine.bff, "/api/v1/database/shop/mappings?branch=b"),
            ] {
                let refused = try await asking.ask("DELETE", path)
                #expect(refused.status == 400, "\(path): \(refused.text)")
                #expect(refused.text.contains("whole database"))
            }
            #expect(try await engine.run(ListDatabases()).items.map(\.name) == ["shop"])
            let main = try await engine.oms.ask(
                "DELETE", "/api/v1/database/shop?expected_seq=2&branch=main")
            #expect(main.status == 202, "\(main.text)")
        }
    }

    @Test func whatIsImportedIntoABranchIsThereAndNowhereElse() async throws {
        try await RealEngine.with { engine in
            try await fork(engine)
            let rows = #"{"csv_data":[{"gadget_id":"g1","n":1},{"gadget_id":"g2","n":2}],"#
            let answer = try await engine.bff.post(
                "/api/v1/database/shop/import-csv-data?branch=b",
                rows + #""source_file":"gadgets.csv"}"#)
            #expect(answer["results", "success_count"] == 2, "\(answer.text)")
            func count(_ branch: String) async throws -> Answer {
                try await engine.oms.get(
                    "/api/v1/instance/shop/class/gadgets/count?branch=\(branch)")
            }
            #expect(try await count("b")["count"] == 2)
            #expect(try await count("main")["count"] == 0)
            let classes = try await engine.bff.get("/api/v1/databases/shop/classes")
            #expect(classes["count"] == 2)
            // The same rows into main are another import.
            let again = try await engine.bff.post(
                "/api/v1/database/shop/import-csv-data", rows + #""source_file":"gadgets.csv"}"#)
            #expect(again["results", "success_count"] == 2, "\(again.text)")
            #expect(try await count("main")["count"] == 2)
        }
    }

    @Test func aFileGoesIntoABranchAndIsTakenBackThereAlone() async throws {
        try await RealEngine.with { engine in
            try await fork(engine)
            let cut = "--cut\r\nContent-Disposition: form-data; name="
            let form =
                cut + "\"file\"; filename=\"goods.csv\"\r\n\r\nproduct_id,name\r\nx1,Saw\r\n\r\n"
                + cut + "\"target_class_id\"\r\n\r\nProduct\r\n--cut--\r\n"
            let sent = try await engine.bff.ask(
                "POST", "/api/v1/database/shop/import-from-excel/commit?branch=b",
                headers: ["Content-Type": "multipart/form-data; boundary=cut"], body: form)
            #expect(sent.status == 200, "\(sent.text)")
            func keys(_ branch: String?) async throws -> [String] {
                try await engine.run(
                    ListInstances(database: "shop", className: "Product", branch: branch)
                ).items.map(\.key)
            }
            #expect(try await keys("b") == ["p1", "p2", "p3", "x1"])
            #expect(try await keys(nil) == ["p1", "p2", "p3"])
            let imports = try await engine.run(ListImports(database: "shop", branch: "b")).items
            #expect(imports.count == 1)
            #expect(try await engine.run(ListImports(database: "shop")).items.isEmpty)
            let id = try #require(imports.first?.id)
            let report = try await engine.run(
                UndoImport(database: "shop", branch: "b", importID: id))
            #expect(report.deleted == 1)
        }
    }

    @Test func whatWasImportedElsewhereIsNotTakenBackHere() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let rows = #"{"csv_data":[{"gadget_id":"g1","n":1}],"source_file":"gadgets.csv"}"#
            _ = try await engine.bff.post("/api/v1/database/shop/import-csv-data", rows)
            let fork = try await engine.oms.post(
                "/api/v1/branch/shop/create", #"{"branch_name":"b"}"#)
            #expect(fork.status == 200)
            let id = try #require(
                try await engine.run(ListImports(database: "shop", branch: "b")).items.first?.id)
            let report = try await engine.run(
                UndoImport(database: "shop", branch: "b", importID: id))
            #expect(report.deleted == 0)
            #expect(report.kept.first?.reason.contains("main") == true)
            let count = try await engine.oms.get("/api/v1/instance/shop/class/gadgets/count")
            #expect(count["count"] == 1)
        }
    }

    @Test func listsAndLineageShowWhatWasThereThen() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let then = try await engine.run(FollowLog(after: nil)).position
            let changed = try await engine.oms.ask(
                "PATCH",
                "/api/v1/instances/shop/async/Product/p1?wait=20&until=projected",
                headers: ["Content-Type": "application/json"], body: #"{"name":"Adze"}"#)
            #expect(changed.status == 202)
            let made = try await engine.oms.post(
                "/api/v1/instances/shop/async/Product/create?wait=20&until=projected",
                #"{"data":{"product_id":"p4"}}"#)
            #expect(made.status == 202)
            for (asking, path) in [
                (engine.oms, "/api/v1/instance/shop/class/Product/instances"),
                (engine.bff, "/api/v1/database/shop/class/Product/instances"),
            ] {
                let list = try await asking.get(path + "?as_of=\(then)&sort=key")
                #expect(list["total"] == 3, "\(list.text)")
                #expect(list["instances", "0", "data", "name"] == "Axe")
                #expect(list["instances", "0", "reason"] == "changed_since")
                #expect(list["as_of", "position"] == .string(then))
                let newest = try await asking.get(path + "?as_of=\(then)&limit=1&sort=-updated_at")
                #expect(newest["instances", "0", "instance_id"] == "p3")
                #expect(try await asking.get(path)["total"] == 4)
                #expect(try await asking.get(path + "?as_of=tomorrow").status == 400)
            }
            let count = try await engine.oms.get(
                "/api/v1/instance/shop/class/Product/count?as_of=\(then)")
            #expect(count["count"] == 3)
            let root = "/api/v1/lineage/graph?root=Product/p1&db_name=shop"
            let lineage = try await engine.bff.get(root + "&as_of=\(then)")
            #expect(lineage["as_of", "position"] == .string(then))
            #expect(!lineage.text.contains("INSTANCE_UPDATED"))
            #expect(try await engine.bff.get(root).text.contains("INSTANCE_UPDATED"))
            let values = try await engine.bff.get(
                "/api/v1/database/shop/class/Product/sample-values?property_name=name&as_of=\(then)"
            )
            #expect(values["values"] == ["Axe", "Bow", "Cup"])
            let query = try await engine.bff.post(
                "/api/v1/database/shop/query?as_of=\(then)",
                #"{"class_id":"Product","filters":[{"field":"name","operator":"eq","value":"Axe"}]}"#
            )
            #expect(query["total"] == 1, "\(query.text)")
        }
    }
}
