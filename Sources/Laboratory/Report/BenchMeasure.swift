// One thing that was measured several times, and its ratios to other things measured in the same run.

package struct BenchMeasure: Codable, Hashable, Sendable {
    /// `fsync.p50`, `import.rate`: stable, for programs.
    package var name: String
    /// A line for people.
    package var what: String
    /// `µs`, `ms`, `1/s`, `B`.
    package var unit: String
    /// A value a round, in the order of the rounds.
    package var values: [Double]
    package var spread: Spread
    /// For the median; nil when only ratios count.
    package var goal: Goal?
    package var isMet: Bool?
    package var ratios: [BenchRatio]

    /// Nil when nothing was measured.
    package init?(
        _ name: String, _ what: String, unit: String, _ values: [Double], goal: Goal? = nil
    ) {
        guard let spread = Spread(values) else { return nil }
        self.name = name
        self.what = what
        self.unit = unit
        self.values = values
        self.spread = spread
        self.goal = goal
        isMet = goal.map { $0.isMet(by: spread.median) }
        ratios = []
    }

    /// The same figures, with nothing to keep.
    var withoutGoals: BenchMeasure {
        var copy = self
        copy.goal = nil
        copy.isMet = nil
        for index in copy.ratios.indices {
            copy.ratios[index].goal = nil
            copy.ratios[index].isMet = nil
        }
        return copy
    }

    /// Adds the ratio to another measure: round by round when both have as many rounds, else to its median.
    package mutating func compare(to other: BenchMeasure, goal: Goal? = nil) {
        let isPaired = other.values.count == values.count
        let quotients = values.indices.compactMap { index -> Double? in
            let divisor = isPaired ? other.values[index] : other.spread.median
            return divisor > 0 ? values[index] / divisor : nil
        }
        guard let spread = Spread(quotients) else { return }
        ratios.append(
            BenchRatio(
                to: other.name, values: quotients, spread: spread, goal: goal,
                isMet: goal.map { $0.isMet(by: spread.median) }))
    }
}

/// A measure divided by another one of the same run.
package struct BenchRatio: Codable, Hashable, Sendable {
    /// The name of the other measure.
    package var to: String
    package var values: [Double]
    package var spread: Spread
    package var goal: Goal?
    package var isMet: Bool?
}
