// JSON objects and arrays as texts.

import JSONText

/// Recognises columns whose cells are all JSON objects, or all JSON arrays.
struct StructureVote: SemanticDetector {
    func vote(_ sketch: ColumnSketch, _ reading: ColumnReading) -> SemanticVote? {
        guard reading.base == .string else { return nil }
        let objects = sketch.textShare { Self.isJSON($0, from: "{", to: "}") }
        let arrays = sketch.textShare { Self.isJSON($0, from: "[", to: "]") }
        let share = max(objects, arrays)
        guard share >= 0.9 else { return nil }
        return SemanticVote(
            semantic: objects >= arrays ? .object : .array, confidence: 0.98 * share,
            evidence: "\(Int(share * 100)) % of the values are JSON "
                + (objects >= arrays ? "objects" : "arrays"), base: .string)
    }

    private static func isJSON(_ text: String, from first: Character, to last: Character) -> Bool {
        text.first == first && text.last == last && (try? JSON(parsing: text)) != nil
    }
}
