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

    /// Enters those of `hashes` that belong to the sample; true when one of them was there, or comes twice. In two
    /// rounds: the first only looks, so that its looks at memory do not wait for each other.
    mutating func insert(all hashes: UnsafeBufferPointer<Int>) -> Bool {
        while (count + hashes.count) * 3 > slots.count * 2 { rebuild(slots.count * 2) }
        let mask = slots.count &- 1
        let foreign = 1 &<< bits &- 1
        var added = 0
        let known = unsafe slots.withUnsafeMutableBufferPointer { slots in
            var known = 0
            for index in 0..<hashes.count {
                let hash = unsafe hashes[index]
                known &+= unsafe slots[hash &>> 20 & mask] == hash ? 1 : 0
            }
            for index in 0..<hashes.count {
                let hash = unsafe hashes[index]
                guard hash & foreign == 0 else { continue }
                var place = hash &>> 20 & mask
                while unsafe slots[place] != 0 && slots[place] != hash {
                    place = (place &+ 1) & mask
                }
                if unsafe slots[place] == hash {
                    known |= 1
                } else {
                    unsafe slots[place] = hash
                    added &+= 1
                }
            }
            return known
        }
        count += added
        return known != 0
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
        while size < count * 2 { size *= 2 }
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
