import JSONText
import Testing
import WireFormat

@testable import Engine

@Suite struct ErrorShapeTests {
    @Test func aConflictIsTheContractsBodyWithOursBesideIt() {
        let error = EngineError(
            .conflict, "read it again",
            details: JSONObject([("aggregate_id", "a"), ("expected_seq", 1), ("actual_seq", 2)]))
        let body = WireError(error).body(requestID: "r")
        #expect(
            body.text
                == #"{"detail":{"error":"optimistic_concurrency_conflict","aggregate_id":"a","#
                + #""expected_seq":1,"actual_seq":2},"code":"optimistic_concurrency_conflict","#
                + #""message":"read it again","details":{"aggregate_id":"a","expected_seq":1,"#
                + #""actual_seq":2},"request_id":"r","docs":"docs/HTTP_API.md#errors"}"#)
    }

    @Test(arguments: EngineError.Code.allCases)
    func everyCodeComesBack(code: EngineError.Code) {
        let error = EngineError(code, "m", retryAfterSeconds: 4)
        let wire = WireError(error)
        #expect(wire.status == code.httpStatus)
        #expect(EngineError(status: wire.status, body: wire.body(requestID: "")) == error)
    }

    @Test(arguments: [
        (404, EngineError.Code.notFound), (403, .forbidden), (409, .conflict), (413, .tooLarge),
        (502, .unavailable), (418, .invalidRequest), (500, .internal),
    ])
    func anAnswerOfSomebodyElseIsReadByItsStatus(status: Int, code: EngineError.Code) {
        #expect(EngineError(status: status, body: nil).code == code)
        #expect(EngineError(status: status, body: ["code": "strange"]).code == code)
    }

    @Test func shapesAreToldInTheStyleOfTheService() {
        let path = ["hops", "[0]", "predicate"]
        let text = ShapeStyle.text.error(in: "body", path: path, problem: "is missing")
        #expect(text.status == 400)
        #expect(text.body(requestID: "r")["status"] == "error")
        #expect(text.message == "body: hops[0].predicate is missing")
        let list = ShapeStyle.list.error(in: "body", path: path, problem: "is missing")
        #expect(list.status == 422)
        #expect(list.detail.array?.first?["loc"]?.text == #"["body","hops",0,"predicate"]"#)
    }
}
