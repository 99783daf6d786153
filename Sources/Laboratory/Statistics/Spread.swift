// What repeated measurements came to: the middle one, and how far they lie apart.

package struct Spread: Codable, Hashable, Sendable {
    package var median: Double
    package var lowest: Double
    package var highest: Double

    /// Nil without values. Of an even number of values the median is the mean of the two in the middle.
    package init?(_ values: [Double]) {
        let sorted = values.sorted()
        guard let lowest = sorted.first, let highest = sorted.last else { return nil }
        let middle = sorted.count / 2
        median =
            sorted.count.isMultiple(of: 2)
            ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
        self.lowest = lowest
        self.highest = highest
    }
}
