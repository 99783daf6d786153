import HTTPClient
import Testing

@Suite struct HTTPClientTests {
    private let client = HTTPClient()

    private func request(
        _ server: ScriptedServer, _ method: String = "GET", path: String = "/",
        headers: [HTTPHeader] = [], body: [UInt8]? = nil, deadline: Double? = nil
    ) -> HTTPRequest {
        HTTPRequest(
            method, .unixSocket(path: server.path), path: path, headers: headers, body: body,
            deadlineSeconds: deadline)
    }

    @Test func aRequestGoesOutAsGivenAndTheAnswerComesBackWhole() async throws {
        let server = ScriptedServer([
            [.send("HTTP/1.1 201 Made\r\nX-A: b c \r\nContent-Length: 5\r\n\r\nhello")]
        ])
        defer { server.stop() }
        let answer = try await client.send(
            request(
                server, "POST", path: "/a%2Fb?c=d", headers: [HTTPHeader("X-Q", "1")],
                body: Array("body".utf8)))
        #expect(answer.status == 201)
        #expect(answer.head["x-a"] == "b c " || answer.head["x-a"] == "b c")
        #expect(answer.body == Array("hello".utf8))
        let sent = try #require(server.received.first)
        #expect(sent.hasPrefix("POST /a%2Fb?c=d HTTP/1.1\r\n"))
        #expect(sent.contains("\r\nX-Q: 1\r\n"))
        #expect(!sent.contains("Expect"))
        #expect(sent.hasSuffix("\r\n\r\nbody"))
    }

    @Test func anEmptyBodyIsSentAsOne() async throws {
        let server = ScriptedServer([[.send("HTTP/1.1 204 None\r\n\r\n")]])
        defer { server.stop() }
        let answer = try await client.send(request(server, "POST", body: []))
        #expect(answer.status == 204)
        #expect(server.received.first?.contains("Content-Length: 0\r\n") == true)
    }

    @Test(arguments: [404, 500, 302])
    func everyStatusIsAnAnswer(status: Int) async throws {
        let server = ScriptedServer([
            [.send("HTTP/1.1 \(status) X\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n")]
        ])
        defer { server.stop() }
        #expect(try await client.send(request(server)).status == status)
    }

    @Test func aStreamIsReadWhileItIsWritten() async throws {
        let server = ScriptedServer([
            [
                .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\ndata: \r\n"),
                .send("5\r\none\n\n\r\n"), .hang,
            ]
        ])
        defer { server.stop() }
        let answer = try await client.stream(request(server))
        var events = ServerSentEventStream(answer.body)
        #expect(try await events.next() == ServerSentEvent(name: "message", data: "one"))
        answer.body.cancel()
        await #expect(throws: HTTPClientError.cancelled) {
            while try await answer.body.next() != nil {}
        }
    }

    @Test func aLargeAnswerReachesASlowReaderWhole() async throws {
        let text = String(repeating: "0123456789abcdef", count: 500_000)
        let server = ScriptedServer([
            [.send("HTTP/1.1 200 OK\r\nContent-Length: \(text.utf8.count)\r\n\r\n" + text)]
        ])
        defer { server.stop() }
        let answer = try await client.stream(request(server))
        var received: [UInt8] = []
        while let bytes = try await answer.body.next() {
            received += bytes
            await Task.yield()
        }
        #expect(received == Array(text.utf8))
    }

    @Test func nobodyThereIsUnreachable() async {
        for endpoint in [HTTPEndpoint.unixSocket(path: "/nowhere/s"), .url("http://127.0.0.1:1")] {
            let error = await #expect(throws: HTTPClientError.self) {
                try await client.send(HTTPRequest("GET", endpoint, path: "/"))
            }
            #expect(error?.code == "unreachable")
        }
    }

    @Test func silenceBeyondTheDeadlineIsTimedOut() async {
        let server = ScriptedServer([[.hang]])
        defer { server.stop() }
        let error = await #expect(throws: HTTPClientError.self) {
            try await client.send(request(server, deadline: 0.05))
        }
        #expect(error?.code == "timed_out")
    }

    @Test func aConnectionThatBreaksIsInterrupted() async {
        let server = ScriptedServer([
            [.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"), .close]
        ])
        defer { server.stop() }
        let error = await #expect(throws: HTTPClientError.self) {
            try await client.send(request(server))
        }
        #expect(error?.code == "interrupted")
    }

    @Test func cancellingTheTaskEndsTheTransfer() async throws {
        let server = ScriptedServer([[.hang]])
        defer { server.stop() }
        let asked = request(server)
        let task = Task { try await client.send(asked) }
        while server.received.isEmpty { await Task.yield() }
        task.cancel()
        await #expect(throws: HTTPClientError.cancelled) { try await task.value }
    }

    @Test func anAnswerBeyondTheCallersLimitIsRefused() async {
        let server = ScriptedServer([
            [.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789")]
        ])
        defer { server.stop() }
        await #expect(throws: HTTPClientError.tooLarge(limitBytes: 9)) {
            try await client.send(request(server), limitBytes: 9)
        }
    }

    @Test(arguments: ["no-slash", "/a b\r\nX: y"])
    func aMalformedPathIsNotSent(path: String) async {
        let error = await #expect(throws: HTTPClientError.self) {
            try await client.send(HTTPRequest("GET", .url("http://127.0.0.1:1"), path: path))
        }
        #expect(error?.code == "invalid_request")
    }

    @Test func aHundredRequestsRunAtOnce() async throws {
        let answer = ScriptedServer.Step.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")
        let server = ScriptedServer(Array(repeating: [answer, .close], count: 100))
        defer { server.stop() }
        let asked = request(server)
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<100 {
                group.addTask { try await client.send(asked).status }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses == Array(repeating: 200, count: 100))
    }
}
