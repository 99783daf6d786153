// The catalogue of detectors for the meaning of columns.

/// Something that recognises one meaning.
protocol SemanticDetector: Sendable {
    /// Nil when the column does not look like it at all.
    func vote(_ sketch: ColumnSketch, _ reading: ColumnReading) -> SemanticVote?
}

/// All detectors.
enum SemanticDetectors {
    static let all: [any SemanticDetector] =
        web + codes + places + people + quantities + [
            StructureVote(), IdentifierVote(), EnumVote(), FreeTextVote(), YearSpanVote(),
        ]
}
