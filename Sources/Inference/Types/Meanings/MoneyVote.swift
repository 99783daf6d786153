// Money: a currency beside the number, or a header that says price.

/// Recognises amounts of money.
struct MoneyVote: SemanticDetector {
    private static let headers: Set<String> = [
        "price", "amount", "cost", "salary", "total", "revenue", "fee", "betrag", "preis", "prix",
        "precio", "prezzo", "preço",
        "freight", "payment", "balance", "income", "wage", "turnover", "umsatz", "saldo", "budget",
        "gross", "net", "tax",
    ]

    /// A word that amounts of money are called by.
    static func isWord(_ word: String) -> Bool { headers.contains(word) }

    func vote(_ sketch: ColumnSketch, _ reading: ColumnReading) -> SemanticVote? {
        guard reading.base == .decimal || reading.base == .integer else { return nil }
        let marked = sketch.share { $0.number?.currency != nil }
        if marked > 0.5 {
            let signs = Set(sketch.values.prefix(100).compactMap { $0.number?.currency }).sorted()
            return SemanticVote(
                semantic: .money, confidence: 0.98,
                evidence: "amounts in \(signs.prefix(3).joined(separator: ", "))", base: .decimal)
        }
        guard reading.base == .decimal, sketch.headerHas(Self.headers) else { return nil }
        return SemanticVote(semantic: .money, confidence: 0.6, evidence: "named like an amount")
    }
}
