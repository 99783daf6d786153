// The evidence that two columns hold the same thing, as numbers from 0 to 1, and the probability that follows from it.

#if canImport(Glibc)
    import Glibc
#endif

/// Evidence for one pair of columns.
package struct PairFeatures: Hashable, Sendable {
    package static let names = [
        "name", "sameName", "sameBase", "numericBoth", "sameSemantic", "otherSemantic",
        "overlap", "containment", "grams", "quantiles", "shape", "distinctness", "nameTimesValues",
    ]

    package let values: [Double]
    let reason: String

    package init(_ left: ColumnPortrait, _ right: ColumnPortrait) {
        let likeness = NameLikeness.score(left.name, right.name)
        let differs = likeness.score < 0.93 && NameContrast.exists(left.name, right.name)
        let name = likeness.score * (differs ? 0.55 : 1)
        reason = likeness.reason
        let common = Double(left.values.intersection(right.values).count)
        let union = Double(left.values.count + right.values.count) - common
        let smaller = Double(max(1, min(left.values.count, right.values.count)))
        let numeric = Self.isNumeric(left.base) && Self.isNumeric(right.base)
        let grams = Self.cosine(left, right)
        let containment = common / smaller
        let known = left.semantic != nil && right.semantic != nil
        values = [
            name, name >= 0.93 ? 1 : 0, left.base == right.base ? 1 : 0, numeric ? 1 : 0,
            known && left.semantic == right.semantic ? 1 : 0,
            known && left.semantic != right.semantic ? 1 : 0, common / max(1, union), containment,
            grams, numeric ? Self.quantiles(left.quantiles, right.quantiles) : 0,
            Self.shape(left.shape, right.shape),
            1 - abs(Self.distinctness(left) - Self.distinctness(right)),
            name * max(containment, grams),
        ]
    }

    static func isNumeric(_ base: BaseType) -> Bool { base == .integer || base == .decimal }

    private static func distinctness(_ portrait: ColumnPortrait) -> Double {
        min(1, Double(portrait.distinct) / Double(portrait.filled))
    }

    private static func cosine(_ left: ColumnPortrait, _ right: ColumnPortrait) -> Double {
        let (few, many) = left.grams.count < right.grams.count ? (left, right) : (right, left)
        var product = 0.0
        for (gram, count) in few.grams { product += count * (many.grams[gram] ?? 0) }
        return product / (left.gramNorm * right.gramNorm)
    }

    /// On the true scale: how far the quantiles are apart, measured by the spread of both.
    private static func quantiles(_ left: [Double], _ right: [Double]) -> Double {
        guard left.count == 5, right.count == 5 else { return 0 }
        let spread = max(left[4], right[4]) - min(left[0], right[0])
        guard spread > 0 else { return 1 }
        let inner = zip(left[1...3], right[1...3]).reduce(0) { $0 + abs($1.0 - $1.1) }
        return max(0, 1 - inner / spread)
    }

    private static func shape(_ left: [Double], _ right: [Double]) -> Double {
        let length = min(left[0], right[0]) / max(1e-9, max(left[0], right[0]))
        let shares = zip(left.dropFirst(), right.dropFirst()).reduce(0) { $0 + abs($1.0 - $1.1) }
        return length * max(0, 1 - shares / 2)
    }

    /// Set by hand; weights fitted on the pairs of the development set did no better on folds that keep like tables on
    /// one side.
    private static let weights: [Double] = [
        6, 1, 0.5, 0, 0.5, -1, 2, 2, 2, 1, 1, 0.5, 2,
    ]
    private static let bias = -9.0

    /// From 0 to 1.
    package var probability: Double {
        let sum = zip(values, Self.weights).reduce(Self.bias) { $0 + $1.0 * $1.1 }
        return Logistic.value(sum)
    }
}

/// Scores to probabilities.
enum Logistic {
    static func value(_ argument: Double) -> Double { 1 / (1 + exp(-argument)) }
    static func power(_ argument: Double) -> Double { exp(argument) }
}
