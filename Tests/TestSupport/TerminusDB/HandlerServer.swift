// An HTTP server for tests that answers what a function says, on a thread a connection, and keeps connections open.

internal import Foundation
internal import Glibc
internal import Synchronization

package final class HandlerServer: Sendable {
    package struct Request: Sendable {
        package var method: String
        /// Percent-encoded, without the query.
        package var path: String
        /// Decoded.
        package var query: [String: String]
        /// Names in lower case.
        package var headers: [String: String]
        package var body: [UInt8]
    }

    package struct Answer: Sendable {
        package var status: Int
        package var headers: [(String, String)]
        package var body: [UInt8]

        package init(_ status: Int, _ body: String, headers: [(String, String)] = []) {
            self.status = status
            self.body = Array(body.utf8)
            self.headers = headers
        }
    }

    private let listener: Int32
    private let handler: @Sendable (Request) -> Answer?
    private let connections = Mutex<Set<Int32>>([])
    package let port: Int
    package var url: String { "http://127.0.0.1:\(port)" }

    /// `port` 0: any free one. A nil answer closes the connection without a word. Stop it when it is not needed.
    package init(port: Int = 0, _ handler: @escaping @Sendable (Request) -> Answer?) throws {
        self.handler = handler
        let incoming = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        listener = incoming
        var yes: Int32 = 1
        unsafe setsockopt(
            incoming, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw -> Bool in
                var length = size
                return unsafe bind(incoming, raw, size) == 0 && listen(incoming, 64) == 0
                    && getsockname(incoming, raw, &length) == 0
            }
        }
        guard isBound else { throw CheckAborted("no port for a test server") }
        self.port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in
            while true {
                let connection = accept(incoming, nil, nil)
                guard connection >= 0 else { return }
                connections.withLock { _ = $0.insert(connection) }
                Thread.detachNewThread { [self] in
                    serve(connection)
                    connections.withLock { _ = $0.remove(connection) }
                    close(connection)
                }
            }
        }
    }

    /// Ends all connections. Harmless when repeated.
    package func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
        connections.withLock { for one in $0 { shutdown(one, Int32(SHUT_RDWR)) } }
    }

    private func serve(_ connection: Int32) {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            if let (request, length) = Self.parse(bytes) {
                bytes.removeFirst(length)
                guard let answer = handler(request) else { return }
                guard Self.send(answer, hasBody: request.method != "HEAD", connection) else {
                    return
                }
                continue
            }
            let count = unsafe recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return }
            bytes += buffer[..<count]
        }
    }

    private static func send(_ answer: Answer, hasBody: Bool, _ connection: Int32) -> Bool {
        var head = "HTTP/1.1 \(answer.status) X\r\nContent-Length: \(answer.body.count)\r\n"
        for (name, value) in answer.headers { head += "\(name): \(value)\r\n" }
        let bytes = Array((head + "\r\n").utf8) + (hasBody ? answer.body : [])
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { raw in
                unsafe Glibc.send(
                    connection, raw.baseAddress?.advanced(by: sent), bytes.count - sent,
                    Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// The first whole request and its length; nil while more must come.
    private static func parse(_ bytes: [UInt8]) -> (Request, Int)? {
        let mark = Array("\r\n\r\n".utf8)
        guard bytes.count >= 4,
            let end = (0...(bytes.count - 4)).first(where: { index in
                bytes[index] == 0x0D && Array(bytes[index..<index + 4]) == mark
            })
        else { return nil }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).components(separatedBy: "\r\n")
        let words = (lines.first ?? "").split(separator: " ")
        guard words.count >= 2 else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] =
                line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
        let length = end + 4 + (Int(headers["content-length"] ?? "") ?? 0)
        guard bytes.count >= length else { return nil }
        let parts = words[1].split(separator: "?", maxSplits: 1)
        return (
            Request(
                method: String(words[0]), path: String(parts[0]),
                query: parts.count > 1 ? query(String(parts[1])) : [:], headers: headers,
                body: Array(bytes[(end + 4)..<length])), length
        )
    }

    private static func query(_ text: String) -> [String: String] {
        var query: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1).map {
                $0.replacingOccurrences(of: "+", with: " ").removingPercentEncoding ?? String($0)
            }
            query[parts.first ?? ""] = parts.count > 1 ? parts[1] : ""
        }
        return query
    }
}
