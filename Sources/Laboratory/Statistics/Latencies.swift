// How long many calls took, and which of them were the slow ones.

/// Durations in microseconds, in order.
package struct Latencies: Hashable, Sendable {
    private let sorted: [Double]

    package init(_ microseconds: [Double]) { sorted = microseconds.sorted() }

    package var count: Int { sorted.count }
    package var p50: Double { percentile(50) }
    package var p99: Double { percentile(99) }

    /// The smallest duration that `percent` of 100 do not exceed (nearest rank); 0 without any.
    package func percentile(_ percent: Double) -> Double {
        guard !sorted.isEmpty else { return 0 }
        let rank = (percent / 100 * Double(sorted.count)).rounded(.up)
        return sorted[min(sorted.count, max(1, Int(rank))) - 1]
    }
}
