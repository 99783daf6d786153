import Engine
import EventSourcing
import HTTPAPI
import HTTPTypes
import JSONText
import Testing

@Suite struct OMSTests {
    private static let accepted: JSON = [
        "commandID": "0190c6f0-0000-7000-8000-000000000001", "type": "CREATE_INSTANCE",
        "database": "shop", "className": "Product", "key": "p1",
        "aggregateID": "shop:Product:p1", "sequence": 1, "isDuplicate": false,
    ]
    private static let command: JSON = [
        "id": "0190c6f0-0000-7000-8000-000000000001", "type": "CREATE_INSTANCE",
        "phrase": "create instance", "database": "shop", "aggregate": "Product/p1",
        "status": "COMPLETED", "attempts": 1, "acceptedAt": "t0", "updatedAt": "t1",
        "sequence": 1, "payload": ["a": 1], "result": ["instance_id": "p1"], "stages": [],
    ]
    private let engine = ScriptedEngine(answers: [
        "submit-command": accepted, "get-command": command,
        "describe-engine": [
            "version": "1", "mode": "embedded", "processID": 7, "startedAt": "t",
            "uptimeSeconds": 1,
        ],
        "list-databases": ["items": [database("shop", "live"), database("soon", "creating")]],
        "list-classes": ["items": [classView("A"), classView("B"), classView("C")]],
        "get-class": classView("A"), "count-instances": 12,
        "submit-rows": [
            "rows": [
                ["row": 0, "state": "accepted", "commandID": "c", "key": "p1"],
                ["row": 1, "state": "refused", "code": "invalid_data", "message": "no"],
            ]
        ],
    ])
    private var oms: Asking { Asking(OMS.routes(), engine) }

    private static func database(_ name: String, _ state: String) -> JSON {
        [
            "name": .string(name), "description": "", "createdAt": "t", "sequence": 2,
            "classes": 0, "instances": 0, "state": .string(state),
        ]
    }

    @Test func healthHasTheContractsMembers() async throws {
        let answer = try await oms.get("/health")
        #expect(answer["status"] == "success")
        #expect(answer["data", "status"] == "healthy")
        #expect(answer["data", "terminus_connected"] == true)
    }

    @Test func healthSaysWhenTheEngineDoesNotWork() async throws {
        let answer = try await Asking(OMS.routes(), ScriptedEngine(answers: [:])).get("/health")
        #expect(answer.status == 200)
        #expect(answer["status"] == "error")
        #expect(answer["data", "status"] == "unhealthy")
    }

    @Test func aDatabaseIsAskedFor() async throws {
        let answer = try await oms.post(
            "/api/v1/database/create", #"{"name":"shop","description":"d"}"#,
            headers: ["Idempotency-Key": "once"])
        #expect(answer.status == 202)
        #expect(answer["status"] == "accepted")
        #expect(answer["data", "command_id"] == "0190c6f0-0000-7000-8000-000000000001")
        #expect(answer["data", "database_name"] == "shop")
        #expect(answer["data", "sequence_number"] == 1)
        #expect(answer.headers[.eTag] == "\"1\"")
        let asked = try #require(engine.asked.first?.request)
        #expect(asked["type"] == "CREATE_DATABASE")
        #expect(asked["payload"] == ["description": "d"])
        #expect(asked["idempotencyKey"] == "once")
    }

    @Test func aDatabaseExistsOnceItIsLive() async throws {
        #expect(try await oms.get("/api/v1/database/exists/shop")["data", "exists"] == true)
        #expect(try await oms.get("/api/v1/database/exists/soon")["data", "exists"] == false)
        #expect(try await oms.get("/api/v1/database/exists/..%2Fshop").status == 400)
        #expect(try await oms.get("/api/v1/database/exists/SHOP")["code"] == "invalid_name")
    }

    @Test func aWriteOverSomethingNeedsTheSequenceSeen() async throws {
        let missing = try await oms.ask("DELETE", "/api/v1/database/shop")
        #expect(missing.status == 400)
        #expect(missing["status"] == "error")
        let bad = try await oms.ask("DELETE", "/api/v1/database/shop?expected_seq=-1")
        #expect(bad.status == 400)
        #expect(engine.asked.isEmpty)
        let good = try await oms.ask("DELETE", "/api/v1/database/shop?expected_seq=2")
        #expect(good.status == 202)
        let tagged = try await oms.ask(
            "DELETE", "/api/v1/database/shop", headers: ["If-Match": "\"5\""])
        #expect(tagged.status == 202)
        #expect(engine.asked.map { $0.request["expectedSequence"] } == [2, 5])
    }

