// gra-05a: the middle piece of a lineage is deleted. Files become instances, one links to another; then it goes.

import Engine
import HTTPAPI
import JSONText
import Testing
import WireFormat

@Suite struct FieldLineageTests {
    private struct Seen {
        var nodes: Set<String>
        var labels: [String]
        var types: Set<String>
        /// Nodes that no edge of the answer leads to from the root.
        var loose: Set<String>

        init(_ answer: Answer) {
            let graph = answer["data", "graph"]
            let list = graph?["nodes"]?.array ?? []
            nodes = Set(list.compactMap { $0["node_id"]?.string })
            labels = list.compactMap { $0["label"]?.string }
            let edges = graph?["edges"]?.array ?? []
            types = Set(edges.compactMap { $0["edge_type"]?.string })
            var reached: Set<String> = [graph?["root"]?.string ?? ""]
            for _ in edges {
                for edge in edges {
                    let ends = [
                        edge["from_node_id"]?.string ?? "", edge["to_node_id"]?.string ?? "",
                    ]
                    if ends.contains(where: reached.contains) { reached.formUnion(ends) }
                }
            }
            loose = nodes.subtracting(reached)
        }
    }

    private static let files = [
        "vendors.csv": "vendor_id,name\nv1,Ada\nv2,Bob\n",
        "parts.csv": "part_id,name,vendor_id\na1,Axe,v1\na2,Bow,v2\n",
    ]

    /// Imports both files and gives the roots of their lineage.
    private func take(_ engine: RealEngine) async throws -> (vendors: String, parts: String) {
        let files = Self.files.sorted { $0.key < $1.key }.map {
            FileInput(name: $0.key, content: Base64.encoded(Array($0.value.utf8)))
        }
        let report = try await engine.run(
            ImportFiles(database: "shop", files: files, createsDatabase: false))
        #expect(report.tables.map(\.accepted) == [2, 2], "\(report)")
        let imports = try await engine.run(ListImports(database: "shop")).items
        func root(_ name: String) throws -> String {
            "artifact:file:" + (try #require(imports.first { $0.file == name }?.sha256))
        }
        return (try root("vendors.csv"), try root("parts.csv"))
    }

    @Test("gra-05a · Lineage of a file and of what hangs on the deleted middle piece")
    func deletedInTheMiddle() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let (vendors, parts) = try await take(engine)
            let then = try await engine.run(FollowLog(after: nil)).position
            let path = "/api/v1/lineage/graph?db_name=shop&root="
            let before = Seen(try await engine.bff.get(path + parts))
            #expect(
                before.nodes.isSuperset(of: [
                    parts, "agg:Instance:shop:parts:a1", "artifact:terminus:shop:parts/a1",
                    "artifact:es:shop_instances:parts/a2",
                ]))
            #expect(before.labels.contains("parts.csv"))
            #expect(!before.labels.contains("INSTANCE_DELETED"))
            #expect(before.loose == [])

            let gone = try await engine.oms.ask(
                "DELETE",
                "/api/v1/instances/shop/async/parts/a1/delete?expected_seq=2&wait=20"
                    + "&until=projected")
            #expect(gone.status == 202, "\(gone.text)")

            let now = Seen(try await engine.bff.get(path + parts))
            #expect(now.labels.contains("INSTANCE_DELETED"), "the event that did it")
            #expect(now.types.contains("event_deleted_terminus_document"))
            #expect(now.loose == [])
            let ofB = "agg:Instance:shop:vendors:v1"
            #expect(!now.nodes.contains(ofB), "what it linked to does not hang on the file")
            // B has its own file, and nothing of the other one.
            let other = Seen(try await engine.bff.get(path + "vendors/v1"))
            #expect(other.nodes.contains(vendors))
            #expect(!other.nodes.contains(parts))
            #expect(other.loose == [])
            // The link that is gone is no link of B any more.
            let around = try await engine.bff.post(
                "/engine/v1/explore-node",
                #"{"database":"shop","className":"vendors","key":"v1","limit":10}"#)
            #expect(around["bundles"]?.array?.isEmpty == true, "\(around.text)")

            let old = Seen(try await engine.bff.get(path + parts + "&as_of=\(then)"))
            #expect(old.nodes == before.nodes, "the old path")
            #expect(!old.labels.contains("INSTANCE_DELETED"))
            let linked = try await engine.bff.post(
                "/api/v1/graph-query/shop",
                #"{"start_class":"parts","filters":{"part_id":"a1"},"as_of":"\#(then)","#
                    + #""hops":[{"predicate":"vendor_id","target_class":"vendors"}]}"#)
            #expect(linked["count"] == 2, "\(linked.text)")
        }
    }

    @Test func aFileWithManyRowsIsCutAndSaysSo() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let (vendors, _) = try await take(engine)
            let path = "/api/v1/lineage/graph?db_name=shop&max_nodes=4&root="
            let cut = try await engine.bff.get(path + vendors)
            #expect(cut["data", "graph", "warnings", "0"] == "node_limit_reached(max_nodes=4)")
            let unknown = try await engine.bff.get(path + "artifact:file:00")
            #expect(unknown.status == 200)
            #expect(unknown["data", "graph", "nodes", "0", "node_type"] == "unknown")
            let impact = try await engine.bff.get(
                "/api/v1/lineage/impact?db_name=shop&root=" + vendors)
            #expect(impact["data", "counts", "terminus"] == 2, "\(impact.text)")
            #expect(impact["data", "counts", "es"] == 2)
        }
    }
}
