// The features behind a feature class: shapes of a few values, words of the name, counts in steps.

#if canImport(Glibc)
    import Glibc
#endif

/// Named features of one column.
package struct FeatureClassFeatures {
    package private(set) var values: [String: Double] = [:]

    private let samples: [String]

    /// `samples`: some values; `total`, `nulls`, `distinct`: counts over the whole column;
    /// `numbers`: of its numbers.
    package init(
        name: String, samples: [String], total: Double, nulls: Double, distinct: Double,
        numbers: FeatureNumbers = FeatureNumbers()
    ) {
        self.samples = samples.filter { text in
            text.contains { !$0.isWhitespace } && text.lowercased() != "nan"
        }.map { trimmedCell($0) }
        values["empty"] = self.samples.isEmpty ? 1 : 0
        takeShapes()
        takeLengths()
        let rows = max(1, total)
        takeCounts(rows, nulls, distinct)
        takeNumbers()
        takeName(name)
        takeSteps(distinct, distinct / rows)
        takeRange(numbers, distinct, rows)
        takeSpelling(name)
        takeRecurrence(self.samples)
        takeTexts(distinct)
        takeFilling(self.samples, rows: rows, nulls: nulls, distinct: distinct)
        takeNumbers(of: self.samples)
        takeFigures(numbers, distinct)
        takeRoles(name)
    }

    private mutating func takeTexts(_ distinct: Double) {
        takeMakeup(samples)
        takeSizes(samples)
        takeLikeness(samples, distinct: distinct)
        takeWords(samples)
        let told = Self.told(samples)
        takeLists(told)
        takeMixtures(told)
    }

    mutating func set(_ name: String, _ value: Double) { values[name] = value }

    mutating func set(_ name: String, _ value: Bool) { values[name] = value ? 1 : 0 }

    private func share(_ test: (String) -> Bool) -> Double {
        Double(samples.count(where: test)) / Double(max(1, samples.count))
    }

    private func has(_ name: String) -> Double { values[name] ?? 0 }

    private mutating func takeShapes() {
        values["num"] = share(CellShape.isNumber)
        values["int"] = share(CellShape.isWhole)
        values["dec"] = max(0, has("num") - has("int"))
        values["grp"] = share(CellShape.isGrouped)
        values["date"] = share(CellShape.isDate)
        values["clock"] = share(CellShape.hasClock)
        values["url"] = share(CellShape.isAddress)
        values["emb"] = share { CellShape.isEmbedded($0) && !CellShape.isNumber($0) }
        values["emball"] = has("emb") >= 0.99 ? 1 : 0
        values["embpart"] = has("emb") > 0 && has("emb") < 0.99 ? 1 : 0
        values["pct"] = share { $0.hasSuffix("%") }
        let digit = { (text: String) in text.contains(where: \.isNumber) }
        let letter = { (text: String) in text.contains(where: \.isLetter) }
        values["anydig"] = share(digit)
        values["alpha"] = share(letter)
        values["mixed"] = share { digit($0) && letter($0) }
        values["sep"] = share { $0.contains(";") || $0.contains("|") }
        let commas = { (text: String) in text.count { $0 == "," } }
        values["comma1"] = share { commas($0) == 1 }
        values["comma2"] = share { commas($0) >= 2 }
        values["brack"] = share { "[{(".contains($0.first ?? " ") }
        values["shortlist"] = share { text in
            text.contains(",") && text.split(separator: ",").allSatisfy { Self.words($0) <= 3 }
        }
        values["caps"] = share { letter($0) && $0 == $0.uppercased() }
    }

    private static func words(_ text: some StringProtocol) -> Int {
        text.split(whereSeparator: \.isWhitespace).count
    }

    private mutating func takeLengths() {
        values["w1"] = share { Self.words($0) == 1 }
        values["w23"] = share { (2...3).contains(Self.words($0)) }
        values["w46"] = share { (4...6).contains(Self.words($0)) }
        values["w7"] = share { (7...14).contains(Self.words($0)) }
        values["w15"] = share { Self.words($0) >= 15 }
        let stops = samples.map { text in
            Set(text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init))
                .intersection(Self.stopWords).count
        }
        values["stop"] = Double(stops.count { $0 >= 1 }) / Double(max(1, samples.count))
        values["stop2"] = Double(stops.count { $0 >= 2 }) / Double(max(1, samples.count))
        let lengths = samples.isEmpty ? [0] : samples.map(\.count)
        values["lenlog"] = log1p(Double(lengths.reduce(0, +)) / Double(lengths.count))
        values["lenvar"] = (lengths.max() ?? 0) - (lengths.min() ?? 0) <= 1 ? 1 : 0
    }

    private static let stopWords: Set<String> = [
        "the", "of", "and", "a", "to", "in", "is", "for", "with", "on", "it", "this", "was",
        "that", "i",
    ]

    private mutating func takeCounts(_ rows: Double, _ nulls: Double, _ distinct: Double) {
        let ratio = distinct / rows
        values["dislog"] = log10(1 + distinct)
        values["ratio"] = ratio
        values["nullr"] = nulls / rows
        values["allnull"] = nulls / rows > 0.97 ? 1 : 0
        values["nullhi"] = nulls / rows > 0.5 ? 1 : 0
        values["totlog"] = log10(1 + rows)
        let isNumeric = has("num") >= 0.99
        values["w1hi"] = ratio > 0.5 && !isNumeric ? has("w1") : 0
        values["w1lo"] = ratio < 0.02 && !isNumeric ? has("w1") : 0
        values["mixuniq"] = ratio > 0.5 ? has("mixed") : 0
        values["w7hi"] = ratio > 0.5 ? has("w7") : 0
        values["fewsamp"] = samples.count <= 2 ? 1 : 0
    }

    private mutating func takeNumbers() {
        let numbers = samples.compactMap { Double($0) }
        let isNumeric = has("num") >= 0.99 && !numbers.isEmpty
        values["ndec"] = isNumeric && has("dec") > 0 ? 1 : 0
        values["nint"] = has("int") >= 0.99 ? 1 : 0
        let areYears = numbers.allSatisfy { (1700...2100).contains($0) && $0 == $0.rounded() }
        values["year"] = isNumeric && areYears ? 1 : 0
        values["unit01"] = isNumeric && numbers.allSatisfy { (0...1).contains($0) } ? 1 : 0
        values["neg"] = numbers.contains { $0 < 0 } ? 1 : 0
        values["big"] = (numbers.max() ?? 0) > 1e6 ? 1 : 0
    }

    private mutating func takeName(_ name: String) {
        let words = NameTokens.split(name)
        let low = name.lowercased()
        for part in Self.parts where low.contains(part) { values["c_" + part] = 1 }
        let isNumeric = has("num") >= 0.99
        values["lastid"] = words.last == "id" ? 1 : 0
        values["endsid"] = low.hasSuffix("id") ? 1 : 0
        values["numname"] = words.last?.last?.isNumber == true ? 1 : 0
        values["shortname"] = name.count <= 2 ? 1 : 0
        values["idint"] = isNumeric ? has("lastid") : 0
        values["codeint"] = isNumeric ? has("c_code") : 0
    }

    private static let parts = [
        "date", "time", "name", "code", "url", "desc", "num", "year", "rate", "id", "type", "price",
        "cat", "count",
    ]

    /// Counts in steps, apart for each kind of value.
    private mutating func takeSteps(_ distinct: Double, _ ratio: Double) {
        let kind =
            has("nint") > 0
            ? "i"
            : has("num") >= 0.99
                ? "n"
                : has("date") >= 0.5
                    ? "d" : has("emb") >= 0.6 ? "e" : has("w1") >= 0.6 ? "w" : "s"
        let counts: [Double] = [1, 2, 5, 10, 20, 50, 100, 300, 1000, 5000]
        let shares: [Double] = [0.001, 0.005, 0.02, 0.05, 0.1, 0.3, 0.7, 0.95, 0.99]
        values["d_\(kind)\(counts.count { distinct > $0 + 1e-6 })"] = 1
        values["r_\(kind)\(shares.count { ratio > $0 })"] = 1
    }
}
