// Chooses the base type of a column by what most cells admit; the few that do not are listed as
// contradictions.

/// A base reading with its share and reasons.
struct BaseChoice {
    var reading: ColumnReading
    var confidence: Double
    var evidence: [String]
    var alternatives: [AlternativeReading] = []
}

/// The decision for one column.
struct TypeChooser {
    private let sketch: ColumnSketch
    /// The share of cells that must agree.
    private let needed = 0.9

    init(_ sketch: ColumnSketch) { self.sketch = sketch }

    func choose() -> BaseChoice {
        guard !sketch.values.isEmpty else { return withoutValues() }
        var choice =
            BooleanDetector(sketch).choice() ?? MomentDetector(sketch).choice()
            ?? NumberDetector(sketch).choice() ?? text()
        choice.reading.nullWords = nullWords(for: choice.reading.base)
        if sketch.hasGuards {
            choice.reading.hasGuards = true
            choice.reading.base = .string
            choice.evidence.append("guarded as text formulas (=\"…\"), the guard is taken off")
        }
        return choice
    }

    private func withoutValues() -> BaseChoice {
        // Only words for "missing": a column of `None` alone may be words after all, but says nothing. What comes later
        // may be anything, and a text holds it.
        var reading = ColumnReading(sketch.rowCount == 0 ? .empty : .string)
        reading.nullWords = sketch.nullWords.map(\.text)
        return BaseChoice(
            reading: reading, confidence: sketch.rowCount == 0 ? 1 : 0.5,
            evidence: [
                "no value in any row" + (sketch.rowCount == 0 ? "" : ": text until one comes")
            ])
    }

    private func text() -> BaseChoice {
        let mixed = sketch.share { $0.number != nil || $0.moment != nil }
        let confidence = mixed > 0.4 ? 0.7 : 0.97
        return BaseChoice(
            reading: ColumnReading(.string), confidence: confidence,
            evidence: [disagreement ?? Self.mixture(mixed)])
    }

    private static func mixture(_ share: Double) -> String {
        if share == 1 { return "the cells are numbers and dates, not of one kind" }
        return share > 0.4
            ? "\(Int(share * 100)) % of the cells are numbers or dates, the others are not"
            : "the cells are words"
    }

    /// Two cells that no convention reads as numbers together, where all are numbers.
    private var disagreement: String? {
        guard let first = sketch.values.first, let styles = first.number?.styles,
            sketch.values.allSatisfy({ $0.number != nil }),
            let other = sketch.values.first(where: { value in
                !NumberStyle.allCases.contains {
                    styles.contains($0) && value.number?.styles.contains($0) == true
                }
            })
        else { return nil }
        return "all cells are numbers, but not written in one way: \(first.text) in row "
            + "\(first.row), \(other.text) in row \(other.row)"
    }

    /// Words for "missing" count as such; among words, ordinary ones stay words.
    private func nullWords(for base: BaseType) -> [String] {
        sketch.nullWords.map(\.text).filter {
            base != .string || !NullWords.isOrdinaryWord($0) || $0 == "NULL" || $0 == "NA"
        }
    }
}
