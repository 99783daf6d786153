// An HTTP server that gives prepared answers in turn and keeps what it was asked.

internal import Foundation
internal import Glibc
internal import Synchronization

/// One connection at a time; closes each after its answer. Lives as long as the object.
package final class CannedServer: Sendable {
    package struct Answer: Sendable {
        var status: Int
        var body: String
        var missing: Int

        /// `missing`: so many bytes more are announced than come.
        package init(_ status: Int, _ body: String, missing: Int = 0) {
            self.status = status
            self.body = body
            self.missing = missing
        }
    }

    package struct Request: Sendable {
        /// Method and path.
        package var line: String
        package var body: String
    }

    private let state: Mutex<(answers: [Answer], requests: [Request])>
    private let listener: Int32
    package let url: String

    package init(_ answers: [Answer]) throws {
        state = Mutex((answers, []))
        let incoming = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        listener = incoming
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let port = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw -> UInt16 in
                var length = size
                guard unsafe bind(incoming, raw, size) == 0, listen(incoming, 16) == 0,
                    unsafe getsockname(incoming, raw, &length) == 0
                else { return 0 }
                return 1
            }
        }
        guard port == 1 else { throw CheckAborted("no port for a canned server") }
        url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
        let shared = Shared(self)
        Thread.detachNewThread {
            while true {
                let connection = accept(incoming, nil, nil)
                guard connection >= 0 else { return }
                shared.server?.serve(connection)
                close(connection)
            }
        }
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    package var requests: [Request] { state.withLock { $0.requests } }

    private func serve(_ connection: Int32) {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return }
            bytes += buffer[..<count]
            let text = String(decoding: bytes, as: UTF8.self)
            guard let end = text.range(of: "\r\n\r\n") else { continue }
            let head = text[..<end.lowerBound]
            let length =
                head.split(separator: "\r\n").compactMap { line -> Int? in
                    let parts = line.split(separator: ":", maxSplits: 1)
                    guard parts.count == 2, parts[0].lowercased() == "content-length" else {
                        return nil
                    }
                    return Int(parts[1].trimmingCharacters(in: .whitespaces))
                }.first ?? 0
            guard text[end.upperBound...].utf8.count >= length else { continue }
            answer(
                Request(
                    line: String(head.split(separator: "\r\n").first ?? ""),
                    body: String(text[end.upperBound...])), on: connection)
            return
        }
    }

    private func answer(_ request: Request, on connection: Int32) {
        let answer = state.withLock { state -> Answer in
            state.requests.append(request)
            return state.answers.isEmpty
                ? Answer(500, "no further answer") : state.answers.removeFirst()
        }
        let head =
            "HTTP/1.1 \(answer.status) X\r\nContent-Type: application/json\r\n"
            + "Content-Length: \(answer.body.utf8.count + answer.missing)\r\nConnection: close\r\n\r\n"
        let bytes = Array((head + answer.body).utf8)
        unsafe _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }
}

private final class Shared: Sendable {
    private let box: Mutex<Weak>
    init(_ server: CannedServer) { box = Mutex(Weak(server: server)) }
    var server: CannedServer? { box.withLock { $0.server } }

    private struct Weak {
        weak var server: CannedServer?
    }
}
