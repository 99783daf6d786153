// `/engine/v1/<use case>`: every use case of the catalogue as it is. Body and answer are the coded
// values; with `Accept: text/event-stream` the answer comes as events: `progress` and `part` (any number),
// then `answer` or `error`.

internal import Engine
internal import JSONText
internal import ServiceLifecycle
internal import WireFormat

package enum EngineRoutes {
    package static let prefix = "/engine/v1/"

    package static func routes() -> [Route] { UseCaseCatalogue.all.map { route($0) } }

    private static func route<Request: UseCase>(_ type: Request.Type) -> Route {
        var endpoint = Endpoint(
            .post, prefix + Request.name, "engine-" + Request.name, group: "engine",
            "The use case \(Request.name); needs the role \(Request.requiredRole.rawValue).",
            body: Schema.object, answer: Schema.any, streams: true)
        endpoint.effect = Request.requiredRole == .reader ? .reads : .writes
        endpoint.isAdministrative = [.operate, .admin].contains(Request.requiredRole)
        return Route(endpoint, style: .text) { (request) throws(WireError) in
            let useCase = try request.decoded(Request.self)
            guard request.header("accept")?.contains("text/event-stream") == true else {
                let answer = try await request.run(useCase)
                var reply = Reply(try coded(answer))
                if var issued = answer as? IssuedToken {
                    issued.token = ""
                    reply.kept = try coded(issued)
                }
                return reply
            }
            return Reply(body: .events { try await stream(useCase, request, to: &$0) })
        }
    }

    /// Progress (only the newest when the client is slow) and parts as they come, then the outcome.
    private static func stream<Request: UseCase>(
        _ useCase: Request, _ request: RouteRequest, to writer: inout any EventWriter
    ) async throws {
        let feed = CallFeed()
        let call = CallContext(request.caller, once: request.once) {
            feed.tell($0)
        } takePart: { (part) async throws(EngineError) in
            await feed.give(part)
        }
        async let outcome = outcome(of: useCase, request, call, feed)
        do {
            while let step = await feed.next() {
                switch step {
                case .progress(let progress):
                    try await writer.write(event("progress", try coded(progress)))
                case .part(let part): try await writer.write(event("part", part))
                }
            }
        } catch {
            // Nobody listens any more, and the call must not wait for somebody who does.
            feed.finish()
            throw error
        }
        switch await outcome {
        case .success(let answer): try await writer.write(event("answer", answer))
        case .failure(let error):
            try await writer.write(event("error", error.body(requestID: request.requestID)))
        }
    }

    private static func outcome<Request: UseCase>(
        of useCase: Request, _ request: RouteRequest, _ call: CallContext, _ feed: CallFeed
    ) async -> Result<JSON, WireError> {
        defer { feed.finish() }
        return await cancelWhenGracefulShutdown {
            do throws(EngineError) {
                let answer = try await request.engine.run(useCase, call)
                return Result { () throws(WireError) in try coded(answer) }
            } catch {
                return .failure(WireError(error))
            }
        }
    }

    private static func coded(_ value: some Encodable) throws(WireError) -> JSON {
        do throws(JSONShapeError) {
            return try JSONEncoding.encode(value)
        } catch {
            throw WireError(
                status: 500, code: EngineError.Code.internal.rawValue,
                message: "the answer cannot be written as JSON: \(error)")
        }
    }

    private static func event(_ name: String, _ data: JSON) -> [UInt8] {
        Array("event: \(name)\ndata: ".utf8) + data.bytes + Array("\n\n".utf8)
    }
}
