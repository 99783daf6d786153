// Companies without a header: legal forms and words of trades among the values.

/// Recognises companies by their legal forms.
struct CompanyVote: SemanticDetector {
    func vote(_ sketch: ColumnSketch, _ reading: ColumnReading) -> SemanticVote? {
        guard reading.base == .string else { return nil }
        let share = sketch.textShare(PeopleWords.isCompany)
        guard share > 0.25 else { return nil }
        return SemanticVote(
            semantic: .company, confidence: min(0.95, 0.55 + 0.5 * share),
            evidence: "\(Int(share * 100)) % carry a legal form", base: .string)
    }
}
