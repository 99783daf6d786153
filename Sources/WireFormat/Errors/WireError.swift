// What a service answers when it does not answer what was asked: a status and the error object. The
// contract's `detail` is kept; beside it stand `code` (stable), `message` (what to do),
// `request_id` and `docs`.

package import Engine
package import JSONText

package struct WireError: Error, Hashable, Sendable, CustomStringConvertible {
    package var status: Int
    /// Of `EngineError.Code`, or one of the codes of HTTP below.
    package var code: String
    package var message: String
    /// The contract's member: a text, an object (conflict) or a list of problems.
    package var detail: JSON
    /// Beside `detail`, what a program needs to know.
    package var details: JSONObject
    package var retryAfterSeconds: Int?
    /// OMS keeps `status: error` in what it says about a request's shape.
    package var saysStatus = false
    /// 405: the methods that the path knows.
    package var allowedMethods: [String] = []

    package init(
        status: Int, code: String, message: String, detail: JSON? = nil,
        details: JSONObject = JSONObject(), retryAfterSeconds: Int? = nil
    ) {
        self.status = status
        self.code = code
        self.message = message
        self.detail = detail ?? .string(message)
        self.details = details
        self.retryAfterSeconds = retryAfterSeconds
    }

    /// The engine's error as HTTP says it.
    package init(_ error: EngineError) {
        self.init(
            status: error.code.httpStatus, code: error.code.rawValue, message: error.message,
            details: error.details, retryAfterSeconds: error.retryAfterSeconds)
        if error.code == .conflict {
            detail = .object(
                JSONObject([("error", .string(error.code.rawValue))]).overlaid(by: error.details))
        }
    }

    /// The body of the answer.
    package func body(requestID: String) -> JSON {
        var object = JSONObject()
        if saysStatus { object["status"] = "error" }
        object["detail"] = detail
        object["code"] = .string(code)
        object["message"] = .string(message)
        if !details.isEmpty { object["details"] = .object(details) }
        if let retryAfterSeconds { object["retry_after"] = .integer(retryAfterSeconds) }
        object["request_id"] = .string(requestID)
        object["docs"] = .string("docs/HTTP_API.md#errors")
        return .object(object)
    }

    package var description: String { message }
}

extension EngineError {
    /// Reads an error object back. A body of another kind becomes an error by its status.
    package init(status: Int, body: JSON?) {
        let code = body?["code"]?.string.flatMap(Code.init(rawValue:))
        self.init(
            code ?? Code(status: status),
            body?["message"]?.string ?? "the engine answered \(status) without saying why",
            details: body?["details"]?.object ?? JSONObject(),
            retryAfterSeconds: body?["retry_after"]?.integer)
    }
}

extension EngineError.Code {
    /// For answers without a code of ours.
    init(status: Int) {
        switch status {
        case 401, 403: self = .forbidden
        case 404: self = .notFound
        case 409: self = .conflict
        case 413: self = .tooLarge
        case 429: self = .busy
        case 501: self = .unsupported
        case 502, 503, 504: self = .unavailable
        case 400..<500: self = .invalidRequest
        default: self = .internal
        }
    }
}
