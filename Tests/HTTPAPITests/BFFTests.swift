import Engine
import EventSourcing
import HTTPAPI
import HTTPTypes
import JSONText
import Testing
import WireFormat

@Suite struct BFFTests {
    private static let node: JSON = [
        "id": "Product/p1", "className": "Product", "key": "p1", "sequence": 2,
        "badge": ["status": "PARTIAL", "reason": "stale", "detail": "1 behind"], "summary": "Shirt",
        "name": "Shirt", "data": ["price": .number("10.50")], "documentSequence": 2,
        "indexedAt": .string(noon.adding(seconds: -2).description),
        "provenance": [
            "eventID": "e", "eventType": "INSTANCE_CREATED", "sequence": 2, "occurredAt": "t",
            "commandID": "c", "file": "p.csv", "row": 3,
        ],
    ]
    private static let graph: JSON = [
        "nodes": [node], "paths": [],
        "edges": [["from": "Product/p1", "to": "Customer/c1", "predicate": "owned_by"]],
        "warnings": ["w"], "limit": 10, "offset": 0, "nextOffset": 10, "rows": 1,
    ]
    private let engine = ScriptedEngine(answers: [
        "graph-query": graph,
        "list-classes": ["items": [classView("Product"), classView("Customer")]],
        "submit-command": [
            "commandID": "c1", "type": "T", "database": "shop", "className": "Product",
            "key": "p1", "aggregateID": "a", "sequence": 1, "isDuplicate": false,
        ],
        "trace-lineage": [
            "subject": "Product/p1", "isLive": true, "effects": [],
            "steps": [
                [
                    "eventID": "d1", "eventType": "INSTANCE_CREATED", "sequence": 2,
                    "occurredAt": "t1", "commandID": "c1", "commandType": "CREATE_INSTANCE",
                    "commandAt": "t0", "actor": "ann", "file": "p.csv", "fileHash": "ff", "row": 3,
                ]
            ],
        ],
        "verify-audit": [
            "isIntact": false, "events": 9, "headHash": "ab", "detail": "broken at 3",
        ],
    ])
    private var bff: Asking { Asking(BFF.routes(), engine, style: .list) }

