// Features of a column's numbers as a whole.

#if canImport(Glibc)
    import Glibc
#endif

/// Figures over all numbers of a column; all zero where it holds none.
package struct FeatureNumbers: Hashable, Sendable {
    package var mean = 0.0
    package var deviation = 0.0
    package var minimum = 0.0
    package var maximum = 0.0

    package init() {}

    var isEmpty: Bool { minimum == 0 && maximum == 0 }
}

extension FeatureClassFeatures {
    /// Where the numbers lie, and how closely they fill their range.
    mutating func takeRange(_ numbers: FeatureNumbers, _ distinct: Double, _ rows: Double) {
        set("nostat", numbers.isEmpty)
        guard !numbers.isEmpty else { return }
        let (low, high) = (numbers.minimum, numbers.maximum)
        let span = high - low + 1
        let isWhole = low == low.rounded() && high == high.rounded()
        set("min0", low == 0)
        set("min1", low == 1)
        set("max1", high == 1)
        set("below0", low < 0)
        let fill = isWhole && span > 0 ? min(1, distinct / span) : 0
        set("fill", fill)
        set("running", fill > 0.97 && distinct > 0.9 * rows)
        set("dense", fill > 0.8 && distinct < 0.9 * rows)
        set("gap", min(6, log10(max(1, span / max(1, distinct)))))
        set("spread", min(5, numbers.deviation / max(1e-9, abs(numbers.mean))))
        set("lean", min(1, max(0, (numbers.mean - low) / max(1e-9, high - low))))
        let steps: [Double] = [1, 2, 5, 10, 20, 50, 100, 1000, 10_000, 1_000_000]
        set("m_\(steps.count { high > $0 })", true)
    }
}
