// Prose: several words, sentences, hardly ever twice the same.

/// Recognises free text.
struct FreeTextVote: SemanticDetector {
    private static let headers: Set<String> = [
        "description", "comment", "comments", "notes", "note", "text", "remarks", "bemerkung",
        "message", "summary", "review",
        "beschreibung", "kommentar", "commentaire", "descripción", "body", "abstract", "bio",
    ]

    /// A word that prose is called by.
    static func isWord(_ word: String) -> Bool { headers.contains(word) }

    func vote(_ sketch: ColumnSketch, _ reading: ColumnReading) -> SemanticVote? {
        guard reading.base == .string else { return nil }
        let isNamed = sketch.headerHas(Self.headers)
        let long = sketch.textShare { text in
            TextShapes.wordCount(text) >= 5 || text.utf8.count > 60
                || text.contains("。") && text.count > 12
        }
        let sentences = sketch.textShare { text in
            guard let last = text.last else { return false }
            return ".!?。".contains(last) && TextShapes.wordCount(text) >= 3 || text.contains("。")
        }
        if isNamed, long + sentences > 0.4 {
            return SemanticVote(
                semantic: .freeText, confidence: 0.95, evidence: "named so, and sentences",
                base: .string)
        }
        guard sentences > 0.6 || long > 0.85 && sketch.textShare({ $0.utf8.count > 50 }) > 0.6
        else { return nil }
        return SemanticVote(
            semantic: .freeText, confidence: 0.6 + 0.35 * sentences, evidence: "sentences",
            base: .string)
    }
}