    @Test func aGraphQueryAnswersInTheContractsShape() async throws {
        let answer = try await bff.post(
            "/api/v1/graph-query/shop",
            #"{"start_class":"Product","hops":[{"predicate":"owned_by","target_class":"Customer"},"#
                + #"{"predicate":"made","target_class":"Product","direction":"in"}],"#
                + #""filters":{"p":1.50},"limit":99999,"offset":-4,"no_cycles":true}"#)
        #expect(answer.status == 200)
        let asked = try #require(engine.asked.first?.request)
        #expect(asked["limit"] == 1000)
        #expect(asked["offset"] == 0)
        #expect(asked["filters"]?.text == #"{"p":1.50}"#)
        #expect(asked["hops"]?.array?.last?["direction"] == "in")
        #expect(answer["query", "limit"] == 99999)
        #expect(answer["page"]?.text == #"{"limit":10,"offset":0,"next_offset":10}"#)
        #expect(answer["nodes", "0", "type"] == "Product")
        #expect(answer["nodes", "0", "es_doc_id"] == "Product/p1")
        #expect(answer["nodes", "0", "es_ref", "index"] == "shop_instances")
        #expect(answer["nodes", "0", "data_status"] == "PARTIAL")
        #expect(answer["nodes", "0", "reason"] == "stale")
        #expect(answer["nodes", "0", "data", "data"]?.text == #"{"price":10.50}"#)
        #expect(answer["nodes", "0", "index_status", "index_age_seconds"] == .number("2.0"))
        #expect(answer["nodes", "0", "provenance", "terminus", "metadata", "row"] == 3)
        #expect(answer["edges", "0", "from_node"] == "Product/p1")
        #expect(answer["edges", "0", "provenance", "terminus", "from_node_id"] == "event:c")
        #expect(answer["index_summary", "documents_missing"] == 1)
        #expect(answer["paths"] == [])
    }

    @Test(arguments: [
        ("{}", ["body", "start_class"], "missing"),
        (
            #"{"start_class":"A","hops":[{"predicate":"p"}]}"#,
            ["body", "hops", "0", "target_class"],
            "missing"
        ),
        (#"{"start_class":"A","hops":[],"max_nodes":0}"#, ["body", "max_nodes"], "value_error"),
        (#"{"start_class":7,"hops":[]}"#, ["body", "start_class"], "type_error"),
        (#"{"start_class""#, ["body", "14"], "json_invalid"),
    ])
    func aWrongShapeIs422AndSaysWhere(body: String, place: [String], type: String) async throws {
        let answer = try await bff.post("/api/v1/graph-query/shop", body)
        #expect(answer.status == 422)
        #expect(answer["detail", "0", "loc"]?.array?.map(\.plainText) == place)
        #expect(answer["detail", "0", "type"]?.string == type)
        #expect(engine.asked.isEmpty)
    }

    @Test func classesAreFoundByIDOrLabel() async throws {
        let byLabel = try await bff.get("/api/v1/database/shop/ontology/Label%20Product")
        #expect(byLabel["id"] == "Product")
        let byID = try await bff.get("/api/v1/databases/shop/classes/Customer")
        #expect(byID["data", "id"] == "Customer")
        #expect(byID.headers[.eTag] == "\"2\"")
        let none = try await bff.get("/api/v1/database/shop/ontology/Nobody")
        #expect(none.status == 404)
        #expect(none["code"] == "class_not_found")
    }

    @Test func labelsInDataBecomeNames() async throws {
        let answer = try await bff.post(
            "/api/v1/database/shop/instances/Label%20Product/create",
            #"{"data":{"Pe":1,"other":2}}"#)
        #expect(answer.status == 200)
        #expect(answer["command_id"] == "c1")
        #expect(engine.asked.last?.request["payload"]?.text == #"{"p":1,"other":2}"#)
        #expect(engine.asked.last?.request["className"] == "Product")
    }

    @Test func aClassWithoutAnIDIsNamedByItsLabel() async throws {
        let answer = try await bff.post(
            "/api/v1/database/shop/ontology", #"{"label":"order item (new)"}"#)
        #expect(answer.status == 200)
        #expect(answer["id"] == "OrderItemNew")
        #expect(answer["metadata", "command_id"] == "c1")
        let empty = try await bff.post("/api/v1/database/shop/ontology", #"{"label":""}"#)
        #expect(empty.status == 422)
    }

    @Test func lineageReachesFromTheFileToTheDocument() async throws {
        let answer = try await bff.get(
            "/api/v1/lineage/graph?root=Product/p1&db_name=shop&direction=both")
        let edges = answer["data", "graph", "edges"]?.array?.compactMap { $0["edge_type"]?.string }
        #expect(
            Set(edges ?? []) == [
                "aggregate_emitted_event", "command_caused_domain_event",
                "event_wrote_terminus_document", "event_materialized_es_document",
                "file_row_became_command",
            ])
        let impact = try await bff.get("/api/v1/lineage/impact?root=artifact:file:ff")
        #expect(impact["data", "counts"] == .object(JSONObject()))
        let known = try await bff.get(
            "/api/v1/lineage/impact?root=agg:Instance:shop:Product:p1")
        #expect(
            known["data", "counts"]?.object?.sameContent(
                as: JSONObject([("terminus", 1), ("es", 1)])) == true)
        #expect(try await bff.get("/api/v1/lineage/graph").status == 400)
        #expect(try await bff.get("/api/v1/lineage/graph?root=x&max_depth=51").status == 422)
    }

    @Test func aBrokenAuditChainIsSaid() async throws {
        let answer = try await bff.get("/api/v1/audit/verify")
        #expect(answer["status"] == "error")
        #expect(answer["data", "is_intact"] == false)
        #expect(answer["message"] == "broken at 3")
    }
}
