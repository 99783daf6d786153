// The smallest and the largest cells of a column among those whose texts are not kept: by their bytes, which is the
// order of texts and of ISO dates, and by their value as plain numbers.

/// Extremes of passing cells.
struct CellExtremes {
    private var lowest: [UInt8]?
    private var highest: [UInt8]?
    /// The first eight bytes of both, the first one highest.
    private var lowestHead = UInt64.max
    private var highestHead: UInt64 = 0
    private var least = Double.infinity
    private var greatest = -Double.infinity
    private var leastText = ""
    private var greatestText = ""

    /// The texts, each once.
    var texts: [String] {
        var all = [lowest, highest].compactMap { $0 }.map { String(decoding: $0, as: UTF8.self) }
        if least <= greatest { all += [leastText, greatestText] }
        return Set(all).sorted()
    }

    @inline(__always)
    mutating func take(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ number: Double?
    ) {
        let raw = UnsafeRawBufferPointer(bytes)
        let head = unsafe TextHash.head(raw, start, end &- start).byteSwapped
        if head <= lowestHead || head >= highestHead { unsafe compare(bytes, start, end, head) }
        guard let number else { return }
        if number < least {
            least = number
            leastText = unsafe text(bytes, start, end)
        }
        if number > greatest {
            greatest = number
            greatestText = unsafe text(bytes, start, end)
        }
    }

    private func text(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> String {
        unsafe String(decoding: bytes[start..<end], as: UTF8.self)
    }

    @inline(never)
    private mutating func compare(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ head: UInt64
    ) {
        let cell = unsafe bytes[start..<end]
        if lowest.map({ unsafe cell.lexicographicallyPrecedes($0) }) ?? true {
            lowest = unsafe Array(cell)
            lowestHead = head
        }
        if highest.map({ unsafe $0.lexicographicallyPrecedes(cell) }) ?? true {
            highest = unsafe Array(cell)
            highestHead = head
        }
    }
}
