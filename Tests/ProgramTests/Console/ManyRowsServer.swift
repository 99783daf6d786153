// An engine's address at which one class has millions of rows: rows are made when they are asked for, everything else
// is what the engine behind it answers. Ends with the process.

import Foundation
import Glibc
import Synchronization
import Testing

final class ManyRowsServer: Sendable {
    let port: Int
    /// Of the class Region.
    private let rows: Int
    private let listener: Int32
    private let engine: String
    /// The largest page that anybody asked for, and how many pages.
    private let asked = Mutex((largest: 0, pages: 0))

    var askedFor: (largest: Int, pages: Int) { asked.withLock { $0 } }

    /// `engine`: the socket of the engine behind.
    init(engine: String, rows: Int = 16_000_000) throws {
        self.engine = engine
        self.rows = rows
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        let isBound = unsafe withUnsafeMutablePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe (bind(descriptor, $0, length) == 0
                    && listen(descriptor, 64) == 0
                    && getsockname(descriptor, $0, &length) == 0)
            }
        }
        try #require(isBound)
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { self.serve() }
    }

    private func serve() {
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { return }
            Thread.detachNewThread {
                if let request = Self.request(connection) {
                    Self.send(self.answer(request), connection)
                }
                close(connection)
            }
        }
    }

    /// Head and body, once all of it is there.
    private static func request(_ connection: Int32) -> String? {
        var bytes: [UInt8] = []
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let end = text.range(of: "\r\n\r\n") {
                let head = text[..<end.lowerBound].lowercased()
                let length = head.components(separatedBy: "content-length: ").dropFirst().first
                    .flatMap { Int($0.prefix { $0.isNumber }) }
                if text[end.upperBound...].utf8.count >= length ?? 0 { return text }
            }
            guard let more = read(connection) else { return nil }
            bytes += more
        }
    }

    private static func read(_ connection: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = unsafe buffer.withUnsafeMutableBytes {
            unsafe Glibc.read(connection, $0.baseAddress, $0.count)
        }
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    private static func send(_ text: String, _ connection: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = unsafe bytes.withUnsafeBytes {
                unsafe Glibc.send(
                    connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    private func answer(_ request: String) -> String {
        let parts = request.components(separatedBy: "\r\n\r\n")
        let json = (try? JSONSerialization.jsonObject(with: Data(parts[1].utf8))) as? [String: Any]
        if request.contains("/engine/v1/list-instances "), let json {
            return Self.response(page(json))
        }
        return Self.response(body(of: request))
    }

    private func page(_ request: [String: Any]) -> String {
        let limit = request["limit"] as? Int ?? 100
        let first = (request["after"] as? String).flatMap { Int($0) } ?? 0
        asked.withLock { $0 = (max($0.largest, limit), $0.pages + 1) }
        let items = (first..<min(first + limit, rows)).map { row in
            """
            {"id":"Region/\(row)","className":"Region","key":"\(row)","sequence":2,\
            "badge":{"status":"FULL"},"data":{"entityId":\(row),"regiondescription":"row \(row)"},\
            "updatedAt":"2026-01-01T00:00:00Z","createdAt":"2026-01-01T00:00:00Z"}
            """
        }
        let end = first + items.count
        let next = end < rows ? #""\#(end)""# : "null"
        return "event: answer\ndata: {\"items\":[" + items.joined(separator: ",")
            + "],\"next\":\(next)}\n\n"
    }

    /// What the engine says, with the one number changed.
    private func body(of request: String) -> String {
        let upstream = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(upstream) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) {
            unsafe $0.copyBytes(from: Array(engine.utf8))
        }
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        let isConnected = unsafe withUnsafePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(upstream, $0, length) == 0
            }
        }
        guard isConnected else { return "" }
        let closing = request.replacingOccurrences(
            of: "\r\n\r\n", with: "\r\nConnection: close\r\n\r\n")
        Self.send(closing, upstream)
        var bytes: [UInt8] = []
        while let more = Self.read(upstream) { bytes += more }
        let text = String(decoding: bytes, as: UTF8.self)
        // Chunks, each after its length in hexadecimal.
        let body = text.components(separatedBy: "\r\n\r\n").dropFirst().joined(
            separator: "\r\n\r\n")
        let lines = body.components(separatedBy: "\r\n").filter { Int($0, radix: 16) == nil }
        let joined =
            text.lowercased().contains("transfer-encoding: chunked") ? lines.joined() : body
        return joined.replacingOccurrences(
            of: "\"instances\":4,", with: "\"instances\":\(rows),")
    }

    private static func response(_ body: String) -> String {
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n" + body
    }
}
