// Asks a service in this process, without a socket.

import Engine
import EventSourcing
import HTTPAPI
import HTTPTypes
import Hummingbird
import HummingbirdCore
import JSONText
import Logging
import NIOCore
import Testing
import WireFormat

/// When every request is asked.
let noon = Timestamp(microseconds: 1_800_000_000_000_000)
let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

struct Answer {
    var status: Int
    var headers: HTTPFields
    var text: String
    var json: JSON? { try? JSON(parsing: text) }

    subscript(path: String...) -> JSON? {
        path.reduce(json) { value, step in
            if let index = Int(step), let items = value?.array {
                return items.indices.contains(index) ? items[index] : nil
            }
            return value?[step]
        }
    }
}

struct Asking {
    var responder: ServiceResponder

    init(
        _ routes: [Route], _ engine: any EngineClient, style: ShapeStyle = .text,
        access: AccessRules = AccessRules(), doors: Doors? = nil
    ) {
        responder = ServiceResponder(
            RouteTable(routes), engine: engine, access: access, doors: doors,
            caller: Caller { _ in .localAdmin("tester") }, style: style, logger: quiet,
            now: { noon },
            newRequestID: { "request-1" })
    }

    func get(_ path: String, headers: [String: String] = [:]) async throws -> Answer {
        try await ask("GET", path, headers: headers)
    }

    func post(_ path: String, _ body: String, headers: [String: String] = [:]) async throws
        -> Answer
    {
        try await ask(
            "POST", path, headers: ["Content-Type": "application/json"].merging(headers) { $1 },
            body: body)
    }

    func ask(
        _ method: String, _ path: String, headers: [String: String] = [:], body: String = ""
    ) async throws -> Answer {
        var fields = HTTPFields()
        for (name, value) in headers {
            fields[try #require(HTTPField.Name(name))] = value
        }
        let head = HTTPRequest(
            method: try #require(HTTPRequest.Method(method)), scheme: "http",
            authority: headers["Host"] ?? "localhost:8000", path: path, headerFields: fields)
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body)))
        let response = try await responder.respond(
            to: request, context: WebContext())
        let sink = Sink()
        try await response.body.write(sink)
        return Answer(
            status: response.status.code, headers: response.headers,
            text: String(buffer: sink.bytes))
    }
}

private final class Sink: ResponseBodyWriter {
    var bytes = ByteBuffer()

    func write(_ buffer: ByteBuffer) async throws { bytes.writeImmutableBuffer(buffer) }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
