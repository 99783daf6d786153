// What can be said of the bytes of a cell at a glance: which kinds of characters it has, and its
// value if it is written as a plain number.

/// A look at one cell.
struct CellGlance {
    /// Kinds of characters, one bit each: digits, letters, full stops, commas, signs, colons, blanks and others.
    private(set) var kinds: UInt8 = 0
    /// The value of `-12.50` and the like.
    private(set) var number: Double?

    static let kindCount = 8
    static let letters: UInt8 = 2
    /// Digits, full stops and signs.
    private static let numeric: UInt8 = 0b10101

    @inline(__always)
    init(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ table: CharacterKinds
    ) {
        var seen: UInt8 = 0
        var at = start
        while at < end {
            seen |= unsafe table.kind(bytes[at])
            at &+= 1
        }
        kinds = seen
        guard seen & ~Self.numeric == 0, seen & 1 != 0, end &- start <= 18 else { return }
        number = unsafe Self.number(bytes, start, end)
    }

    /// Of digits, full stops and signs, at most 18 of them.
    @inline(__always)
    private static func number(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
    ) -> Double? {
        var mantissa: UInt64 = 0
        var dot = -1
        let isNegative = unsafe bytes[start] == 0x2D
        var at = isNegative ? start &+ 1 : start
        while at < end {
            let byte = unsafe bytes[at]
            let digit = byte &- 0x30
            if digit < 10 {
                mantissa = mantissa &* 10 &+ UInt64(digit)
            } else {
                guard byte == 0x2E, dot < 0 else { return nil }
                dot = at
            }
            at &+= 1
        }
        var value = Double(mantissa)
        var fraction = dot < 0 ? 0 : end &- dot &- 1
        while fraction > 0 {
            value *= 0.1
            fraction &-= 1
        }
        return isNegative ? -value : value
    }
}

/// The kind of each byte, as a table: cells are looked at without branches.
@safe final class CharacterKinds: Sendable {
    static let all = CharacterKinds()

    // Written once, before anybody else has it.
    nonisolated(unsafe) private let kinds: UnsafeMutablePointer<UInt8>

    private init() {
        unsafe kinds = .allocate(capacity: 256)
        for byte in 0..<256 { unsafe kinds[byte] = Self.kind(UInt8(byte)) }
    }

    deinit { unsafe kinds.deallocate() }

    @inline(__always)
    func kind(_ byte: UInt8) -> UInt8 { unsafe kinds[Int(byte)] }

    private static func kind(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 0x30...0x39: 1
        case 0x2E: 4
        case 0x2C: 8
        case 0x2B, 0x2D: 16
        case 0x3A: 32
        case 0x20: 64
        case 0x41...0x5A, 0x61...0x7A, 0x80...: CellGlance.letters
        default: 128
        }
    }
}
