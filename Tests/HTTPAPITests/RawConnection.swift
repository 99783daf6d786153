// Bytes over a TCP port of this host, and WebSocket frames as a client writes and reads them (RFC 6455). Blocking calls
// stay on a thread of their own.

import Foundation
import Glibc

final class RawConnection: Sendable {
    struct Frame: Hashable, Sendable {
        var opcode: UInt8
        var payload: [UInt8]
        var text: String { String(decoding: payload, as: UTF8.self) }
        /// Of a close frame.
        var code: Int { payload.count < 2 ? 0 : Int(payload[0]) << 8 | Int(payload[1]) }
    }

    struct Failure: Error { var what: String }

    private static let secondsUntilGivenUp = 10
    private let descriptor: Int32

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var patience = timeval(tv_sec: RawConnection.secondsUntilGivenUp, tv_usec: 0)
        unsafe _ = setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let connected = unsafe withUnsafePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Failure(what: "nobody listens at \(port)") }
    }

    deinit { close(descriptor) }

    /// Opens a WebSocket; throws with the status line when it is refused.
    static func webSocket(_ place: String, _ path: String, headers: [String: String] = [:])
        async throws -> RawConnection
    {
        let port = place.split(separator: ":").last.flatMap { UInt16($0) } ?? 0
        let connection = try RawConnection(port: port)
        var head = "GET \(path) HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
        head += "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        head += "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        try await connection.send(Array((head + "\r\n").utf8))
        var answer: [UInt8] = []
        while !answer.ends(with: Array("\r\n\r\n".utf8)) {
            answer += try await connection.receive(1)
        }
        let text = String(decoding: answer, as: UTF8.self)
        guard text.hasPrefix("HTTP/1.1 101") else {
            throw Failure(what: String(text.prefix { $0 != "\r\n" }))
        }
        return connection
    }

    func send(_ bytes: [UInt8]) async throws {
        let descriptor = descriptor
        try await onThread {
            var rest = bytes[...]
            while !rest.isEmpty {
                let piece = Array(rest)
                let count = unsafe Glibc.send(
                    descriptor, piece, piece.count, Int32(MSG_NOSIGNAL))
                guard count > 0 else { throw Failure(what: "the other side has gone") }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// Exactly so many bytes.
    func receive(_ count: Int) async throws -> [UInt8] {
        let descriptor = descriptor
        return try await onThread {
            var bytes: [UInt8] = []
            while bytes.count < count {
                var piece = [UInt8](repeating: 0, count: count - bytes.count)
                let got = unsafe recv(descriptor, &piece, piece.count, 0)
                guard got > 0 else { throw Failure(what: got == 0 ? "it is closed" : "silence") }
                bytes += piece.prefix(got)
            }
            return bytes
        }
    }

    /// Until the other side ends it; what a reset cuts off is not told.
    func receiveAll() async throws -> [UInt8] {
        let descriptor = descriptor
        return try await onThread {
            var bytes: [UInt8] = []
            while true {
                var piece = [UInt8](repeating: 0, count: 65_536)
                let got = unsafe recv(descriptor, &piece, piece.count, 0)
                if got == 0 || (got < 0 && errno == ECONNRESET) { return bytes }
                guard got > 0 else { throw Failure(what: "silence") }
                bytes += piece.prefix(got)
            }
        }
    }

    /// Nothing more comes from this side.
    func endsSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    private func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value)
        async throws -> Value
    {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
        }
    }

    /// A client's frame; masked unless a test wants it otherwise.
    func write(
        _ opcode: UInt8, _ payload: [UInt8], isLast: Bool = true, isMasked: Bool = true,
        reserved: UInt8 = 0
    ) async throws {
        var bytes = [(isLast ? 0x80 : 0) | reserved << 4 | opcode]
        let mask: UInt8 = isMasked ? 0x80 : 0
        switch payload.count {
        case ..<126: bytes.append(mask | UInt8(payload.count))
        case ..<65536:
            bytes += [mask | 126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
        default:
            bytes.append(mask | 127)
            bytes += (0..<8).reversed().map { UInt8(payload.count >> ($0 * 8) & 0xFF) }
        }
        let key: [UInt8] = [1, 2, 3, 4]
        if isMasked { bytes += key }
        bytes += payload.enumerated().map { isMasked ? $1 ^ key[$0 % 4] : $1 }
        try await send(bytes)
    }

    func write(_ text: String) async throws { try await write(1, Array(text.utf8)) }

    func read() async throws -> Frame {
        let head = try await receive(2)
        var length = Int(head[1] & 0x7F)
        if length >= 126 {
            let bytes = try await receive(length == 126 ? 2 : 8)
            length = bytes.reduce(0) { $0 << 8 | Int($1) }
        }
        return Frame(opcode: head[0] & 0x0F, payload: try await receive(length))
    }

    /// The next frame of a kind.
    func read(_ opcode: UInt8) async throws -> Frame {
        while true {
            let frame = try await read()
            if frame.opcode == opcode { return frame }
        }
    }

    /// The next message that holds a text.
    func message(with text: String) async throws -> String {
        while true {
            let frame = try await read()
            if frame.opcode == 8 { throw Failure(what: "closed with \(frame.code)") }
            if frame.text.contains(text) { return frame.text }
        }
    }
}

extension [UInt8] {
    fileprivate func ends(with other: [UInt8]) -> Bool { suffix(other.count).elementsEqual(other) }
}
