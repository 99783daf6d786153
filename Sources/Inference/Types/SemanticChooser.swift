// Chooses what a column means among the answers of all detectors; a meaning may also correct the
// base type.

/// An answer of one detector.
struct SemanticVote {
    var semantic: Semantic
    /// From 0 to 1.
    var confidence: Double
    var evidence: String
    /// The base type that goes with the meaning.
    var base: BaseType?
}

/// A chosen meaning with what else was near.
struct Meaning {
    var best: SemanticVote?
    var others: [SemanticVote]
    var enumValues: [String]?

    /// The probability of `best`, or of there being no meaning.
    var confidence: Double {
        if let best { return Confidence.semantic(best.confidence) }
        let rival = others.first?.confidence ?? 0
        return Confidence.none(rival)
    }

    func apply(to choice: inout BaseChoice) {
        for vote in others.prefix(3) {
            choice.alternatives.append(
                AlternativeReading(
                    base: vote.base ?? choice.reading.base, semantic: vote.semantic,
                    confidence: vote.confidence, refusedBy: 0))
        }
        guard let best else { return }
        choice.reading.semantic = best.semantic
        choice.evidence.append(best.evidence)
        choice.confidence = min(choice.confidence, max(0.5, best.confidence))
        guard let base = best.base, base != choice.reading.base else { return }
        choice.reading.base = base
        if base == .string { choice.reading.numberStyle = nil }
        if base == .date, best.semantic == .year {
            choice.reading.format = "yyyy"
        }
    }
}

/// Asks all detectors.
struct SemanticChooser {
    private let sketch: ColumnSketch
    private let choice: BaseChoice

    init(_ sketch: ColumnSketch, _ choice: BaseChoice) {
        self.sketch = sketch
        self.choice = choice
    }

    func choose() -> Meaning {
        guard sketch.total > 0 else { return Meaning(best: nil, others: []) }
        let votes = SemanticDetectors.all.compactMap { $0.vote(sketch, choice.reading) }
            .sorted { $0.confidence > $1.confidence }
        guard let best = votes.first, best.confidence >= 0.5 else {
            return Meaning(best: nil, others: votes)
        }
        return Meaning(
            best: best, others: Array(votes.dropFirst()),
            enumValues: best.semantic == .enum ? sketch.values.map(\.text).sorted() : nil)
    }
}
