// Bytes that are no good request, on a real port: each is answered as it deserves, the connection ends, and the next
// client is served.

import Engine
import Foundation
import HTTPAPI
import HTTPClient
import JSONText
import ServiceLifecycle
import Testing

@Suite struct RawRequestTests {
    private static let host = "Host: localhost\r\n"
    private static let json = "Content-Type: application/json\r\n"
    private static let create = "POST /api/v1/database/create HTTP/1.1\r\n" + host + json

    private let engine = ScriptedEngine(answers: [
        "describe-engine": [
            "version": "1", "mode": "embedded", "processID": 7, "startedAt": "t",
            "uptimeSeconds": 1,
        ]
    ])

    /// Waits for nothing that a test does not ask for.
    private static let patient = ConnectionLimits(
        headSeconds: 600, bodySeconds: 600, lingerSeconds: 0.1)
    private static let hasty = ConnectionLimits(
        headSeconds: 0.1, bodySeconds: 0.1, lingerSeconds: 0.1)

    private func served(
        _ limits: ConnectionLimits, _ body: @Sendable @escaping (UInt16) async throws -> Void
    ) async throws {
        let checked: @Sendable (String) async throws -> Void = { place in
            let port = try #require(place.split(separator: ":").last.flatMap { UInt16($0) })
            try await body(port)
            let next = try await HTTPClient().send(
                HTTPRequest("GET", .url(place), path: "/health"))
            #expect(next.status == 200, "the next client")
        }
        try await running(engine, limits: limits, { $0.oms(port: 0) }, checked)
    }

    /// Everything that is answered until the other side ends the connection.
    private func said(_ text: String, _ port: UInt16, halfCloses: Bool = false) async throws
        -> String
    {
        let connection = try RawConnection(port: port)
        try await connection.send(Array(text.utf8))
        if halfCloses { connection.endsSending() }
        return String(decoding: try await connection.receiveAll(), as: UTF8.self)
    }

    private func statuses(_ answer: String) -> [String] {
        answer.components(separatedBy: "HTTP/1.1 ").dropFirst().map { String($0.prefix(3)) }
    }

