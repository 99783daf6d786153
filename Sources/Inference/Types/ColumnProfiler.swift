// From counted cells to an inferred column: base type, meaning, figures, and the cells that do not
// fit.

/// Infers single columns.
package struct ColumnProfiler {
    private let context: FileContext

    package init(context: FileContext = FileContext()) { self.context = context }

    /// What a column is taken for.
    struct Decision: Sendable {
        var choice: BaseChoice
        /// Of the base type, before the meaning was looked at.
        var rawBase: Double
        var meaning: Meaning
        var isForced: Bool
        var currencies: [CurrencyCount] = []
        /// Words for "missing" that are values here.
        var keptWords: [String] = []
    }

    /// Decides about one column. O(distinct values).
    func decide(_ values: ColumnValues, header: String, type: TypeOverride? = nil) -> Decision {
        let sketch = ColumnSketch(values, header: header, context: context)
        var choice = TypeChooser(sketch).choose()
        var meaning = Meaning(best: nil, others: [])
        let rawBase = choice.confidence
        if let type {
            choice = ForcedType(sketch: sketch, type: type).choice(choice)
        } else {
            meaning = SemanticChooser(sketch, choice).choose()
            meaning.apply(to: &choice)
        }
        let kept = type == nil ? keepWords(sketch, &choice) : []
        var currencies: [CurrencyCount] = []
        if choice.reading.base == .decimal || choice.reading.base == .integer {
            currencies = CurrencyCount.list(sketch)
            choice.reading.currency = currencies.count == 1 ? currencies[0].name : nil
        }
        return Decision(
            choice: choice, rawBase: rawBase, meaning: meaning, isForced: type != nil,
            currencies: currencies, keptWords: kept)
    }

    /// Takes words that the column's own vocabulary has off its null words, unless the file writes "missing" so.
    private func keepWords(_ sketch: ColumnSketch, _ choice: inout BaseChoice) -> [String] {
        let meaning = choice.reading.semantic
        let kept = choice.reading.nullWords.filter {
            NullWords.isValue($0, of: meaning) && !context.missingWords.contains($0)
        }
        guard let first = sketch.nullWords.first(where: { kept.contains($0.text) }) else {
            return []
        }
        choice.reading.nullWords.removeAll(where: kept.contains)
        choice.evidence.append(
            "\(first.text) in row \(first.row) is a value like the others, none that is missing")
        return kept
    }

    /// The column at `index` under a decision: figures, and the cells that do not fit. O(distinct values).
    func infer(
        _ values: ColumnValues, index: Int, name: String, header: String, _ decision: Decision
    ) -> ColumnInference {
        let choice = decision.choice
        let checker = ColumnChecker(values, choice.reading)
        let statistics = checker.statistics()
        var evidence = choice.evidence
        if statistics.distinct == 1, statistics.rows > 1 {
            evidence.append("constant: everything rests on one value")
        }
        evidence += ColumnDoubts(values, choice.reading).sentinels()
        return ColumnInference(
            index: index, name: name, header: header, reading: choice.reading,
            confidence: choice.confidence,
            baseConfidence: decision.isForced ? 1 : Confidence.base(decision.rawBase),
            semanticConfidence: decision.isForced ? 1 : decision.meaning.confidence,
            evidence: evidence, alternatives: choice.alternatives,
            contradictions: checker.contradictions,
            contradictionCount: checker.contradictionCount, statistics: statistics,
            enumValues: decision.meaning.enumValues, currencies: decision.currencies)
    }
}
