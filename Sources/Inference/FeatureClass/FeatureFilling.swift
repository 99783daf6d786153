// Features of how full a column is and how many values it has, those not counted that say that there is none.

#if canImport(Glibc)
    import Glibc
#endif

extension FeatureClassFeatures {
    /// `texts`: the samples that are not blank; `rows`, `nulls`, `distinct`: of the column.
    mutating func takeFilling(_ texts: [String], rows: Double, nulls: Double, distinct: Double) {
        let full = max(0, rows - nulls)
        set("blanks", Double(5 - min(5, texts.count)))
        set("full", log10(1 + full))
        set("nulls", log10(1 + nulls))
        set("dis_full", min(2, distinct / max(1, full)))
        set("dis_few", min(50, distinct))
        set("again", full > 0 ? log10(max(1, full) / max(1, distinct)) : -1)
        let told = Self.told(texts)
        let missing = Set(texts.map { $0.lowercased() }).intersection(Self.nullWords).count
        let numbers = told.filter(CellShape.isNumber).compactMap { Double($0) }
        let codes = Set(numbers).intersection(Self.nullNumbers).count
        let values = max(0, distinct - Double(missing + codes))
        set("val", log10(1 + values))
        set("val_few", min(30, values))
        set("val_one", values <= 1 && distinct > 0)
        set("val_rows", values / rows)
        set("val_full", min(2, values / max(1, full)))
        set("val_num", Double(numbers.count) / Double(max(1, told.count)))
        set("val_whole", FeatureFigures.share(numbers) { $0 == $0.rounded() })
    }

    /// The texts without null words.
    static func told(_ texts: [String]) -> [String] {
        texts.filter { !nullWords.contains($0.lowercased()) }
    }

    private static let nullNumbers: Set<Double> = [-9, -99, -999, -9999, -99_999]

    private static let nullWords: Set<String> = [
        "#null!", "#n/a", "#na", "n/a", "na", "null", "none", "nil", "-", "--", "---", "?", ".",
        "..", "...", "unknown", "(null)", "\\n", "#div/0!", "#value!", "#ref!", "#name?", "#num!",
        "not available", "missing", "*", "n.a.", "undefined", "<na>", "nan", "nat",
        "not applicable", "unspecified", "not specified", "no data", "n.d.", "nd",
    ]
}
