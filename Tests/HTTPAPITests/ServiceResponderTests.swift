import Engine
import HTTPAPI
import HTTPTypes
import JSONText
import Testing

@Suite struct ServiceResponderTests {
    private let asking = Asking(
        EngineRoutes.routes(),
        ScriptedEngine(answers: ["list-databases": ["items": [], "next": .null]]))
    private let path = "/engine/v1/list-databases"

    @Test(arguments: ["/", "/nowhere", "/engine/v1", "/engine/v1/list-databases/more"])
    func anUnknownPathIs404(path: String) async throws {
        let answer = try await asking.get(path)
        #expect(answer.status == 404)
        #expect(answer["detail"] == "Not Found")
        #expect(answer["code"] == "not_found")
    }

    @Test func anotherMethodIs405WithTheAllowedOnes() async throws {
        let answer = try await asking.get(path)
        #expect(answer.status == 405)
        #expect(answer.headers[.allow] == "POST")
        #expect(answer["detail"] == "Method Not Allowed")
    }

    @Test(arguments: ["/engine/v1/%zz", "/%", "/a%C0%80"])
    func aMalformedEscapeIsRefused(path: String) async throws {
        #expect(try await asking.get(path).status == 400)
    }

    @Test(arguments: ["text/plain", "application/x-www-form-urlencoded", ""])
    func aWriteWithAnotherContentTypeIs415(type: String) async throws {
        let answer = try await asking.ask(
            "POST", path, headers: type.isEmpty ? [:] : ["Content-Type": type], body: "{}")
        #expect(answer.status == 415)
    }

    @Test(arguments: ["evil.example", "127.0.0.1.evil.example:8000", "[::2]", "localhost.evil"])
    func aForeignHostIsRefused(host: String) async throws {
        let answer = try await asking.post(path, "{}", headers: ["Host": host])
        #expect(answer.status == 403)
        #expect(answer["code"] == "forbidden")
    }

    @Test(arguments: ["localhost", "127.0.0.1:8002", "[::1]:8002", "127.9.9.9"])
    func aLoopbackHostMayPass(host: String) async throws {
        #expect(try await asking.post(path, "{}", headers: ["Host": host]).status == 200)
    }

    @Test(arguments: ["https://evil.example", "null", "http://localhost:3000"])
    func aWebPageMayNotWrite(origin: String) async throws {
        #expect(try await asking.post(path, "{}", headers: ["Origin": origin]).status == 403)
    }

    @Test func aBodyBeyondTheLimitIs413() async throws {
        let body = "\"" + String(repeating: "a", count: ServiceResponder.maximumBodyBytes) + "\""
        let answer = try await asking.post(path, body)
        #expect(answer.status == 413)
        #expect(answer["code"] == "too_large")
    }

    @Test func nestingBeyondTheLimitIsRefused() async throws {
        let body = String(repeating: "[", count: 5000)
        #expect(try await asking.post(path, body).status == 400)
    }

    @Test func aGoodRequestIDIsKeptAndABadOneReplaced() async throws {
        let kept = try await asking.post(path, "{}", headers: ["X-Request-ID": "abc-1.2"])
        #expect(kept.headers[HTTPField.Name("X-Request-ID")!] == "abc-1.2")
        let replaced = try await asking.post(path, "{}", headers: ["X-Request-ID": "a b<c>"])
        #expect(replaced.headers[HTTPField.Name("X-Request-ID")!] == "request-1")
    }
}
