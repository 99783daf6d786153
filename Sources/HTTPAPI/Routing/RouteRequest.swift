// A request as a route sees it: everything decoded, nothing checked yet. The readers throw in the
// service's style.

package import Engine
package import EventSourcing
package import JSONText
package import WireFormat

package struct RouteRequest: Sendable {
    package let engine: any EngineClient
    package let principal: Principal
    package let requestID: String
    package let style: ShapeStyle
    package let parameters: [String: String]
    package var query: [String: String]
    /// The first value of a header, by its name in any case.
    package let header: @Sendable (String) -> String?
    package let body: [UInt8]
    /// Instead of a form in the body: what was made of a body of another kind.
    package var formMade: FormData?
    package let now: Timestamp
    /// What this service has answered so far.
    package let meter: RequestMeter
    /// The WebSockets of this service; nil where there are none.
    package let sockets: SocketHub?
    /// The name of this request under its idempotency key, where the door keeps its answer; see `CallContext.once`.
    package var once: String?
    /// Says in the log, with this request's id, what the answer passes over.
    package let warn: @Sendable (String) -> Void
    /// For long answers: whether who asks would still be let in.
    package let isStillAdmitted: @Sendable () async -> Bool

    package init(
        engine: any EngineClient, principal: Principal, requestID: String, style: ShapeStyle,
        parameters: [String: String], query: [String: String],
        header: @escaping @Sendable (String) -> String?, body: [UInt8], now: Timestamp,
        meter: RequestMeter = RequestMeter(), sockets: SocketHub? = nil,
        warn: @escaping @Sendable (String) -> Void = { _ in },
        isStillAdmitted: @escaping @Sendable () async -> Bool = { true }
    ) {
        self.engine = engine
        self.principal = principal
        self.requestID = requestID
        self.style = style
        self.parameters = parameters
        self.query = query
        self.header = header
        self.body = body
        self.now = now
        self.meter = meter
        self.sockets = sockets
        self.warn = warn
        self.isStillAdmitted = isStillAdmitted
    }

    /// Runs a use case as this caller.
    package func run<Request: UseCase>(_ request: Request) async throws(WireError)
        -> Request.Answer
    {
        do throws(EngineError) {
            return try await engine.run(request, CallContext(caller, once: once))
        } catch {
            throw WireError(error)
        }
    }

    /// The principal; an admin may act for the user that `user_id` names.
    package var caller: Principal {
        guard principal.has(.admin), let user = query["user_id"], !user.isEmpty else {
            return principal
        }
        var other = principal
        other.actor = user
        return other
    }

    /// A part of the path; the table has checked that it is there.
    package func path(_ name: String) -> String { parameters[name] ?? "" }

    /// The body as JSON.
    package func json() throws(WireError) -> JSON {
        guard !body.isEmpty else {
            throw style.error(in: "body", path: [], problem: "is missing", type: "missing")
        }
        do throws(JSONError) {
            return try JSON(parsing: body)
        } catch {
            throw style.malformed(error)
        }
    }

    /// The body as a JSON object.
    package func object() throws(WireError) -> JSONObject {
        guard let object = try json().object else {
            throw style.error(
                in: "body", path: [], problem: "must be an object", type: "type_error")
        }
        return object
    }

    /// The same; an empty body is an empty object.
    package func objectOrEmpty() throws(WireError) -> JSONObject {
        body.isEmpty ? JSONObject() : try object()
    }

    /// The body as a form.
    package func form() throws(WireError) -> FormData {
        if let formMade { return formMade }
        guard let form = FormData(body, contentType: header("Content-Type") ?? "") else {
            throw style.error(
                in: "body", path: [], problem: "is no multipart/form-data", type: "form_invalid")
        }
        return form
    }

    /// A number of the query, nil when it is not given.
    package func number(_ name: String, in range: ClosedRange<Double>) throws(WireError) -> Double?
    {
        guard let text = query[name] else { return nil }
        guard let value = Double(text), range.contains(value) else {
            throw style.error(
                in: "query", path: [name],
                problem: "must be a number from \(range.lowerBound) to \(range.upperBound)",
                type: "float_parsing", input: .string(text))
        }
        return value
    }

    /// A text of the query that must be there.
    package func required(_ name: String) throws(WireError) -> String {
        guard let text = query[name], !text.isEmpty else {
            throw style.error(in: "query", path: [name], problem: "is missing", type: "missing")
        }
        return text
    }

    /// The body as a value.
    package func decoded<Value: Decodable>(_ type: Value.Type) throws(WireError) -> Value {
        let json = try json()
        do throws(JSONShapeError) {
            return try JSONDecoding.decode(type, from: json)
        } catch {
            throw style.error(in: "body", error)
        }
    }

    /// An integer of the query, nil when it is not given.
    package func integer(_ name: String, in range: ClosedRange<Int>) throws(WireError) -> Int? {
        guard let text = query[name] else { return nil }
        guard let value = Int(text), range.contains(value) else {
            let bounds =
                range.upperBound == Int.max
                ? "of at least \(range.lowerBound)"
                : "from \(range.lowerBound) to \(range.upperBound)"
            throw style.error(
                in: "query", path: [name], problem: "must be an integer \(bounds)",
                type: "int_parsing", input: .string(text))
        }
        return value
    }

    /// `expected_seq`, which writes over something that is there must give; an `If-Match` says it
    /// as well.
    package func expectedSequence() throws(WireError) -> Int {
        if let sequence = try seenSequence() { return sequence }
        throw style.error(
            in: "query", path: ["expected_seq"],
            problem: "is missing: give the sequence that you have seen", type: "missing")
    }

    /// The same, where it may be left out.
    package func seenSequence() throws(WireError) -> Int? {
        if let value = try integer("expected_seq", in: 0...Int.max) { return value }
        guard let tag = header("If-Match"), tag != "*" else { return nil }
        guard let value = Int(tag.filter { $0 != "\"" }), value >= 0 else {
            throw style.error(
                in: "header", path: ["If-Match"], problem: "is the ETag of a read, as \"2\"")
        }
        return value
    }

    package func flag(_ name: String) throws(WireError) -> Bool {
        switch query[name]?.lowercased() {
        case nil, "false", "0": return false
        case "true", "1": return true
        default:
            throw style.error(
                in: "query", path: [name], problem: "must be true or false", type: "bool_parsing")
        }
    }
}
