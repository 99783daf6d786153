// Closed lists: few values that recur often.

/// Recognises enumerations.
struct EnumVote: SemanticDetector {
    private static let headers: Set<String> = [
        "status", "type", "category", "kind", "class", "level", "priority", "state", "group",
        "kategorie", "art", "mode",
        "stage", "segment", "rating", "season",
    ]

    func vote(_ sketch: ColumnSketch, _ reading: ColumnReading) -> SemanticVote? {
        guard reading.base == .string, sketch.values.count >= 2, sketch.values.count <= 30 else {
            return nil
        }
        let isShort = sketch.values.allSatisfy { $0.text.utf8.count <= 40 }
        let recurring = sketch.values.count { $0.count >= 2 }
        let isNamed = sketch.headerHas(Self.headers)
        let limit = isNamed ? 0.4 : 0.2
        guard isShort, recurring * 10 >= sketch.values.count * 8,
            Double(sketch.values.count) <= limit * Double(sketch.total)
        else { return nil }
        return SemanticVote(
            semantic: .enum, confidence: isNamed ? 0.85 : 0.68,
            evidence: "\(sketch.values.count) values that recur" + (spellings(sketch) ?? ""),
            base: .string)
    }

    /// Values that only capitals tell apart, as those of several people who typed one word. They stay as they are: in some
    /// lists capitals mean something.
    private func spellings(_ sketch: ColumnSketch) -> String? {
        let words = Dictionary(grouping: sketch.values.map(\.text)) { $0.lowercased() }
        let several = words.values.filter { $0.count > 1 }.map { $0.sorted() }
            .sorted { $0[0] < $1[0] }
        guard let first = several.first else { return nil }
        return ", \(words.count) but for capitals (\(first.joined(separator: ", ")))"
    }
}
