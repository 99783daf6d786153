// Services on real TCP ports of this host.

import Engine
import Glibc
import HTTPAPI
import HTTPClient
import JSONText
import ServiceLifecycle
import Testing

@Suite struct HTTPServiceTests {
    private let engine = ScriptedEngine(answers: [
        "describe-engine": [
            "version": "1", "mode": "embedded", "processID": 7, "startedAt": "t",
            "uptimeSeconds": 1,
        ]
    ])

    /// Runs OMS on a free port while `body` runs; `body` gets its address.
    private func withOMS(_ body: @Sendable @escaping (String) async throws -> Void) async throws {
        try await running(engine, { $0.oms(port: 0) }, body)
    }

    @Test func aServiceAnswersOnItsPort() async throws {
        try await withOMS { place in
            let answer = try await HTTPClient().send(
                HTTPRequest("GET", .url(place), path: "/health"))
            #expect(answer.status == 200)
            #expect(answer.head["content-type"] == "application/json")
            #expect(answer.head["date"] == "Fri, 15 Jan 2027 08:00:00 GMT")
            #expect(answer.head["server"] == "spice")
            #expect(try JSON(parsing: answer.body)["status"] == "success")
        }
    }

    @Test func aPortInUseSaysWhatToDo() async throws {
        try await withOMS { place in
            let port = try #require(place.split(separator: ":").last.flatMap { Int($0) })
            let second = Services(engine: engine, logger: quiet, now: { noon }).oms(port: port)
            let error = await #expect(throws: HTTPServiceError.self) {
                try await ServiceGroup(services: [second], logger: quiet).run()
            }
            #expect(error?.code == "address_in_use")
            #expect(error?.message.contains("--oms-port") == true)
        }
    }

    @Test(arguments: [
        "GARBAGE\r\n\r\n", "GET /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
        "GET http://evil.example/health HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        "POST /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{",
    ])
    func whatIsNoRequestDoesNoHarm(text: String) async throws {
        try await withOMS { place in
            let port = try #require(place.split(separator: ":").last.flatMap { UInt16($0) })
            sendAndClose(text, port: port)
            let answer = try await HTTPClient().send(
                HTTPRequest("GET", .url(place), path: "/health"))
            #expect(answer.status == 200)
        }
    }

    @Test func aPathTooLongForASocketIsSaid() async {
        let path = "/tmp/" + String(repeating: "a", count: 200)
        let service = Services(engine: engine, logger: quiet, now: { noon }).socket(path: path)
        await #expect(throws: HTTPServiceError.pathTooLong(path: path)) {
            try await service.run()
        }
    }
}

/// Writes raw bytes to a port of this host and hangs up.
private func sendAndClose(_ text: String, port: UInt16) {
    let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let connected = unsafe withUnsafePointer(to: &address) {
        unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            unsafe connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
    precondition(connected == 0)
    let bytes = Array(text.utf8)
    unsafe _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    close(connection)
}
