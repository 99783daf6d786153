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

    @inline(__always)
    init(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
        var mantissa: UInt64 = 0
        var seen: UInt8 = 0
        var dot = -1
        var at = start
        while at < end {
            let byte = unsafe bytes[at]
            let digit = byte &- 0x30
            if digit < 10 {
                mantissa = mantissa &* 10 &+ UInt64(digit)
                seen |= 1
            } else {
                let kind = Self.kind(byte)
                if kind == 4 { dot = seen & 4 == 0 ? at : -1 }
                seen |= kind
            }
            at &+= 1
        }
        kinds = seen
        guard seen & ~0b10101 == 0, seen & 1 != 0, end &- start <= 18 else { return }
        let isNegative = unsafe bytes[start] == 0x2D
        if seen & 16 != 0, !isNegative { return }
        if seen & 4 != 0, dot < 0 { return }
        var value = Double(mantissa)
        var fraction = dot < 0 ? 0 : end &- dot &- 1
        while fraction > 0 {
            value *= 0.1
            fraction &-= 1
        }
        number = isNegative ? -value : value
    }

    private static func kind(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 0x2E: 4
        case 0x2C: 8
        case 0x2B, 0x2D: 16
        case 0x3A: 32
        case 0x20: 64
        case 0x41...0x5A, 0x61...0x7A, 0x80...: letters
        default: 128
        }
    }
}
