// A detector made of a test of single texts and of words in the header.

/// Votes by the share of texts that pass a test; the header helps, and may lower what is needed.
struct TextVote: SemanticDetector {
    var semantic: Semantic
    /// Words that headers of such columns have.
    var headers: Set<String>
    /// Words that are such headers only where nothing stands beside them.
    var wholeHeaders: Set<String> = []
    /// Header words that speak against it.
    var against: Set<String> = []
    /// Confidence when the texts pass and the header says nothing; 0 when the header must agree.
    var alone: Double
    /// The share of texts that must pass with the header's help.
    var withHeader = 0.5
    /// The base type that goes with the meaning.
    var base: BaseType? = .string
    /// Base types that the column may have before.
    var from: Set<BaseType> = [.string, .integer]
    var evidence: String
    var test: @Sendable (String) -> Bool

    func vote(_ sketch: ColumnSketch, _ reading: ColumnReading) -> SemanticVote? {
        guard from.contains(reading.base), !sketch.headerHas(against) else { return nil }
        let isNamed =
            sketch.headerHas(headers)
            || sketch.words.count == 1 && wholeHeaders.contains(sketch.words[0])
        let share = sketch.textShare(test)
        if isNamed, share >= withHeader {
            return SemanticVote(
                semantic: semantic, confidence: 0.8 + 0.18 * share,
                evidence: share > 0.3 ? "\(evidence), and the name agrees" : "named so", base: base)
        }
        guard share >= 0.85, alone > 0 else { return nil }
        return SemanticVote(
            semantic: semantic, confidence: alone * share,
            evidence: "\(Int(share * 100)) % of the values are \(evidence)", base: base)
    }
}
