// Reply → the framework's response.

internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import JSONText
internal import NIOCore

enum ResponseMaking {
    static func response(
        _ reply: Reply, _ requestID: String, _ request: Request, _ context: WebContext
    ) -> Response {
        var headers = HTTPFields()
        headers[RequestIdentity.header] = requestID
        headers[.xContentTypeOptions] = "nosniff"
        headers[.cacheControl] = "no-store"
        headers[.eTag] = reply.entityTag
        if let position = HTTPField.Name("Spice-Position") { headers[position] = reply.commandID }
        if reply.status == 401 { headers[.wwwAuthenticate] = "Bearer" }
        headers[.retryAfter] = reply.retryAfterSeconds.map(String.init)
        if !reply.allowedMethods.isEmpty {
            headers[.allow] = reply.allowedMethods.joined(separator: ", ")
        }
        let body: ResponseBody
        switch reply.body {
        case .json(let json):
            headers[.contentType] = "application/json"
            body = ResponseBody(byteBuffer: ByteBuffer(bytes: json.bytes))
        case .text(let text):
            headers[.contentType] = "text/plain; charset=utf-8"
            body = ResponseBody(byteBuffer: ByteBuffer(string: text))
        case .file(let bytes, let mediaType, let name):
            headers[.contentType] = mediaType
            headers[.contentDisposition] = "attachment; filename=\"\(name)\""
            body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        case .lines(let produce):
            headers[.contentType] = "application/x-ndjson"
            let incoming = request.body
            body = ResponseBody { writer in
                var lines = LineReader(incoming)
                var answers: any EventWriter = BodyWriter(writer: writer)
                try await produce(&lines, &answers)
                try await writer.finish(nil)
            }
        case .events(let produce):
            headers[.contentType] = "text/event-stream"
            body = events(produce, request, isConnected: context.channel != nil)
        }
        return Response(
            status: HTTPResponse.Status(code: reply.status), headers: headers, body: body)
    }

    /// The producer is cancelled when the client goes away.
    private static func events(
        _ produce: @escaping @Sendable (inout any EventWriter) async throws -> Void,
        _ request: Request, isConnected: Bool
    ) -> ResponseBody {
        ResponseBody { writer in
            var events: any EventWriter = BodyWriter(writer: writer)
            if isConnected {
                try await request.body.consumeWithCancellationOnInboundClose { _ in
                    try await produce(&events)
                }
            } else {
                try await produce(&events)
            }
            try await writer.finish(nil)
        }
    }

    private struct BodyWriter: EventWriter {
        var writer: any ResponseBodyWriter

        mutating func write(_ bytes: [UInt8]) async throws {
            try await writer.write(ByteBuffer(bytes: bytes))
        }
    }
}
