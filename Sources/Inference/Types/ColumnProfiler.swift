// From counted cells to an inferred column: base type, meaning, figures, and the cells that do not
// fit.

/// Infers single columns.
package struct ColumnProfiler {
    private let context: FileContext

    package init(context: FileContext = FileContext()) { self.context = context }

    /// The column at `index`. O(distinct values).
    func infer(
        _ values: ColumnValues, index: Int, name: String, header: String,
        type: TypeOverride? = nil
    ) -> ColumnInference {
        let sketch = ColumnSketch(values, header: header.isEmpty ? name : header, context: context)
        var choice = TypeChooser(sketch).choose()
        var meaning = Meaning(best: nil, others: [])
        let rawBase = choice.confidence
        if let type {
            choice = ForcedType(sketch: sketch, type: type).choice(choice)
        } else {
            meaning = SemanticChooser(sketch, choice).choose()
            meaning.apply(to: &choice)
        }
        let checker = ColumnChecker(values, choice.reading)
        let statistics = checker.statistics()
        let (contradictions, count) = checker.contradictions()
        var evidence = choice.evidence
        if statistics.distinct == 1, statistics.rows > 1 {
            evidence.append("constant: everything rests on one value")
        }
        evidence += ColumnDoubts(values, choice.reading).sentinels()
        return ColumnInference(
            index: index, name: name, header: header, reading: choice.reading,
            confidence: choice.confidence,
            baseConfidence: type == nil ? Confidence.base(rawBase) : 1,
            semanticConfidence: type == nil ? meaning.confidence : 1, evidence: evidence,
            alternatives: choice.alternatives,
            contradictions: contradictions, contradictionCount: count, statistics: statistics,
            enumValues: meaning.enumValues)
    }
}
