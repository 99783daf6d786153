// The wire of Redis, RESP2: requests are arrays of bulk strings, replies are read out of bytes that come in pieces.

package enum RedisReply: Hashable, Sendable {
    case simple(String)
    case error(String)
    case integer(Int64)
    /// Nil: no such thing.
    case bulk([UInt8]?)
    case array([RedisReply]?)

    package var text: String? {
        switch self {
        case .simple(let text): text
        case .bulk(let bytes): bytes.map { String(decoding: $0, as: UTF8.self) }
        default: nil
        }
    }
}

/// Bytes that are none of Redis'.
struct RedisProtocolError: Error, Hashable, CustomStringConvertible {
    var reason: String

    var description: String { reason }
}

enum RedisRequest {
    static func bytes(_ arguments: [[UInt8]]) -> [UInt8] {
        var output = Array("*\(arguments.count)\r\n".utf8)
        for argument in arguments {
            output += Array("$\(argument.count)\r\n".utf8) + argument + [0x0D, 0x0A]
        }
        return output
    }
}

/// Keeps what is not whole yet.
package struct RedisParser: Sendable {
    private static let maximumBulk = 64 << 20
    private static let maximumCount = 1 << 20
    private static let maximumDepth = 8

    private var bytes: [UInt8] = []

    package init() {}

    package mutating func add(_ more: some Sequence<UInt8>) { bytes += more }

    /// The next whole reply, nil while it is not there. Throws what no Redis sends.
    package mutating func next() throws -> RedisReply? {
        var place = 0
        guard let reply = try read(&place, 0) else { return nil }
        bytes.removeFirst(place)
        return reply
    }

    private func read(_ place: inout Int, _ depth: Int) throws(RedisProtocolError) -> RedisReply? {
        guard depth < Self.maximumDepth else { throw RedisProtocolError(reason: "too deep") }
        guard let line = try line(&place) else { return nil }
        guard let kind = line.first else { throw RedisProtocolError(reason: "an empty line") }
        let rest = String(decoding: line.dropFirst(), as: UTF8.self)
        switch kind {
        case UInt8(ascii: "+"): return .simple(rest)
        case UInt8(ascii: "-"): return .error(rest)
        case UInt8(ascii: ":"): return .integer(try number(rest))
        case UInt8(ascii: "$"): return try bulk(Int(try number(rest)), &place)
        case UInt8(ascii: "*"):
            let count = Int(try number(rest))
            guard count >= 0 else { return .array(nil) }
            guard count <= Self.maximumCount else { throw RedisProtocolError(reason: "too long") }
            var items: [RedisReply] = []
            for _ in 0..<count {
                guard let item = try read(&place, depth + 1) else { return nil }
                items.append(item)
            }
            return .array(items)
        default: throw RedisProtocolError(reason: "a reply of an unknown kind")
        }
    }

    private func bulk(_ count: Int, _ place: inout Int) throws(RedisProtocolError) -> RedisReply? {
        guard count >= 0 else { return .bulk(nil) }
        guard count <= Self.maximumBulk else { throw RedisProtocolError(reason: "too long") }
        guard place + count + 2 <= bytes.count else { return nil }
        defer { place += count + 2 }
        return .bulk(Array(bytes[place..<place + count]))
    }

    private func line(_ place: inout Int) throws(RedisProtocolError) -> ArraySlice<UInt8>? {
        guard let end = bytes[place...].firstIndex(of: 0x0D), end + 1 < bytes.count else {
            guard bytes.count - place < 65_536 else {
                throw RedisProtocolError(reason: "a line without an end")
            }
            return nil
        }
        guard bytes[end + 1] == 0x0A else { throw RedisProtocolError(reason: "a broken line") }
        defer { place = end + 2 }
        return bytes[place..<end]
    }

    private func number(_ text: String) throws(RedisProtocolError) -> Int64 {
        guard let value = Int64(text) else { throw RedisProtocolError(reason: "no number") }
        return value
    }
}
