// The key decides: a process that dies between a write and the note of its answer has written it once, and the next
// process finds it again by the key, whatever was written meanwhile.

import Engine
import HTTPAPI
import HTTPTypes
import JSONText
import Testing
import WireFormat

/// Does everything but keep answers, as if the process died at that moment each time.
private struct ForgetfulEngine: EngineClient {
    let base: LocalEngine

    func run<Request: UseCase>(_ request: Request, _ call: CallContext)
        async throws(EngineError) -> Request.Answer
    {
        guard Request.name != EndOnce.name else {
            throw EngineError(.unavailable, "the process has died")
        }
        return try await base.run(request, call)
    }
}

@Suite struct KeptAnswerTests {
    private static let products = "/api/v1/instances/shop/async/Product"
    private static let version = "/api/v1/version/shop"
    private static let branch = "/api/v1/branch/shop"
    private static let pulls = "/api/v1/database/shop/pull-requests"
    private static let database = "/api/v1/database/shop"

    /// Each of these makes its writes of what stands, or of chance.
    private static let steps: [ContractStep] = [
        ContractStep(.oms, "PATCH", products + "/p1?wait=20", #"{"name":"Adze"}"#, 202),
        ContractStep(.oms, "POST", products + "/p2/restore?wait=20", "{}", 202),
        ContractStep(
            .oms, "POST", products + "/bulk-create?wait=20",
            #"{"instances":[{"product_id":"n1"},{"product_id":"n2"}]}"#, 202),
        ContractStep(
            .oms, "POST", products + "/bulk-update?wait=20",
            #"{"instances":[{"instance_id":"n1","data":{"stock":1}}]}"#, 202),
        ContractStep(
            .oms, "POST", "/api/v1/instances/shop/async/Note/bulk-create-tracked",
            #"{"instances":[{"text":"a"},{"text":"b"}]}"#),
        ContractStep(.oms, "POST", branch + "/create", #"{"branch_name":"b"}"#),
        ContractStep(.oms, "PATCH", products + "/p1?branch=b&wait=20", #"{"name":"Bee"}"#, 202),
        ContractStep(.oms, "POST", branch + "/commit", #"{"message":"good"}"#),
        ContractStep(
            .oms, "POST", pulls,
            #"{"source_branch":"b","target_branch":"main","title":"Bee"}"#, 201),
        ContractStep(.oms, "POST", pulls + "/$pull/merge", "{}"),
        ContractStep(.oms, "PATCH", products + "/p3?branch=b&wait=20", #"{"stock":8}"#, 202),
        ContractStep(.oms, "POST", version + "/merge", #"{"source_branch":"b"}"#),
        ContractStep(.oms, "POST", version + "/rollback", #"{"target":"HEAD~1"}"#),
        ContractStep(.oms, "POST", branch + "/checkout", #"{"target":"b"}"#),
        ContractStep(.oms, "POST", branch + "/checkout", #"{"target":"main"}"#),
        ContractStep(
            .oms, "POST", version + "/rebase?onto=main&branch=b", "{}"),
        ContractStep(.oms, "DELETE", branch + "/branch/b"),
        ContractStep(
            .bff, "POST", database + "/mappings/import",
            form: [
                (
                    name: "file", file: "l.json",
                    content: #"{"classes":[{"class_id":"Product","label":"Ware"}]}"#
                )
            ]),
        ContractStep(.bff, "DELETE", database + "/mappings"),
        ContractStep(
            .bff, "POST", database + "/ontology/Product/mapping-metadata?wait=20",
            #"{"sourceFile":"a.csv","mappingsCount":2}"#),
        ContractStep(
            .bff, "POST", "/api/v1/projections/shop/register",
            #"{"view_name":"v","start_class":"Product","hops":[]}"#),
        ContractStep(
            .bff, "POST", database + "/import-csv-data",
            #"{"csv_data":[{"gadget_id":"g1","n":1}],"source_file":"gadgets.csv"}"#),
        ContractStep(
            .bff, "POST", "/api/v1/tokens", #"{"name":"reports","roles":["reader"]}"#, 201),
        ContractStep(
            .bff, "POST", "/engine/v1/patch-instance",
            #"{"database":"shop","className":"Product","key":"n2","patch":{"stock":4}}"#),
        ContractStep(
            .oms, "DELETE", database + "/ontology/Note?expected_seq=2&cascade=true", nil, 202),
    ]

    private func asking(_ step: ContractStep, _ engine: any EngineClient) -> Asking {
        step.service == .oms
            ? Asking(Services.omsRoutes, engine)
            : Asking(Services.bffRoutes, engine, style: .list)
    }

    private func send(_ step: ContractStep, _ key: Int, _ engine: any EngineClient, pull: String)
        async throws -> Answer
    {
        let (type, body) = step.sent
        var headers = ["Idempotency-Key": "step \(key)"]
        headers["Content-Type"] = type
        return try await asking(step, engine).ask(
            step.method, step.path.replacing("$pull", with: pull), headers: headers, body: body)
    }

    /// What is written, apart from the answers that are kept.
    private func written(_ engine: RealEngine) async throws -> [String] {
        var events: [String] = []
        var position = "0"
        while true {
            let page = try await engine.run(FollowLog(after: position, limit: 1000))
            events += page.entries.map { "\($0.eventType) \($0.aggregate) \($0.sequence)" }
            if page.position == position { return events.sorted() }
            position = page.position
        }
    }

    private func pull(_ engine: RealEngine) async throws -> String {
        let list = try await engine.oms.get(KeptAnswerTests.pulls)
        return list["data", "pull_requests", "0", "id"]?.string ?? "none"
    }

    private func jobsHaveEnded(_ engine: RealEngine) async throws {
        for job in try await engine.run(ListJobs(limit: 100)).items {
            _ = try await engine.run(GetJob(id: job.id, waitSeconds: 20))
        }
    }

    @Test func whatWasDoneAndNotAnsweredIsFoundByItsKey() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            for (method, path, body) in [
                (
                    "POST", "/api/v1/database/shop/ontology",
                    #"{"id":"Note","properties":[{"name":"text","type":"string"}]}"#
                ), ("DELETE", KeptAnswerTests.products + "/p2/delete?expected_seq=2", ""),
            ] {
                let answer = try await engine.oms.ask(
                    method, path + (path.contains("?") ? "&" : "?") + "wait=20&until=projected",
                    headers: body.isEmpty ? [:] : ["Content-Type": "application/json"], body: body)
                #expect(answer.status == 202, "\(answer.text)")
            }
            let forgetful = ForgetfulEngine(base: engine.client)
            for (number, step) in KeptAnswerTests.steps.enumerated() {
                let answer = try await send(
                    step, number, forgetful, pull: try await pull(engine))
                #expect(answer.status == 503, "\(step.path): \(answer.text.prefix(300))")
                try await jobsHaveEnded(engine)
            }
            let before = try await written(engine)
            try await engine.restart()
            let pull = try await pull(engine)
            for _ in 0..<2 {
                for (number, step) in KeptAnswerTests.steps.enumerated() {
                    let answer = try await send(step, number, engine.client, pull: pull)
                    #expect(
                        answer.status == step.status, "\(step.path): \(answer.text.prefix(300))")
                    let again = try await send(step, number, engine.client, pull: pull)
                    #expect(again.text == answer.text, "\(step.path)")
                }
                try await jobsHaveEnded(engine)
                let after = try await written(engine)
                #expect(Set(after).symmetricDifference(before) == [])
                #expect(after.count == before.count)
            }
        }
    }

    @Test func anotherPatchUnderTheSameCommandIDIsRefused() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            func patch(_ data: String) async throws -> Answer {
                try await engine.oms.ask(
                    "PATCH", KeptAnswerTests.products + "/p1?wait=20",
                    headers: ["Content-Type": "application/json"],
                    body: #"{"data":\#(data),"command_id":"0190c6f0-0000-7000-8000-00000000000b"}"#)
            }
            let first = try await patch(#"{"stock":1}"#)
            #expect(first.status == 202)
            let again = try await patch(#"{"stock":1}"#)
            #expect(again["command_id"] == first["command_id"])
            let other = try await patch(#"{"stock":2}"#)
            #expect(other.status == 409)
            #expect(other["code"] == "event_id_reused")
            let read = try await engine.oms.get(
                "/api/v1/instance/shop/instance/p1?class_id=Product")
            #expect(read.headers[.eTag] == "\"4\"")
        }
    }

    @Test func aKeyedCreateIsAnsweredAlsoWhenItsClassIsGone() async throws {
        try await RealEngine.with { engine in
            try await engine.openShop()
            let key = ["Idempotency-Key": "k"]
            let create = KeptAnswerTests.products + "/create"
            let body = #"{"data":{"product_id":"k1"}}"#
            let first = try await engine.oms.post(create, body, headers: key)
            let gone = try await engine.oms.ask(
                "DELETE",
                KeptAnswerTests.database
                    + "/ontology/Product?expected_seq=2&cascade=true&wait=20&until=projected")
            #expect(gone.status == 202, "\(gone.text)")
            let again = try await engine.oms.post(create, body, headers: key)
            #expect(again.status == 202)
            #expect(again.text == first.text)
            let fresh = try await engine.oms.post(create, body)
            #expect(fresh.status == 404)
        }
    }
}
