// An engine in another process, reached over its Unix socket or its BFF's port. The use case goes
// there as it is; its progress, parts, answer or error come back as events. Who asks is decided over
// there, by who may open the connection.

package import Engine
package import HTTPClient
internal import JSONText
internal import WireFormat

package struct RemoteEngine: EngineClient {
    package let endpoint: HTTPEndpoint
    private let client: HTTPClient
    private let token: String?

    /// `token`: shown with every call; the socket needs none.
    package init(
        _ endpoint: HTTPEndpoint, client: HTTPClient = HTTPClient(), token: String? = nil
    ) {
        self.endpoint = endpoint
        self.client = client
        self.token = token
    }

    /// Errors are the engine's own; `engine_unreachable` when nobody answers or the engine goes
    /// away during the call (which may have been done then). The principal of `call` is not sent.
    package func run<Request: UseCase>(_ request: Request, _ call: CallContext)
        async throws(EngineError) -> Request.Answer
    {
        let outcome: Result<Request.Answer, EngineError>
        let request = try encoded(request)
        do throws(HTTPClientError) {
            let response = try await client.stream(request)
            outcome =
                response.head.status == 200
                ? try await followed(response, call)
                : .failure(try await refusal(response))
        } catch {
            throw translated(error)
        }
        return try outcome.get()
    }

    private func encoded<Request: UseCase>(_ useCase: Request) throws(EngineError) -> HTTPRequest {
        do throws(JSONShapeError) {
            return HTTPRequest(
                "POST", endpoint, path: "/engine/v1/" + Request.name,
                headers: [
                    HTTPHeader("Content-Type", "application/json"),
                    HTTPHeader("Accept", "text/event-stream"),
                ] + (token.map { [HTTPHeader("Authorization", "Bearer " + $0)] } ?? []),
                body: try JSONEncoding.encode(useCase).bytes)
        } catch {
            throw EngineError(.invalidRequest, error.description)
        }
    }

    /// Reads events until the outcome.
    private func followed<Answer: Decodable>(_ response: HTTPStreamedResponse, _ call: CallContext)
        async throws(HTTPClientError) -> Result<Answer, EngineError>
    {
        var events = ServerSentEventStream(response.body)
        while let event = try await events.next() {
            guard let data = try? JSON(parsing: event.data) else { continue }
            switch event.name {
            case "progress":
                if let progress = try? JSONDecoding.decode(Progress.self, from: data) {
                    call.progress(progress)
                }
            case "part":
                do throws(EngineError) { try await call.takePart?(data) } catch {
                    return .failure(error)
                }
            case "answer": return answer(data)
            case "error": return .failure(EngineError(status: 500, body: data))
            default: break
            }
        }
        return .failure(
            EngineError(
                .engineUnreachable,
                "the engine at \(endpoint.text) went away during the call, which may have been done: "
                    + "ask for its result before asking again"))
    }

    private func answer<Answer: Decodable>(_ data: JSON) -> Result<Answer, EngineError> {
        do throws(JSONShapeError) {
            return .success(try JSONDecoding.decode(Answer.self, from: data))
        } catch {
            return .failure(
                EngineError(
                    .unsupported,
                    "the engine at \(endpoint.text) answers in another shape (\(error.description)): "
                        + "use the same version on both sides"))
        }
    }

    /// The error of a request that was not begun.
    private func refusal(_ response: HTTPStreamedResponse) async throws(HTTPClientError)
        -> EngineError
    {
        var bytes: [UInt8] = []
        while bytes.count < 1 << 20, let chunk = try await response.body.next() {
            bytes.append(contentsOf: chunk)
        }
        return EngineError(status: response.head.status, body: try? JSON(parsing: bytes))
    }

    private func translated(_ error: HTTPClientError) -> EngineError {
        switch error {
        case .cancelled: EngineError(.cancelled, "the call was cancelled")
        case .unreachable, .untrusted:
            EngineError(
                .engineUnreachable,
                error.message + "; start an engine with: spice up",
                details: JSONObject([("address", .string(endpoint.text))]))
        case .timedOut, .interrupted:
            EngineError(
                .engineUnreachable,
                error.message + "; the call may have been done: ask for its result before asking "
                    + "again", details: JSONObject([("address", .string(endpoint.text))]))
        case .invalidRequest: EngineError(.invalidRequest, error.message)
        case .tooLarge: EngineError(.tooLarge, error.message)
        }
    }
}
