// Percent, years, ages: numbers whose meaning is told by a sign, by their range or by the header.

/// Recognises meanings of plain numbers.
struct NumberMeaningVote: SemanticDetector {
    private static let years: Set<String> = [
        "year", "jahr", "année", "annee", "año", "ano", "anno", "jaar", "år", "rok", "év", "yıl",
        "год", "年", "연도", "yr", "season", "founded",
    ]
    private static let ages: Set<String> = [
        "age", "alter", "âge", "edad", "età", "idade", "leeftijd", "alder", "ålder", "wiek", "věk",
        "kor", "yaş",
    ]
    private static let months: Set<String> = [
        "month", "monat", "mois", "mes", "mese", "mês", "maand", "måned", "månad",
        "kuukausi", "miesiąc", "měsíc", "hónap", "месяц", "月", "월",
    ]
    /// Beside a word for month: how many of them, not which one.
    private static let spans: Set<String> = [
        "count", "total", "sum", "average", "avg", "amount", "price", "cost", "duration", "tenure",
        "term", "age", "warranty", "per",
    ]

    func vote(_ sketch: ColumnSketch, _ reading: ColumnReading) -> SemanticVote? {
        guard reading.base == .integer || reading.base == .decimal, let style = reading.numberStyle
        else {
            return nil
        }
        let percent = sketch.share { $0.number?.isPercent == true }
        if percent > 0.5 {
            return SemanticVote(
                semantic: .percent, confidence: 0.98, evidence: "percent signs", base: .decimal)
        }
        guard reading.base == .integer else { return nil }
        let values = sketch.values.prefix(1000).compactMap {
            $0.number?.text(style).flatMap(Int.init)
        }
        guard let low = values.min(), let high = values.max() else { return nil }
        let plausible = values.count { (1500...2100).contains($0) }
        let isYears =
            plausible * 100 >= values.count * 97 && style == .point
            && sketch.textShare { $0.utf8.count == 4 } > 0.95
        if isYears, sketch.headerHas(Self.years) {
            return SemanticVote(
                semantic: .year, confidence: 0.97, evidence: "named so, four digits", base: .date)
        }
        if isYears, low >= 1800, high <= 2100, !sketch.headerHas(IdentifierDetector.names),
            isRecent(values), mayBeYear(sketch)
        {
            return SemanticVote(
                semantic: .year, confidence: 0.8, evidence: "all between \(low) and \(high)",
                base: .date)
        }
        if isMonth(sketch), low >= 1, high <= 12, sketch.values.count > 1 {
            return SemanticVote(
                semantic: .month, confidence: 0.85, evidence: "named so, \(low) to \(high)")
        }
        if sketch.headerHas(Self.ages), low >= 0, high <= 125, sketch.words.count <= 2 {
            return SemanticVote(
                semantic: .age, confidence: 0.95, evidence: "named so, \(low) to \(high)")
        }
        return nil
    }

    /// `month`, `Mo Sold`: a short form only before what happened then.
    private func isMonth(_ sketch: ColumnSketch) -> Bool {
        let isNamed =
            sketch.headerHas(Self.months) || sketch.words.first == "mo" && sketch.words.count > 1
        return isNamed && !sketch.headerHas(Self.spans)
    }

    /// Other names for things that are counted are no years.
    private func mayBeYear(_ sketch: ColumnSketch) -> Bool {
        !sketch.words.contains { KeyNames.measures.contains($0) } && sketch.values.count >= 2
    }

    private func isRecent(_ values: [Int]) -> Bool {
        values.count { (1900...2035).contains($0) } * 10 >= values.count * 8
    }
}
