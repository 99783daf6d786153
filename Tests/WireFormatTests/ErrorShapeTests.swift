// How a fault in a request is said: a text for OMS, a list for BFF and Funnel, with the same stable code.

import JSONText
import Testing
import WireFormat

@Suite("The shape of errors")
struct ErrorShapeTests {
    @Test func aTextIsAnsweredWith400AndSaysItsStatus() {
        let error = ShapeStyle.text.error(in: "body", path: ["label"], problem: "is missing")
        #expect(error.status == 400)
        #expect(error.code == "invalid_request")
        #expect(error.detail == .string(error.message))
        let body = error.body(requestID: "r1")
        #expect(body["status"] == "error")
        #expect(body["code"] == "invalid_request")
        #expect(body["request_id"] == "r1")
    }

    @Test func aListIsAnsweredWith422AndSaysWhere() {
        let error = ShapeStyle.list.error(
            in: "body", path: ["items", "[3]", "name"], problem: "is missing", type: "missing")
        #expect(error.status == 422)
        #expect(error.detail.array?.count == 1)
        let entry = error.detail.array?.first
        #expect(entry?["loc"]?.text == #"["body","items",3,"name"]"#)
        #expect(entry?["type"] == "missing")
        #expect(error.body(requestID: "r1")["status"] == nil)
    }

    @Test(arguments: [(ShapeStyle.text, 400), (ShapeStyle.list, 422)])
    func aBodyThatIsNoJSONKeepsItsCode(_ style: ShapeStyle, _ status: Int) {
        let error = style.malformed(JSONError(.unexpectedEnd, at: 7))
        #expect(error.status == status)
        #expect(error.code == "malformed_json")
    }
}
