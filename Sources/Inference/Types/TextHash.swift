// One hash of texts for a whole run: the same bytes give the same number in every column and table.
// Not for storing: nothing promises the same number in another version.

/// 64 bits of a text, never zero.
enum TextHash {
    private static let first: UInt64 = 0xA076_1D64_78BD_642F
    private static let second: UInt64 = 0xE703_7ED1_A0B4_28DB

    static func of(_ text: String) -> Int {
        var text = text
        return text.withUTF8 { bytes in unsafe of(bytes, 0, bytes.count) }
    }

    /// Of `bytes[start..<end]`, which must not be empty.
    @inline(__always)
    static func of(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        let count = end &- start
        if count <= 8 {
            let word = unsafe head(raw, start, count)
            return finish(word, 0, count)
        }
        let last = unsafe raw.loadUnaligned(fromByteOffset: end &- 8, as: UInt64.self)
        var state = unsafe raw.loadUnaligned(fromByteOffset: start, as: UInt64.self)
        var at = start &+ 8
        while at &+ 8 < end {
            let word = unsafe raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            state = fold(state ^ first, word ^ second)
            at &+= 8
        }
        return finish(state, last, count)
    }

    /// Up to eight bytes as a number, the first one lowest.
    @inline(__always)
    static func head(_ raw: UnsafeRawBufferPointer, _ start: Int, _ count: Int) -> UInt64 {
        guard start &+ 8 <= raw.count, count > 0 else { return unsafe slowHead(raw, start, count) }
        let word = unsafe raw.loadUnaligned(fromByteOffset: start, as: UInt64.self)
        guard count < 8 else { return word }
        return word & (1 &<< UInt64(truncatingIfNeeded: count &* 8) &- 1)
    }

    @inline(never)
    private static func slowHead(_ raw: UnsafeRawBufferPointer, _ start: Int, _ count: Int)
        -> UInt64
    {
        var word: UInt64 = 0
        for index in 0..<min(8, count) {
            word |= UInt64(unsafe raw[start + index]) << UInt64(index * 8)
        }
        return word
    }

    @inline(__always)
    private static func finish(_ left: UInt64, _ right: UInt64, _ count: Int) -> Int {
        let mixed = fold(left ^ first, right ^ second)
        let hash = fold(mixed ^ first, UInt64(truncatingIfNeeded: count) ^ second)
        return Int(truncatingIfNeeded: hash | (hash == 0 ? 1 : 0))
    }

    @inline(__always)
    private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }
}
