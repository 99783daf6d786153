// Finds the bytes that cut delimited text, 64 at a time: the arithmetic of eight bytes in one word, because the
// compiler makes no good code of comparing vectors. Reads exactly the bytes it is told to.

/// Where in 64 bytes a mark, a quote or a control character below 0x0E stands: one bit a byte, the
/// first one lowest.
@safe struct ByteClasses {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080
    private static let rests: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

    private let marks: UInt64
    private let quotes: UInt64

    init(mark: UInt8, quote: UInt8) {
        marks = UInt64(mark) &* Self.ones
        quotes = UInt64(quote) &* Self.ones
    }

    /// Of the 64 bytes at `place`. `high`: some byte is above 127.
    @inline(__always)
    func cuts(_ place: UnsafePointer<UInt8>) -> (bits: UInt64, high: Bool) {
        let raw = unsafe UnsafeRawPointer(place)
        var bits: UInt64 = 0
        var all: UInt64 = 0
        for index in 0..<8 {
            let word = unsafe raw.loadUnaligned(fromByteOffset: index &* 8, as: UInt64.self)
            all |= word
            bits |= cuts(word) &<< UInt64(truncatingIfNeeded: index &* 8)
        }
        return (bits, all & Self.tops != 0)
    }

    /// Of fewer than 64 bytes.
    func cuts(_ place: UnsafePointer<UInt8>, count: Int) -> (bits: UInt64, high: Bool) {
        var bits: UInt64 = 0
        var isHigh = false
        for index in 0..<count {
            let byte = unsafe place[index]
            isHigh = isHigh || byte >= 0x80
            if byte < 0x0E || UInt64(byte) == marks & 0xFF || UInt64(byte) == quotes & 0xFF {
                bits |= 1 &<< UInt64(truncatingIfNeeded: index)
            }
        }
        return (bits, isHigh)
    }

    /// One bit for each of eight bytes.
    @inline(__always)
    private func cuts(_ word: UInt64) -> UInt64 {
        let others =
            Self.others(word ^ marks) & Self.others(word ^ quotes)
            & ((word & Self.rests &+ 0x7272_7272_7272_7272) | word)
        return ((~others & Self.tops) &* 0x0002_0408_1020_4081) &>> 56
    }

    /// The top bit of each byte that is not zero.
    @inline(__always)
    private static func others(_ word: UInt64) -> UInt64 { (word & rests &+ rests) | word }
}
