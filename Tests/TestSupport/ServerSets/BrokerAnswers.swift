// What a Kafka broker answers, for a way that its clients shall not leave: they go where its answers say that it is.

internal import Glibc

/// Whole answers: their length in four bytes, whose they are in four more, and what they say.
struct BrokerAnswers {
    static let head = 8

    /// Of the broker itself, as its answers name it.
    private let own: [UInt8]
    /// As clients are to find it.
    private let seen: [UInt8]

    init(of port: UInt16, seenAt way: Int) {
        let host = Array("127.0.0.1".utf8) + [0, 0]
        func place(_ port: Int) -> [UInt8] { host + [UInt8(port >> 8), UInt8(port & 0xff)] }
        (own, seen) = (place(Int(port)), place(way))
    }

    /// Nil at the end of the connection.
    func next(from socket: Int32) -> [UInt8]? {
        guard let length = Self.read(4, from: socket) else { return nil }
        let count = length.reduce(0) { $0 << 8 | Int($1) }
        guard let rest = Self.read(count, from: socket) else { return nil }
        return length + readdressed(rest)
    }

    private func readdressed(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        var start = 0
        while start + own.count <= bytes.count {
            let end = start + own.count
            if bytes[start] == own[0], bytes[start..<end].elementsEqual(own) {
                bytes.replaceSubrange(start..<end, with: seen)
                start = end
            } else {
                start += 1
            }
        }
        return bytes
    }

    private static func read(_ count: Int, from socket: Int32) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        var buffer = [UInt8](repeating: 0, count: min(count, 65_536))
        while bytes.count < count {
            let got = unsafe recv(socket, &buffer, min(buffer.count, count - bytes.count), 0)
            guard got > 0 else { return nil }
            bytes += buffer[..<got]
        }
        return bytes
    }
}
