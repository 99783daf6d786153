// Says whether bytes are UTF-8, over chunk borders, and counts how often they are not.

/// An incremental UTF-8 check (RFC 3629: no overlong forms, no surrogates).
struct UTF8Check: Sendable {
    /// Complete characters of more than one byte.
    private(set) var multibyte = 0
    private(set) var invalid = 0
    private(set) var highBytes = 0
    private var pending = 0
    private var allowed: ClosedRange<UInt8> = 0x80...0xBF

    mutating func consume(_ bytes: [UInt8]) {
        if pending == 0, !Self.hasHigh(bytes) { return }
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            var at = 0
            while at < buffer.count {
                if pending == 0 {
                    at = unsafe sound(base, at, buffer.count)
                    if at == buffer.count { return }
                }
                unsafe take(base[at])
                at &+= 1
            }
        }
    }

    /// Passes over ASCII and whole characters of two and three bytes; where something else is, or may begin.
    @inline(__always)
    private mutating func sound(_ base: UnsafePointer<UInt8>, _ from: Int, _ end: Int) -> Int {
        var at = from
        while at &+ 8 <= end {
            let rest = unsafe PlainText.asciiCount(base + at)
            at &+= rest
            if rest == 8 { continue }
            guard at &+ 3 <= end else { break }
            let second = unsafe base[at &+ 1] & 0xC0 == 0x80
            switch unsafe base[at] {
            case 0xC2...0xDF where second:
                at &+= 2
                highBytes &+= 2
            case 0xE1...0xEC where unsafe second && base[at &+ 2] & 0xC0 == 0x80:
                at &+= 3
                highBytes &+= 3
            default: return at
            }
            multibyte &+= 1
        }
        return at
    }

    private mutating func take(_ byte: UInt8) {
        if byte < 0x80 {
            if pending > 0 { breakOff() }
            return
        }
        highBytes += 1
        if pending > 0 {
            if allowed.contains(byte) {
                allowed = 0x80...0xBF
                pending -= 1
                if pending == 0 { multibyte += 1 }
                return
            }
            breakOff()
        }
        begin(byte)
    }

    /// One pass without branches, which the compiler makes wide.
    private static func hasHigh(_ bytes: [UInt8]) -> Bool {
        var all: UInt8 = 0
        for byte in bytes { all |= byte }
        return all >= 0x80
    }

    /// To be called at the end: an open character is invalid.
    mutating func finish() {
        if pending > 0 { breakOff() }
    }

    private mutating func breakOff() {
        invalid += 1
        pending = 0
        allowed = 0x80...0xBF
    }

    private mutating func begin(_ byte: UInt8) {
        switch byte {
        case 0xC2...0xDF: pending = 1
        case 0xE0: (pending, allowed) = (2, 0xA0...0xBF)
        case 0xED: (pending, allowed) = (2, 0x80...0x9F)
        case 0xE1...0xEF: pending = 2
        case 0xF0: (pending, allowed) = (3, 0x90...0xBF)
        case 0xF4: (pending, allowed) = (3, 0x80...0x8F)
        case 0xF1...0xF3: pending = 3
        default: invalid += 1
        }
    }
}
