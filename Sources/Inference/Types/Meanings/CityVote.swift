// Cities without a header: a good share of the larger cities of the world among proper names.

/// Recognises cities by their names.
struct CityVote: SemanticDetector {
    func vote(_ sketch: ColumnSketch, _ reading: ColumnReading) -> SemanticVote? {
        guard reading.base == .string, sketch.values.count > 3 else { return nil }
        let known = sketch.textShare { WordLists.cities.contains($0.lowercased()) }
        let shaped = sketch.textShare {
            TextShapes.isProperName($0, limit: 4) || PlaceWords.isTown($0)
        }
        let towns = sketch.textShare { PlaceWords.isTown($0) }
        guard shaped > 0.8, known > 0.25 || known + towns > 0.3 else { return nil }
        return SemanticVote(
            semantic: .city, confidence: min(0.9, 0.5 + 0.5 * max(known, towns)),
            evidence: "\(Int(known * 100)) % are known cities", base: .string)
    }
}
