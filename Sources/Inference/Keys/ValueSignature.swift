// A set of hashes as a few thousand bits: tells at once of most sets that one does not lie in the other. A bit that only
// one side has is a value that only that side has; equal bits prove nothing.

/// What thousands of columns can be compared by, each with each.
struct ValueSignature {
    private static let words = 64

    private var bits: [UInt64]
    /// Only hashes are noted whose lowest bits, so many, are zero.
    let thinnedBy: Int
    /// The hashes that are noted.
    private(set) var count = 0

    init(_ hashes: HashSample, thinnedBy: Int) {
        self.thinnedBy = thinnedBy
        bits = Array(repeating: 0, count: Self.words)
        let mask = 1 &<< thinnedBy &- 1
        for hash in hashes where hash & mask == 0 {
            count += 1
            // The lowest bits are alike in a sample.
            let place = hash &>> 32 & (Self.words * 64 - 1)
            bits[place >> 6] |= 1 << UInt64(place & 63)
        }
    }

    /// True only if more than `most` of its hashes are missing in `other`, which is thinned no more than it.
    func lacks(moreThan most: Int, in other: Self) -> Bool {
        var missing = 0
        for word in 0..<Self.words {
            missing &+= (bits[word] & ~other.bits[word]).nonzeroBitCount
            if missing > most { return true }
        }
        return false
    }
}
