// A set of hashes that takes little room: open addressing in one array. Once there are more than a
// limit, only those are kept whose lowest bits are zero: a fair sample, the same in whatever order
// they come.

/// Hashes of texts; none is zero.
package struct HashSample: Hashable, Sendable, Sequence {
    private var slots: [Int]
    package private(set) var count = 0
    /// Only hashes are in it whose lowest bits, so many, are zero.
    package private(set) var bits = 0

    package init() { slots = Array(repeating: 0, count: 64) }

    init(_ hashes: some Sequence<Int>) {
        self.init()
        for hash in hashes { insert(hash) }
    }

    package var isEmpty: Bool { count == 0 }

    /// Whether a hash belongs to the sample, be it there or not.
    @inline(__always)
    func admits(_ hash: Int) -> Bool { hash & (1 &<< bits &- 1) == 0 }

    package func contains(_ hash: Int) -> Bool { slots[slot(of: hash)] == hash }

    /// False when it was there, or does not belong to the sample.
    @discardableResult
    mutating func insert(_ hash: Int) -> Bool {
        guard admits(hash) else { return false }
        let place = slot(of: hash)
        guard slots[place] == 0 else { return false }
        slots[place] = hash
        count += 1
        if count * 3 > slots.count * 2 { rebuild(slots.count * 2) }
        return true
    }

    mutating func remove(_ hash: Int) {
        guard contains(hash) else { return }
        slots[slot(of: hash)] = 0
        rebuild(slots.count)
    }

    /// Halves the sample until at most `limit` are left.
    mutating func shrink(to limit: Int) {
        guard count > limit else { return }
        while count > limit {
            bits += 1
            count = slots.count { $0 != 0 && admits($0) }
        }
        var size = 64
        while size < count * 3 { size *= 2 }
        rebuild(size)
    }

    package func makeIterator() -> some IteratorProtocol<Int> {
        slots.lazy.filter { $0 != 0 }.makeIterator()
    }

    /// Where `hash` is, or the free place for it.
    @inline(__always)
    private func slot(of hash: Int) -> Int {
        let mask = slots.count &- 1
        // The lowest bits are alike in a sample.
        var place = hash &>> 20 & mask
        while slots[place] != 0, slots[place] != hash { place = (place &+ 1) & mask }
        return place
    }

    private mutating func rebuild(_ size: Int) {
        let old = slots
        slots = Array(repeating: 0, count: size)
        count = 0
        for hash in old where hash != 0 && admits(hash) {
            slots[slot(of: hash)] = hash
            count += 1
        }
    }
}