    @Test func aClassIsAskedForAsItIsWritten() async throws {
        let body = #"{"id":"Product","properties":[{"name":"p","type":"string","min":1.50}]}"#
        let answer = try await oms.post("/api/v1/database/shop/ontology", body)
        #expect(answer.status == 202)
        #expect(answer["data", "ontology_id"] == "Product")
        #expect(engine.asked.first?.request["payload"]?.text == body)
        let noID = try await oms.post("/api/v1/database/shop/ontology", #"{"label":"x"}"#)
        #expect(noID.status == 400)
    }

    @Test func classesArePaged() async throws {
        let answer = try await oms.get("/api/v1/database/shop/ontology?limit=1&offset=1")
        #expect(answer["data", "ontologies", "0", "id"] == "B")
        #expect(answer["data", "count"] == 1)
        for bad in ["limit=0", "limit=1001", "offset=-1", "limit=x"] {
            #expect(try await oms.get("/api/v1/database/shop/ontology?" + bad).status == 400)
        }
    }

    @Test func anInstanceIsAskedForByTheUserNamed() async throws {
        let answer = try await oms.post(
            "/api/v1/instances/shop/async/Product/create?user_id=ann",
            #"{"data":{"price":10.50},"metadata":null}"#)
        #expect(answer.status == 202)
        #expect(answer["command_id"] == "0190c6f0-0000-7000-8000-000000000001")
        #expect(answer["status"] == "PENDING")
        #expect(answer["result", "instance_id"] == "p1")
        #expect(answer["completed_at"] == .null)
        let call = try #require(engine.asked.first)
        #expect(call.principal.actor == "ann")
        #expect(call.request["payload"]?.text == #"{"price":10.50}"#)
        #expect(call.request["metadata"] == nil)
    }

    @Test func anInstanceIsUpdatedUnderItsEscapedKey() async throws {
        let path = "/api/v1/instances/shop/async/Product"
        _ = try await oms.ask(
            "PUT", path + "/a%2Fb/update?expected_seq=2",
            headers: ["Content-Type": "application/json"], body: #"{"data":{}}"#)
        _ = try await oms.ask("DELETE", path + "/%EA%B0%80~2/delete?expected_seq=2")
        #expect(engine.asked.map { $0.request["key"] } == ["a%2Fb", "가~2"])
    }

    @Test func aBulkTellsWhichRowsWereRefused() async throws {
        let answer = try await oms.post(
            "/api/v1/instances/shop/async/Product/bulk-create",
            #"{"instances":[{"p":1},{"p":"x"}]}"#)
        #expect(answer.status == 202)
        #expect(answer["result", "instance_count"] == 1)
        #expect(answer["result", "refused", "0", "row"] == 1)
        let wrong = try await oms.post(
            "/api/v1/instances/shop/async/Product/bulk-create", #"{"instances":5}"#)
        #expect(wrong.status == 400)
        #expect(wrong.text.contains("instances"))
    }

    @Test func aCommandShowsItsStatus() async throws {
        let id = "0190c6f0-0000-7000-8000-000000000001"
        for path in ["/api/v1/commands/\(id)", "/api/v1/instances/shop/async/command/\(id)"] {
            let answer = try await oms.get(path + "/status")
            #expect(answer["status"] == "COMPLETED")
            #expect(answer["result", "instance_id"] == "p1")
            #expect(answer["result", "es_doc_id"] == "Product/p1")
            #expect(answer["completed_at"] == "t1")
        }
        #expect(try await oms.get("/api/v1/commands/no-uuid/status").status == 400)
    }

    @Test func instancesAreCounted() async throws {
        let answer = try await oms.get("/api/v1/instance/shop/class/Product/count")
        #expect(answer.text == #"{"status":"success","class_id":"Product","count":12}"#)
    }
}

/// A class as an engine shows it.
func classView(_ id: String) -> JSON {
    [
        "id": .string(id), "label": .string("Label " + id), "sequence": 2, "state": "live",
        "instances": 0, "key": [], "links": [], "incoming": [],
        "properties": [
            ["name": "p", "type": "xsd:string", "label": "Pe", "isRequired": false, "isKey": false]
        ],
        "definition": ["id": .string(id), "abstract": false], "metadata": .null,
    ]
}
