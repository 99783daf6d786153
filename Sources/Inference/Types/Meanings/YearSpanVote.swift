// School, season and business years: `2013-2014`, `2013/14`. They stay texts, since no single year stands for them.

/// Recognises spans from a year to the next one.
struct YearSpanVote: SemanticDetector {
    func vote(_ sketch: ColumnSketch, _ reading: ColumnReading) -> SemanticVote? {
        guard reading.base == .string, sketch.textShare(Self.isSpan) > 0.95 else { return nil }
        return SemanticVote(
            semantic: .year, confidence: 0.95, evidence: "each from one year to the next")
    }

    private static func isSpan(_ text: String) -> Bool {
        let parts = text.split { "-/–".contains($0) }
        guard parts.count == 2, parts[0].utf8.count == 4, let first = Int(parts[0]),
            (1500...2100).contains(first), let second = Int(parts[1])
        else { return false }
        switch parts[1].utf8.count {
        case 4: return second == first + 1
        case 2: return second == (first + 1) % 100
        default: return false
        }
    }
}
