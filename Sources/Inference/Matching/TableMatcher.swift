// Matches the columns of two tables: every pair gets a probability, one assignment decides, and a column may stay alone.

/// A pair of columns that may hold the same thing.
package struct PairMatch: Hashable, Sendable {
    package var source: Int
    package var target: Int
    package var probability: Double
    package var isChosen: Bool
    package var reason: String
}

package enum TableMatcher {
    /// A pair must be this probable to be chosen.
    static let threshold = 0.5

    /// All pairs with some probability, the best first. O(source × target).
    package static func match(_ sources: [ColumnPortrait], _ targets: [ColumnPortrait])
        -> [PairMatch]
    {
        var pairs: [PairMatch] = []
        for (row, source) in sources.enumerated() {
            for (column, target) in targets.enumerated() {
                let features = PairFeatures(source, target)
                pairs.append(
                    PairMatch(
                        source: row, target: column, probability: features.probability,
                        isChosen: false, reason: features.reason))
            }
        }
        pairs.sort {
            ($1.probability, $0.source, $0.target) < ($0.probability, $1.source, $1.target)
        }
        var rows: Set<Int> = []
        var columns: Set<Int> = []
        for index in pairs.indices where pairs[index].probability >= threshold {
            let pair = pairs[index]
            guard !rows.contains(pair.source), !columns.contains(pair.target) else { continue }
            rows.insert(pair.source)
            columns.insert(pair.target)
            pairs[index].isChosen = true
        }
        // Partners that are taken rank behind free pairs of nearly the same probability.
        for index in pairs.indices where !pairs[index].isChosen {
            let pair = pairs[index]
            if rows.contains(pair.source) || columns.contains(pair.target) {
                pairs[index].probability *= 0.5
            }
        }
        return pairs.filter { $0.probability > 0.01 }.sorted { $0.probability > $1.probability }
    }
}
