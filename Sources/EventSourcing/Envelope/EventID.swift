// The identity of an event, and of a command, which is the event that asks for it. RFC 9562.
// Commands get time-ordered ids (version 7); a domain event's id is computed from its command (version 5),
// so that redelivery makes the same id and outside tools can compute it.

internal import Crypto

/// A UUID as two 64-bit halves; ordered by its bytes.
package struct EventID: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The canonical form (8-4-4-4-12 hex digits, either case), else nil.
    package init?(_ text: String) {
        let utf8 = Array(text.utf8)
        guard utf8.count == 36 else { return nil }
        var digits: [UInt64] = []
        for (index, byte) in utf8.enumerated() {
            if [8, 13, 18, 23].contains(index) {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard byte < 0x80, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                return nil
            }
            digits.append(UInt64(digit))
        }
        high = digits[..<16].reduce(0) { $0 << 4 | $1 }
        low = digits[16...].reduce(0) { $0 << 4 | $1 }
    }

    /// From 16 bytes, most significant first, else nil.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The 16 bytes, most significant first.
    package var bytes: [UInt8] {
        (0..<16).map { UInt8(truncatingIfNeeded: ($0 < 8 ? high : low) >> (56 - 8 * ($0 % 8))) }
    }

    package var description: String {
        let hex = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
            text.append(hex[Int(byte >> 4)])
            text.append(hex[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    package static func < (left: EventID, right: EventID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }

    /// Version 7: 48 bits of milliseconds, then random bits.
    package static func timeOrdered(_ time: Timestamp, random: (UInt64, UInt64)) -> EventID {
        let milliseconds = UInt64(clamping: time.microseconds / 1000)
        return EventID(
            high: milliseconds << 16 | 0x7000 | (random.0 & 0x0FFF),
            low: random.1 & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
    }

    /// Version 5 in the URL namespace.
    package static func named(_ name: String) -> EventID {
        var hash = Insecure.SHA1()
        hash.update(data: EventID.urlNamespace.bytes)
        hash.update(data: Array(name.utf8))
        var bytes = Array(hash.finalize().prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x50
        bytes[8] = bytes[8] & 0x3F | 0x80
        return EventID(bytes: bytes) ?? urlNamespace
    }

    /// The id of the domain event `type` that the command `cause` brings about on the aggregate.
    package static func domain(cause: EventID, type: String, aggregateID: String) -> EventID {
        named("spice:\(cause):\(type):\(aggregateID)")
    }

    private static let urlNamespace = EventID(
        high: 0x6ba7_b811_9dad_11d1, low: 0x80b4_00c0_4fd4_30c8)
}
