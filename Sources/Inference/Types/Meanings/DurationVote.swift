// Columns in which some lengths of time have several parts and others one: `1h 30min` beside `45min`. Alone, `45min` is a
// number with a unit; among the others it is a length of time like them.

/// Recognises them.
struct DurationVote: SemanticDetector {
    /// The share of texts that must have several parts.
    private static let proof = 0.2

    func vote(_ sketch: ColumnSketch, _ reading: ColumnReading) -> SemanticVote? {
        guard reading.base == .string,
            sketch.textShare({ DurationText($0)?.parts ?? 0 > 1 }) >= Self.proof
        else { return nil }
        let share = sketch.textShare { DurationText($0) != nil || QuantityWords.isDuration($0) }
        guard share >= 0.85 else { return nil }
        return SemanticVote(
            semantic: .duration, confidence: 0.93 * share,
            evidence:
                "\(Int(share * 100)) % of the values are lengths of time, some of several parts",
            base: .string)
    }
}
