// One hash of texts for a whole run: the same bytes give the same number in every column and table. Not for storing:
// nothing promises the same number in another version.

/// 64 bits of a text.
enum TextHash {
    private static let first: UInt64 = 0xA076_1D64_78BD_642F
    private static let second: UInt64 = 0xE703_7ED1_A0B4_28DB

    static func of(_ text: String) -> Int {
        var text = text
        return text.withUTF8 { bytes in unsafe of(UnsafeRawBufferPointer(bytes)) }
    }

    /// Of `bytes[start..<end]`.
    static func of(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
        unsafe bytes.withUnsafeBytes { raw in
            unsafe of(UnsafeRawBufferPointer(rebasing: raw[start..<end]))
        }
    }

    private static func of(_ bytes: UnsafeRawBufferPointer) -> Int {
        var state = first ^ UInt64(truncatingIfNeeded: bytes.count)
        var at = 0
        while at + 8 <= bytes.count {
            let word = unsafe bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            state = fold(state ^ word, second)
            at += 8
        }
        var rest: UInt64 = 0
        while at < bytes.count {
            rest = rest << 8 | UInt64(unsafe bytes[at])
            at += 1
        }
        return Int(truncatingIfNeeded: fold(state ^ rest, first))
    }

    private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }
}

/// Hashes with a small number each; open addressing, grows by doubling.
struct HashIndex: Sendable {
    private var keys: [Int]
    private var places: [Int32]
    private(set) var count = 0

    init() {
        keys = Array(repeating: 0, count: 64)
        places = Array(repeating: -1, count: 64)
    }

    /// Nil when the hash is not there.
    func place(of hash: Int) -> Int? {
        let mask = keys.count - 1
        var slot = hash & mask
        while places[slot] >= 0 {
            if keys[slot] == hash { return Int(places[slot]) }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// `hash` must not be there.
    mutating func insert(_ hash: Int, _ place: Int) {
        if count * 2 >= keys.count { grow() }
        let mask = keys.count - 1
        var slot = hash & mask
        while places[slot] >= 0 { slot = (slot + 1) & mask }
        keys[slot] = hash
        places[slot] = Int32(place)
        count += 1
    }

    private mutating func grow() {
        let old = (keys, places)
        keys = Array(repeating: 0, count: old.0.count * 2)
        places = Array(repeating: -1, count: old.0.count * 2)
        let mask = keys.count - 1
        for (index, hash) in old.0.enumerated() where old.1[index] >= 0 {
            var slot = hash & mask
            while places[slot] >= 0 { slot = (slot + 1) & mask }
            keys[slot] = hash
            places[slot] = old.1[index]
        }
    }
}
