import Engine
import HTTPAPI
import HTTPTypes
import JSONText
import Testing
import WireFormat

@Suite struct EngineRoutesTests {
    private let described: JSON = [
        "version": "1", "mode": "embedded", "processID": 7, "startedAt": "t",
        "uptimeSeconds": .number("1.5"),
    ]

    @Test func everyUseCaseHasItsRoute() {
        let paths = EngineRoutes.routes().map(\.endpoint.path)
        #expect(Set(paths).count == UseCaseCatalogue.all.count)
        #expect(Set(paths) == Set(UseCaseCatalogue.all.map { "/engine/v1/" + $0.name }))
    }

    @Test func aUseCaseIsAnsweredAsJSON() async throws {
        let engine = ScriptedEngine(answers: ["describe-engine": described])
        let answer = try await Asking(EngineRoutes.routes(), engine).post(
            "/engine/v1/describe-engine", "{}")
        #expect(answer.status == 200)
        #expect(answer["mode"] == "embedded")
        #expect(engine.asked.map(\.principal.actor) == ["tester"])
    }

    @Test func asEventsProgressComesBeforeTheAnswer() async throws {
        let engine = ScriptedEngine(progress: [Progress(phase: "reading", done: 3)]) {
            [described] (_, _) throws(EngineError) in described
        }
        let answer = try await Asking(EngineRoutes.routes(), engine).post(
            "/engine/v1/describe-engine", "{}", headers: ["Accept": "text/event-stream"])
        #expect(answer.headers[.contentType] == "text/event-stream")
        let blocks = answer.text.split(separator: "\n\n")
        #expect(blocks.count == 2)
        #expect(blocks.first?.hasPrefix("event: progress\ndata: {\"phase\":\"reading\"") == true)
        #expect(blocks.last?.hasPrefix("event: answer\ndata: {\"version\"") == true)
    }

    @Test func anErrorIsTheErrorObjectWithItsStatus() async throws {
        let engine = ScriptedEngine { (_, _) throws(EngineError) in
            throw EngineError(
                .conflict, "ask again",
                details: JSONObject([
                    ("aggregate_id", "a"), ("expected_seq", 1), ("actual_seq", 2),
                ]))
        }
        let answer = try await Asking(EngineRoutes.routes(), engine).post(
            "/engine/v1/describe-engine", "{}")
        #expect(answer.status == 409)
        #expect(
            answer["detail"]?.text
                == #"{"error":"optimistic_concurrency_conflict","aggregate_id":"a","#
                + #""expected_seq":1,"actual_seq":2}"#)
        #expect(answer["code"] == "optimistic_concurrency_conflict")
        #expect(answer["request_id"] == "request-1")
    }

    @Test(arguments: [
        ("", "body is missing"), ("[1,", "Invalid"), ("[]", "must be an object"),
        (#"{"id":5}"#, "id must be a text"), ("{}", "id is missing"),
    ])
    func aWrongBodyIsRefused(body: String, words: String) async throws {
        let engine = ScriptedEngine(answers: [:])
        let answer = try await Asking(EngineRoutes.routes(), engine).post(
            "/engine/v1/get-command", body)
        #expect(answer.status == 400)
        #expect(answer.text.contains(words))
        #expect(engine.asked.isEmpty)
    }
}
