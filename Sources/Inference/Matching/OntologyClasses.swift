// Which class of an ontology the rows of a table belong to: by the header of the column that names
// them, by what that column holds, and by the properties that the other headers fit.

/// How well the classes of an ontology suit one table.
struct OntologyClasses {
    private let properties: [OntologyMatcher.Property]
    private var weights: [String: Double] = [:]
    private var named: Set<String> = []

    init(_ properties: [OntologyMatcher.Property]) { self.properties = properties }

    /// With weights from 0 to 1: `scores` of each column with each property, and the column that
    /// names the rows.
    func judged(
        by scores: [[Double]], _ subject: Int?, _ column: ColumnInference?
    ) -> OntologyClasses {
        var sums: [String: Double] = [:]
        for (index, line) in scores.enumerated() where index != subject {
            var best: [String: Double] = [:]
            for (number, score) in line.enumerated() where score >= 0.6 {
                for name in properties[number].classes { best[name] = max(best[name] ?? 0, score) }
            }
            for (name, score) in best { sums[name, default: 0] += score }
        }
        var result = self
        result.named = names(for: column)
        for name in result.named { sums[name, default: 0] += 2 }
        let top = max(1e-9, sums.values.max() ?? 0)
        result.weights = sums.mapValues { $0 / top }
        return result
    }

    /// A factor for the score of `property` by its classes.
    func fitness(of property: OntologyMatcher.Property) -> Double {
        let best = property.classes.map { weights[$0] ?? 0 }.max() ?? 0
        let isForeign =
            !named.isEmpty && !property.classes.isEmpty && property.classes.isDisjoint(with: named)
        return (0.85 + 0.15 * best) * (isForeign ? 0.88 : 1)
    }

    /// The table says that its rows are of a class that has `property`.
    func isNamed(_ property: OntologyMatcher.Property) -> Bool {
        !property.classes.isDisjoint(with: named)
    }

    /// Classes that the header of the naming column calls by name: `airport name`, `Gipfel`.
    private func names(for column: ColumnInference?) -> Set<String> {
        guard let column else { return [] }
        var words = ColumnName(column.header).words.map { word in
            let stem = word.count > 7 && word.hasSuffix("name") ? String(word.dropLast(4)) : word
            return OntologyWords.kinds[stem] ?? OntologyWords.english[stem] ?? stem
        }
        words.removeAll { ["name", "title", "of", "the", "de", "du", "der", "des"].contains($0) }
        if words.isEmpty, column.reading.semantic == .country { words = ["country"] }
        guard let kind = words.first else { return [] }
        let all = Set(properties.flatMap(\.classes))
        return all.filter { NameTokens.split($0).map(NameTokens.singular).last == kind }
    }
}
