// How a service speaks about a request whose shape is wrong: OMS 400 with a text, BFF and Funnel
// 422 with a list.

package import JSONText

package enum ShapeStyle: Hashable, Sendable {
    /// 400, `status: error`, `detail` is a text.
    case text
    /// 422, `detail` is a list of {type, loc, msg, input}.
    case list

    /// A part of the request (`body`, `query`, `path`) does not have the shape that the route
    /// wants.
    package func error(
        in part: String, path: [String], problem: String, type: String = "value_error",
        input: JSON = .null
    ) -> WireError {
        let place = JSONShapeError.text(of: path)
        let message =
            (place.isEmpty ? "the \(part)" : "\(part): \(place)") + " " + problem
        switch self {
        case .text:
            var error = WireError(status: 400, code: "invalid_request", message: message)
            error.saysStatus = true
            return error
        case .list:
            let location = [JSON.string(part)] + path.map(ShapeStyle.step)
            let entry: JSON = [
                "type": .string(type), "loc": .array(location), "msg": .string(problem),
                "input": input,
            ]
            return WireError(
                status: 422, code: "invalid_request", message: message, detail: [entry])
        }
    }

    package func error(in part: String, _ error: JSONShapeError) -> WireError {
        self.error(
            in: part, path: error.path, problem: error.problem,
            type: error.kind == .missing ? "missing" : "type_error")
    }

    /// The body is no JSON.
    package func malformed(_ error: JSONError) -> WireError {
        switch self {
        case .text:
            var answer = WireError(
                status: 400, code: "malformed_json",
                message: "the body is not JSON: \(error.description)",
                detail: "Invalid JSON format")
            answer.saysStatus = true
            return answer
        case .list:
            var answer = self.error(
                in: "body", path: ["[\(error.offset)]"],
                problem: "is not JSON: \(error.reason.rawValue)", type: "json_invalid")
            answer.code = "malformed_json"
            return answer
        }
    }

    /// `[3]` is a number in `loc`.
    private static func step(_ text: String) -> JSON {
        guard text.hasPrefix("["), let index = Int(text.dropFirst().dropLast()) else {
            return .string(text)
        }
        return .integer(index)
    }
}
