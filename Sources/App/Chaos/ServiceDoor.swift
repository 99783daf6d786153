// The clients of a chaos run: they write through OMS as the contract says, and through the BFF what it has no route for.

import Engine
import HTTPClient
import JSONText
import Laboratory

struct ServiceDoor: ChaosDoor {
    private let oms: HTTPEndpoint
    private let engine: EngineDoor
    private let http: HTTPClient

    init(oms: HTTPEndpoint, engine: any EngineClient, http: HTTPClient) {
        self.oms = oms
        self.engine = EngineDoor(engine)
        self.http = http
    }

    func send(_ write: ChaosWrite, expected: Int?) async -> ChaosAnswer {
        guard let request = request(write, expected) else {
            return await engine.send(write, expected: expected)
        }
        do throws(HTTPClientError) {
            return answer(try await http.send(request))
        } catch {
            return .unanswered(error.code)
        }
    }

    /// Nil: not through OMS. A patch of whatever is there goes through the BFF, so that both are used.
    private func request(_ write: ChaosWrite, _ expected: Int?) -> HTTPRequest? {
        let base = "/api/v1/instances/\(ChaosWrite.database)/async/\(write.className)"
        let seen = "expected_seq=\(expected ?? 0)"
        let (method, path): (String, String)
        switch write.kind {
        case .makeClass, .patch: return nil
        case .create: (method, path) = ("POST", base + "/create")
        case .update: (method, path) = ("PUT", "\(base)/\(write.key)/update?\(seen)")
        case .delete: (method, path) = ("DELETE", "\(base)/\(write.key)/delete?\(seen)")
        }
        let body = JSON.object(JSONObject([("data", .object(write.data))]))
        return HTTPRequest(
            method, oms, path: path,
            headers: [
                HTTPHeader("Content-Type", "application/json"),
                HTTPHeader("Idempotency-Key", write.name),
            ], body: write.kind == .delete ? nil : body.bytes, deadlineSeconds: 10)
    }

    private func answer(_ response: HTTPResponse) -> ChaosAnswer {
        let body = try? JSON(parsing: response.body)
        if response.status == 202, let id = body?["command_id"]?.string {
            return .accepted(commandID: id)
        }
        let code = body?["code"]?.string ?? "status_\(response.status)"
        // Busy, down, full, or the same request is still being worked.
        let isPassing = [429, 499, 502, 503, 504, 507].contains(response.status)
        if isPassing || code == "request_running" { return .unanswered(code) }
        return .refused(code: code, message: body?["message"]?.string ?? "no message")
    }
}
