// Says quickly whether bytes are text that needs no mending.

enum PlainText {
    /// UTF-8 without U+FFFD, which stands for bytes that did not decode.
    static func isText(_ base: UnsafePointer<UInt8>, count: Int) -> Bool {
        var at = 0
        while at < count {
            if at &+ 8 <= count {
                let ascii = unsafe asciiCount(base + at)
                at &+= ascii
                if ascii == 8 { continue }
            } else if unsafe base[at] < 0x80 {
                at &+= 1
                continue
            }
            guard let length = unsafe length(base + at, room: count - at) else { return false }
            at += length
        }
        return true
    }

    /// How many of eight bytes come before the first one above 127.
    @inline(__always)
    static func asciiCount(_ place: UnsafePointer<UInt8>) -> Int {
        let word = unsafe UnsafeRawPointer(place).loadUnaligned(as: UInt64.self)
        return UInt64(littleEndian: word & 0x8080_8080_8080_8080).trailingZeroBitCount &>> 3
    }

    /// Bytes of the character that begins here; nil when it is none, or U+FFFD.
    @inline(__always)
    private static func length(_ base: UnsafePointer<UInt8>, room: Int) -> Int? {
        let first = unsafe base[0]
        guard first >= 0xC2, first <= 0xF4 else { return nil }
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard room >= length else { return nil }
        for index in 1..<length where unsafe base[index] & 0xC0 != 0x80 { return nil }
        let second = unsafe base[1]
        switch first {
        case 0xE0: return second >= 0xA0 ? length : nil
        case 0xED: return second < 0xA0 ? length : nil
        case 0xEF: return unsafe second == 0xBF && base[2] == 0xBD ? nil : length
        case 0xF0: return second >= 0x90 ? length : nil
        case 0xF4: return second < 0x90 ? length : nil
        default: return length
        }
    }
}
