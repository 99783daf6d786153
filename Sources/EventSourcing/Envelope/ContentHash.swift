// SHA-256, for content addresses, idempotency keys and the audit chain.

internal import Crypto

/// A running SHA-256.
package struct ContentHash: Sendable {
    private var state = SHA256()

    package init() {}

    package mutating func update(_ bytes: [UInt8]) { state.update(data: bytes) }

    /// The 32 bytes of everything given so far.
    package func finish() -> [UInt8] { Array(state.finalize()) }

    /// The hash of one piece of content.
    package static func of(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

    /// Lower-case hexadecimal digits of any bytes.
    package static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// `hex(of(bytes))`: 64 characters.
    package static func sha256Hex(_ bytes: [UInt8]) -> String { hex(of(bytes)) }
}
