// Features of the numbers among the sample values and of the figures over a whole column.

#if canImport(Glibc)
    import Glibc
#endif

extension FeatureClassFeatures {
    /// `texts`: the samples that are not blank.
    mutating func takeNumbers(of texts: [String]) {
        let written = texts.filter(CellShape.isNumber)
        let numbers = written.compactMap { Double($0) }
        guard !numbers.isEmpty else { return }
        let mean = FeatureFigures.mean(numbers)
        let deviation = FeatureFigures.deviation(numbers)
        set("s_min", FeatureFigures.magnitude(numbers.min() ?? 0))
        set("s_max", FeatureFigures.magnitude(numbers.max() ?? 0))
        set("s_mean", FeatureFigures.magnitude(mean))
        set("s_dev", FeatureFigures.magnitude(deviation))
        set("s_vary", min(10, deviation / max(1e-9, abs(mean))))
        set("s_whole", FeatureFigures.share(numbers) { $0 == $0.rounded() })
        let isFive = { (number: Double) in
            number != 0 && number.truncatingRemainder(dividingBy: 5) == 0
        }
        set("s_five", FeatureFigures.share(numbers, isFive))
        let places = written.map { text in
            text.firstIndex(of: ".").map { Double(text[$0...].count - 1) } ?? 0
        }
        set("s_places", FeatureFigures.mean(places))
        set("s_lead", Double(Set(texts.compactMap(\.first)).count) / Double(texts.count))
        takeSteps(zip(numbers, numbers.dropFirst()).map { $1 - $0 })
    }

    private mutating func takeSteps(_ steps: [Double]) {
        guard !steps.isEmpty else { return }
        set("s_falls", Double(steps.count { $0 < 0 }))
        set("s_rises", Double(steps.count { $0 > 0 }))
        let sizes = steps.map { abs($0) }
        let mean = FeatureFigures.mean(sizes)
        set("s_step", FeatureFigures.magnitude(mean))
        set("s_uneven", mean > 0 ? min(10, FeatureFigures.deviation(sizes) / mean) : -1)
    }

    mutating func takeFigures(_ numbers: FeatureNumbers, _ distinct: Double) {
        guard !numbers.isEmpty else { return }
        let (low, high) = (numbers.minimum, numbers.maximum)
        let (mean, deviation) = (numbers.mean, numbers.deviation)
        let span = high - low
        set("a_min", FeatureFigures.magnitude(low))
        set("a_max", FeatureFigures.magnitude(high))
        set("a_mean", FeatureFigures.magnitude(mean))
        set("a_dev", FeatureFigures.magnitude(deviation))
        set("a_span", log10(1 + max(0, span)))
        set("a_dev_span", deviation / max(1e-9, span))
        set("a_vary", max(-10, min(10, deviation / max(1e-9, abs(mean)))))
        let isWhole = low == low.rounded() && high == high.rounded()
        set("a_missing", isWhole && span < 100 ? distinct - span - 1 : -99)
        set("a_above", deviation > 0 ? min(100, (high - mean) / deviation) : 0)
        set("a_below", deviation > 0 ? min(100, (mean - low) / deviation) : 0)
        set("a_round", high.truncatingRemainder(dividingBy: 10) == 0)
        set("a_top", max(-10, min(60, high)))
        set("a_code", Self.codes.contains(abs(high)))
        let digits = { (number: Double) in floor(log10(max(1, abs(number)))) }
        set("a_same_digits", digits(low) == digits(high))
        set("a_years", low >= 1700 && high <= 2100)
    }

    /// Numbers that stand for an answer that was not given.
    private static let codes: Set<Double> = [8, 9, 88, 96, 97, 98, 99, 888, 998, 999, 9999]
}
