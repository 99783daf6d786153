// The keys that a dry run has met, in bounded memory: an unbroken run of numbers as its two ends,
// other keys as hashes, up to a limit. Keys beyond it are taken for new ones, and whoever asks is
// told so.

/// Keys of one table.
struct SeenKeys {
    private static let limit = 2_000_000

    private var numbers: ClosedRange<Int>?
    private var hashes: Set<Int> = []
    /// Some keys were not remembered: repeats of them go unnoticed.
    private(set) var isPartial = false

    /// False when `key` was there before.
    mutating func insert(_ key: String) -> Bool {
        if let number = Int(key), String(number) == key {
            guard let known = numbers else {
                numbers = number...number
                return true
            }
            if known.contains(number) { return false }
            if known.upperBound < Int.max, number == known.upperBound + 1 {
                // It may have come earlier than those between.
                if !hashes.isEmpty, hashes.contains(key.hashValue) { return false }
                numbers = known.lowerBound...number
                return true
            }
        }
        guard hashes.count < Self.limit else {
            isPartial = true
            return !hashes.contains(key.hashValue)
        }
        return hashes.insert(key.hashValue).inserted
    }
}