    private static let malformed: [String] = [
        "GARBAGE\r\n\r\n", "\u{0}\u{1}\u{2}\r\n\r\n", "GET\r\n\r\n", "GET /\r\n\r\n",
        "GET  HTTP/1.1\r\n\r\n", "G@T / HTTP/1.1\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
        "GET / HTTQ/1.1\r\n\r\n", "GET /health HTTP/1.1\r\n" + host + "no colon\r\n\r\n",
        "GET /health HTTP/1.1\r\n" + host + "Bad Name: x\r\n\r\n",
        "GET /health HTTP/1.1\r\n" + host + "X: a\u{0}b\r\n\r\n",
        create + "Content-Length: x\r\n\r\n", create + "Content-Length: -1\r\n\r\n",
        create + "Content-Length: 99999999999999999999999\r\n\r\n",
        create + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        create + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        create + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        create + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}garbage",
        create + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffffffff\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}\u{FC}\u{3}\u{3}",
    ]

    @Test(arguments: malformed)
    func whatIsNoHTTPIs400AndTheConnectionEnds(_ text: String) async throws {
        try await served(Self.patient) { port in
            let answer = try await said(text, port)
            #expect(statuses(answer) == ["400"], "\(answer)")
            #expect(answer.contains("\r\nConnection: close\r\n"))
            let body = answer.components(separatedBy: "\r\n\r\n").last ?? ""
            #expect(try JSON(parsing: body)["code"] == "malformed_request")
        }
    }

    @Test func headsBeyondTheLimitAre431() async throws {
        let long = String(repeating: "a", count: 100_000)
        try await served(Self.patient) { port in
            for text in [
                "GET /health HTTP/1.1\r\n" + Self.host + "X: \(long)\r\n\r\n",
                "GET /health HTTP/1.1\r\n" + Self.host
                    + String(repeating: "X: a\r\n", count: 1100) + "\r\n",
                "GET /\(long) HTTP/1.1\r\n" + Self.host + "\r\n",
            ] {
                let answer = try await said(text, port)
                #expect(statuses(answer) == ["431"], "\(answer)")
                #expect(answer.contains("\r\nConnection: close\r\n"))
            }
        }
    }

    @Test func aBodyThatIsAnnouncedTooLargeIs413AndNotWaitedFor() async throws {
        try await served(Self.patient) { port in
            let answer = try await said(
                Self.create + "Content-Length: 99999999999\r\n\r\n{", port)
            #expect(statuses(answer) == ["413"], "\(answer)")
        }
    }

    @Test func aBodyThatGrowsTooLargeIs413() async throws {
        // Whoever still sends is listened to, so that the answer is not lost.
        let limits = ConnectionLimits(headSeconds: 600, bodySeconds: 600, lingerSeconds: 600)
        try await served(limits) { port in
            let chunk = "100000\r\n" + String(repeating: "a", count: 1 << 20) + "\r\n"
            let text = Self.create + "Transfer-Encoding: chunked\r\n\r\n"
            let connection = try RawConnection(port: port)
            try await connection.send(Array(text.utf8))
            for _ in 0..<11 { try await connection.send(Array(chunk.utf8)) }
            let first = try await connection.receive("HTTP/1.1 413".utf8.count)
            #expect(String(decoding: first, as: UTF8.self) == "HTTP/1.1 413")
            connection.endsSending()
            #expect(try await connection.receiveAll().isEmpty == false, "and it ends")
        }
    }

    @Test(arguments: [
        "G", "GET /health HTTP/1.1\r\nHost: loc", create + "Content-Length: 10\r\n\r\n{",
        create + "Transfer-Encoding: chunked\r\n\r\n5\r\n{",
        create + "Transfer-Encoding: chunked\r\n\r\n",
    ])
    func halfARequestIs408WhenTheRestDoesNotCome(_ text: String) async throws {
        try await served(Self.hasty) { port in
            let answer = try await said(text, port)
            #expect(statuses(answer) == ["408"], "\(answer)")
            #expect(answer.contains("request_timeout"))
        }
    }

    @Test func whoEndsInTheMiddleOfARequestIsToldAndForgotten() async throws {
        try await served(Self.patient) { port in
            for text in [
                "GET /health HTTP/1.1\r\nHost: loc", Self.create + "Content-Length: 10\r\n\r\n{",
            ] {
                let answer = try await said(text, port, halfCloses: true)
                #expect(statuses(answer) == ["400"], "\(answer)")
            }
        }
    }

    @Test func requestsOneAfterTheOtherAreAnsweredInOrder() async throws {
        let health = "GET /health HTTP/1.1\r\n" + Self.host
        let missing = "GET /nowhere HTTP/1.1\r\n" + Self.host + "\r\n"
        try await served(Self.patient) { port in
            let answer = try await said(
                health + "\r\n" + missing + health + "Connection: close\r\n\r\n", port)
            #expect(statuses(answer) == ["200", "404", "200"], "\(answer)")
            // The good one is answered before what is none is told so.
            let mixed = try await said(health + "\r\nGARBAGE\r\n\r\n", port)
            #expect(statuses(mixed) == ["200", "400"], "\(mixed)")
        }
    }

    @Test func aBodyMayComeSlowlyAsLongAsItComes() async throws {
        let body = #"{"name":"slow-one"}"#
        let limits = ConnectionLimits(headSeconds: 60, bodySeconds: 60, lingerSeconds: 0.1)
        try await served(limits) { port in
            let connection = try RawConnection(port: port)
            let head = Self.create + "Connection: close\r\nContent-Length: \(body.utf8.count)"
            for byte in Array((head + "\r\n\r\n" + body).utf8) {
                try await connection.send([byte])
            }
            let answer = String(decoding: try await connection.receiveAll(), as: UTF8.self)
            #expect(statuses(answer).count == 1, "\(answer)")
            #expect(!["400", "408"].contains(statuses(answer).first ?? ""), "\(answer)")
        }
    }
}
