// Every request of a service goes through here: identity, access, route, body, caller, answer.
// Whatever is thrown becomes an error object; nothing of the inside is shown.

package import Engine
package import EventSourcing
internal import HTTPTypes
package import Hummingbird
internal import JSONText
package import Logging
internal import NIOCore
package import WireFormat

package struct ServiceResponder: HTTPResponder {
    package typealias Context = WebContext

    /// Larger bodies are 413.
    package static let maximumBodyBytes = 10 << 20

    package let table: RouteTable
    let engine: any EngineClient
    let access: AccessRules
    /// Nil: whom `access` lets in is let in.
    let doors: Doors?
    /// Where accesses are kept; nil: nowhere.
    let recorder: AccessRecorder?
    let caller: Caller
    let meter: RequestMeter
    let sockets: SocketHub
    /// For errors before a route is known.
    let style: ShapeStyle
    let logger: Logger
    let now: @Sendable () -> Timestamp
    let newRequestID: @Sendable () -> String

    package init(
        _ table: RouteTable, engine: any EngineClient, access: AccessRules = AccessRules(),
        doors: Doors? = nil, recorder: AccessRecorder? = nil, caller: Caller = .ownUser,
        style: ShapeStyle, logger: Logger,
        now: @escaping @Sendable () -> Timestamp,
        newRequestID: @escaping @Sendable () -> String = { RequestIdentity.random() }
    ) {
        self.table = table
        self.engine = engine
        self.access = access
        self.doors = doors
        self.recorder = doors?.recorder ?? recorder
        meter = RequestMeter(recorder: self.recorder)
        sockets = SocketHub(engine: engine, access: access, doors: doors, now: now)
        self.caller = caller
        self.style = style
        self.logger = logger
        self.now = now
        self.newRequestID = newRequestID
    }

    package func respond(to request: Request, context: WebContext) async throws -> Response {
        let requestID =
            RequestIdentity.accepted(request.headers[RequestIdentity.header]) ?? newRequestID()
        var request = request
        var visit = Visit(requestID: requestID)
        let reply: Reply
        do throws(WireError) {
            reply = try await answer(&request, context, &visit)
        } catch {
            reply = Reply(error, requestID: requestID)
            if error.status >= 500 {
                logger.error(
                    "request failed",
                    metadata: [
                        "request_id": .string(requestID), "path": .string(request.uri.path),
                        "code": .string(error.code), "message": .string(error.message),
                    ])
            }
        }
        meter.count(reply.status)
        record(reply.status, request, visit)
        let response = ResponseMaking.response(reply, requestID, request, context)
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func answer(_ request: inout Request, _ context: WebContext, _ visit: inout Visit)
        async throws(WireError) -> Reply
    {
        let matched = match(request)
        var isOpen = false
        if case .success(let (route, _)) = matched { isOpen = route.endpoint.isOpen }
        try await admit(request, isOpen: isOpen, &visit)
        let (route, parameters) = try matched.get()
        visit.endpoint = route.endpoint
        guard let query = PercentEncoding.query(request.uri.query ?? "") else {
            throw route.style.error(in: "query", path: [], problem: "has a malformed escape")
        }
        try checkContentType(request, route.endpoint)
        let body = route.endpoint.isLinewise ? [] : try await body(&request)
        let headers = request.headers
        let principal: Principal
        if let known = visit.principal {
            principal = known
        } else {
            principal = await caller.identify(context.channel)
            visit.principal = principal
        }
        let asked = RouteRequest(
            engine: engine, principal: principal,
            requestID: visit.requestID, style: route.style, parameters: parameters, query: query,
            header: { name in HTTPField.Name(name).flatMap { headers[$0] } }, body: body,
            now: now(), meter: meter, sockets: sockets,
            warn: { [logger, path = request.uri.path, id = visit.requestID] message in
                logger.warning(
                    "answered in part",
                    metadata: [
                        "request_id": .string(id), "path": .string(path),
                        "message": .string(message),
                    ])
            },
            isStillAdmitted: { [doors] in
                await doors?.gate.stillOpens(headers[.authorization]) ?? true
            })
        return try await work(route, asked, method: request.method.rawValue, request.uri.path)
    }

    private func match(_ request: Request) -> Result<(Route, [String: String]), WireError> {
        do throws(WireError) {
            return .success(try route(of: request))
        } catch {
            return .failure(error)
        }
    }

    private func route(of request: Request) throws(WireError) -> (Route, [String: String]) {
        guard let segments = PercentEncoding.segments(of: request.uri.path) else {
            throw style.error(in: "path", path: [], problem: "has a malformed escape")
        }
        let method = request.method == .head ? "GET" : request.method.rawValue
        switch table.match(method, segments) {
        case .route(let route, let parameters): return (route, parameters)
        case .otherMethod(let allowed):
            var error = WireError(
                status: 405, code: "method_not_allowed",
                message: "this path knows \(allowed.joined(separator: ", "))",
                detail: "Method Not Allowed")
            error.allowedMethods = allowed
            throw error
        case .none:
            throw WireError(
                status: 404, code: "not_found",
                message: "there is no such path; /openapi.json lists all of them",
                detail: "Not Found")
        }
    }

    private func checkContentType(_ request: Request, _ endpoint: Endpoint) throws(WireError) {
        guard [.post, .put, .patch].contains(request.method) else { return }
        let type = request.headers[.contentType]?.lowercased() ?? ""
        // A page in a browser cannot hide its Origin, so a write without a body needs no type.
        if endpoint.mayBeEmpty, type.isEmpty, request.headers[.transferEncoding] == nil,
            (request.headers[.contentLength] ?? "0") == "0"
        {
            return
        }
        let wanted =
            endpoint.isForm
            ? "multipart/form-data"
            : endpoint.isLinewise ? "application/x-ndjson" : "application/json"
        let others =
            endpoint.method == .patch ? ["application/merge-patch+json"] : [String]()
        guard ([wanted] + others).contains(where: type.hasPrefix) else {
            throw WireError(
                status: 415, code: "unsupported_media_type",
                message: "send Content-Type: \(wanted)")
        }
    }

    private func body(_ request: inout Request) async throws(WireError) -> [UInt8] {
        let limit = ServiceResponder.maximumBodyBytes
        let tooLarge = WireError(
            status: 413, code: EngineError.Code.tooLarge.rawValue,
            message:
                "a body has at most \(limit >> 20) MiB: send it in several requests, or a larger "
                + "file with spice import on the engine's host")
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw tooLarge
        }
        do {
            return Array(buffer: try await request.collectBody(upTo: limit))
        } catch is NIOTooManyBytesError {
            throw tooLarge
        } catch {
            throw WireError(
                status: 400, code: "incomplete_request", message: "the body ended too early")
        }
    }
}

extension Reply {
    init(_ error: WireError, requestID: String) {
        self.init(status: error.status, error.body(requestID: requestID))
        retryAfterSeconds = error.retryAfterSeconds
        allowedMethods = error.allowedMethods
    }
}
