// How often each text came, by its hash: open addressing, hash, number and count side by side, so
// that a text that is known costs one look at memory.

/// Hashes with a small number and a count each.
@safe final class CountTable {
    private struct Slot {
        var hash: Int
        /// -1 in free slots.
        var place: Int32
        var count: UInt32
    }

    private var slots: UnsafeMutablePointer<Slot>
    private var mask: Int
    private var used = 0

    /// One bit for some of the hash of each text, once there are many: what was never there costs a
    /// look at a few KB that stay in the fastest cache, not one at the slots.
    private var filter: UnsafeMutablePointer<UInt64>?
    private static let filterWords = 2048
    private static let filteredFrom = 4096

    init() {
        unsafe slots = Self.allocate(64)
        mask = 63
    }

    deinit {
        unsafe slots.deallocate()
        unsafe filter?.deallocate()
    }

    private static func allocate(_ size: Int) -> UnsafeMutablePointer<Slot> {
        let slots = UnsafeMutablePointer<Slot>.allocate(capacity: size)
        unsafe slots.initialize(repeating: Slot(hash: 0, place: -1, count: 0), count: size)
        return unsafe slots
    }

    /// Counts `hash` once more; its number, or -1 when it is not there.
    @inline(__always)
    func recount(_ hash: Int) -> Int32 {
        if let filter = unsafe filter {
            let (word, bit) = Self.filterPlace(hash)
            if unsafe filter[word] & bit == 0 { return -1 }
        }
        var at = hash & mask
        while true {
            let place = unsafe slots[at].place
            if place < 0 { return -1 }
            if unsafe slots[at].hash == hash {
                unsafe slots[at].count &+= 1
                return place
            }
            at = (at &+ 1) & mask
        }
    }

    /// Enters a hash that is not there, counted once.
    func insert(_ hash: Int, _ place: Int) {
        if used * 8 >= (mask + 1) * 5 { grow() }
        put(Slot(hash: hash, place: Int32(place), count: 1))
        used += 1
        if used == Self.filteredFrom { makeFilter() }
        if let filter = unsafe filter {
            let (word, bit) = Self.filterPlace(hash)
            unsafe filter[word] |= bit
        }
    }

    /// The upper half of the hash; the lower one chooses the slot.
    @inline(__always)
    private static func filterPlace(_ hash: Int) -> (word: Int, bit: UInt64) {
        let upper = hash &>> 40
        return (upper &>> 6 & (filterWords &- 1), 1 &<< UInt64(truncatingIfNeeded: upper & 63))
    }

    private func makeFilter() {
        let words = UnsafeMutablePointer<UInt64>.allocate(capacity: Self.filterWords)
        unsafe words.initialize(repeating: 0, count: Self.filterWords)
        for at in 0...mask where unsafe slots[at].place >= 0 {
            let (word, bit) = Self.filterPlace(unsafe slots[at].hash)
            unsafe words[word] |= bit
        }
        unsafe filter = words
    }

    /// The counts by number.
    func counts(_ size: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: size)
        for at in 0...mask where unsafe slots[at].place >= 0 {
            counts[Int(unsafe slots[at].place)] = Int(unsafe slots[at].count)
        }
        return counts
    }

    private func put(_ slot: Slot) {
        var at = slot.hash & mask
        while unsafe slots[at].place >= 0 { at = (at &+ 1) & mask }
        unsafe slots[at] = slot
    }

    private func grow() {
        let (old, size) = unsafe (slots, mask + 1)
        unsafe slots = Self.allocate(size * 2)
        mask = size * 2 - 1
        for at in 0..<size where unsafe old[at].place >= 0 { unsafe put(old[at]) }
        unsafe old.deallocate()
    }
}
