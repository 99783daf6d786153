// What a column is good for as an input of statistics: the nine classes of the SortingHat benchmark, from its name, a
// few of its values and its counts alone.

/// A feature class. The raw value is the public label; the order is that of the weights.
package enum FeatureClass: String, Hashable, Sendable, Codable, CaseIterable {
    case categorical
    case contextSpecific = "context-specific"
    case datetime
    case embeddedNumber = "embedded-number"
    case list
    case notGeneralizable = "not-generalizable"
    case numeric
    case sentence
    case url

    /// Columns of unknown sources come out surer than they are right: between the best factor for
    /// those (0.75) and the best for sources that were seen (1).
    private static let caution = 0.85

    /// The class of a column with its probability.
    package static func of(_ features: FeatureClassFeatures) -> (FeatureClass, Double) {
        var scores = FeatureClassWeights.bias
        for (name, value) in features.values where value != 0 {
            guard let weights = FeatureClassWeights.byFeature[name] else { continue }
            for index in scores.indices { scores[index] += value * weights[index] }
        }
        let top = scores.max() ?? 0
        let powers = scores.map { Logistic.power(Self.caution * ($0 - top)) }
        let best = scores.firstIndex(of: top) ?? 0
        return (allCases[best], powers[best] / powers.reduce(0, +))
    }
}
