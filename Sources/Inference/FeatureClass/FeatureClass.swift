// What a column is good for as an input of statistics: the nine classes of the SortingHat benchmark, from its name, a
// few of its values and its counts alone.

/// A feature class. The raw value is the public label; the order is that of the scores.
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

    /// Columns of unknown sources come out surer than they are right: about the best factor for
    /// those (for sources that were seen it is 1).
    private static let caution = 0.85

    /// The class of a column with its probability.
    package static func of(_ features: FeatureClassFeatures) -> (FeatureClass, Double) {
        let scores = FeatureTrees.scores(features.values)
        let top = scores.max() ?? 0
        let powers = scores.map { Logistic.power(Self.caution * ($0 - top)) }
        let best = scores.firstIndex(of: top) ?? 0
        return (allCases[best], powers[best] / powers.reduce(0, +))
    }
}
