// The identity of an event, and of a command, which is the event that asks for it. RFC 9562.
// Commands get time-ordered ids (version 7), those of an import numbered ones and those made of a key hashed ones (version
// 8); a domain event's id is computed from its command (version 5), so that redelivery makes the same id and outside
// tools can compute it.

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
        var halves: (UInt64, UInt64) = (0, 0)
        var index = 0
        for byte in text.utf8 {
            defer { index += 1 }
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard index < 36, let digit = EventID.digit(byte) else { return nil }
            halves.0 = halves.0 << 4 | halves.1 >> 60
            halves.1 = halves.1 << 4 | digit
        }
        guard index == 36 else { return nil }
        (high, low) = halves
    }

    private static func digit(_ byte: UInt8) -> UInt64? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    /// From 16 bytes, most significant first, else nil.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The 16 bytes, most significant first.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16)
        for half in [high, low] {
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: half >> UInt64(shift)))
            }
        }
        return bytes
    }

    package var description: String {
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for index in 0..<32 {
            if index == 8 || index == 12 || index == 16 || index == 20 {
                text.append(UInt8(ascii: "-"))
            }
            let half = index < 16 ? high : low
            let digit = UInt8(truncatingIfNeeded: half >> UInt64(60 - index % 16 * 4)) & 15
            text.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
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
        var content = EventID.urlNamespace.bytes
        content.append(contentsOf: name.utf8)
        var bytes = Array(Insecure.SHA1.hash(data: content).prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x50
        bytes[8] = bytes[8] & 0x3F | 0x80
        return EventID(bytes: bytes) ?? urlNamespace
    }

    /// What `numbered` ids have in common, by a name.
    package struct Series: Hashable, Sendable {
        fileprivate let high: UInt64
        fileprivate let low: UInt64

        package init(_ name: String) {
            let hash = ContentHash.of(Array(name.utf8))
            high = hash[..<8].reduce(0) { $0 << 8 | UInt64($1) }
            low = hash[8..<16].reduce(0) { $0 << 8 | UInt64($1) }
        }
    }

    /// Version 8: the hash of a series, then a number within it (of which 40 bits count). The same series and number
    /// give the same id, and the ids of a series stand side by side in an index, where random ones cost a page each.
    package static func numbered(_ number: Int, in series: Series) -> EventID {
        EventID(
            high: series.high & 0xFFFF_FFFF_FFFF_0FFF | 0x8000,
            low: 0x8000_0000_0000_0000 | (series.low & 0x3F_FFFF) << 40
                | UInt64(truncatingIfNeeded: number) & 0xFF_FFFF_FFFF)
    }

    /// Version 8: the hash of a name. For commands and facts that are looked for by it: a store finds such ids by its
    /// index alone.
    package static func hashed(_ name: String) -> EventID {
        let hash = ContentHash.of(Array(name.utf8))
        let high = hash[..<8].reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        let low = hash[8..<16].reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        return EventID(
            high: high & 0xFFFF_FFFF_FFFF_0FFF | 0x8000,
            low: low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
    }

    /// Whether it has version 8: its end may be a count, not random.
    package var isNumbered: Bool { high >> 12 & 0xF == 8 }

    /// The id of the domain event `type` that the command `cause` brings about on the aggregate.
    package static func domain(cause: EventID, type: String, aggregateID: String) -> EventID {
        named("spice:\(cause):\(type):\(aggregateID)")
    }

    private static let urlNamespace = EventID(
        high: 0x6ba7_b811_9dad_11d1, low: 0x80b4_00c0_4fd4_30c8)
}
