// Matches the columns of a table with the properties of an ontology that is given as a list of labelled properties with
// the classes that have them. First the class is guessed, then each column is judged; "none" is an answer.

import JSONText

/// A property for a column.
struct OntologyMatch: Hashable {
    var column: Int
    var property: String
    var probability: Double
    var isChosen: Bool
}

struct OntologyMatcher: Sendable {
    struct Property: Sendable {
        var iri: String
        var name: ColumnName
        var classes: Set<String>
        var isLabel: Bool
    }

    private static let threshold = 0.72
    private static let kept = 5
    private let properties: [Property]

    init(_ json: JSON) {
        properties = (json["properties"]?.array ?? []).compactMap { entry in
            guard let iri = entry["iri"]?.string else { return nil }
            let label = entry["label"]?.string ?? iri
            return Property(
                iri: iri, name: ColumnName(label),
                classes: Set(entry["classes"]?.array?.compactMap(\.string) ?? []),
                isLabel: iri.hasSuffix("#label") || iri.hasSuffix("/name"))
        }
    }

    func match(_ columns: [ColumnInference], _ values: [ColumnValues]) -> [OntologyMatch] {
        let subject = subjectColumn(columns, values)
        let isWork = Self.isWork(columns)
        let scores = columns.indices.map { index in
            properties.map { score(columns[index], values[index], $0, isWork: isWork) }
        }
        let classes = OntologyClasses(properties)
            .judged(by: scores, subject, subject.map { columns[$0] })
        var result: [OntologyMatch] = []
        for index in columns.indices {
            result += ranked(
                index, subject, withBeginnings(scores[index], columns[index], classes), classes)
        }
        for index in result.indices {
            result[index].probability = Confidence.ontology(result[index].probability)
        }
        return result.sorted { $0.probability > $1.probability }
    }

    private func ranked(
        _ index: Int, _ subject: Int?, _ scores: [Double], _ classes: OntologyClasses
    ) -> [OntologyMatch] {
        var list: [OntologyMatch] = []
        for (number, property) in properties.enumerated() {
            var score = scores[number]
            if property.isLabel, property.iri.hasSuffix("#label") {
                score = index == subject ? 0.98 : 0
            } else {
                score *= classes.fitness(of: property)
                // The subject is the label, seldom anything else.
                if index == subject { score *= 0.6 }
            }
            if score > 0.2 {
                list.append(
                    OntologyMatch(
                        column: index, property: property.iri, probability: min(0.99, score),
                        isChosen: false))
            }
        }
        list.sort { ($1.probability, $0.property) < ($0.probability, $1.property) }
        list = Array(list.prefix(Self.kept))
        if let first = list.first, first.probability >= Self.threshold { list[0].isChosen = true }
        return list
    }

    /// A bare year or date is when a thing of the known class began.
    private func withBeginnings(
        _ scores: [Double], _ column: ColumnInference, _ classes: OntologyClasses
    ) -> [Double] {
        let words = ColumnName(Self.cleaned(column.header)).words
            .map { OntologyWords.english[$0] ?? $0 }
        let isYear = column.reading.semantic == .year
        guard words == ["year"] || words == ["date"], isYear || column.reading.base == .date else {
            return scores
        }
        var result = scores
        for (number, property) in properties.enumerated()
        where classes.isNamed(property) && OntologyWords.isBeginning(property.name) {
            let isExact = isYear == property.name.words.contains("year")
            result[number] = max(result[number], isExact ? 0.9 : 0.86)
        }
        return result
    }

    /// The leftmost of the most distinct columns of words: what the rows are about.
    private func subjectColumn(_ columns: [ColumnInference], _ values: [ColumnValues]) -> Int? {
        var best: (index: Int, score: Double)?
        for (index, column) in columns.enumerated() where column.reading.base == .string {
            let filled = Double(max(1, values[index].filledCount))
            let rows = Double(max(1, values[index].rowCount))
            let texts = values[index].values.prefix(100).map(\.text)
            guard !texts.isEmpty else { continue }
            let length = Double(texts.reduce(0) { $0 + $1.count }) / Double(texts.count)
            let letters = texts.count { $0.contains(where: \.isLetter) }
            guard letters * 2 > texts.count, length >= 3.2, length <= 60 else { continue }
            let distinct = Double(values[index].distinctCount) / filled
            var score = distinct * (filled / rows) - 0.03 * Double(index)
            // Of names in several languages, the English ones are those of the ontology.
            if NameTokens.split(column.header).contains(where: Self.english.contains) {
                score += 0.3
            }
            if score > (best?.score ?? 0.2) + 0.02 { best = (index, score) }
        }
        return best?.index
    }

    private static let english: Set<String> = [
        "english", "englisch", "anglais", "inglés", "inglese",
    ]

    private func score(
        _ column: ColumnInference, _ values: ColumnValues, _ property: Property, isWork: Bool
    ) -> Double {
        // Where no header was found, the first row may be one all the same.
        let text = column.header.isEmpty ? values.values.first?.text ?? "" : column.header
        let header = ColumnName(Self.cleaned(text))
        guard !header.compact.isEmpty else { return 0 }
        var best = score(header, property)
        // `altitude (metres)`
        if let mark = text.firstIndex(of: "("), mark != text.startIndex {
            let bare = ColumnName(Self.cleaned(String(text[..<mark])))
            if !bare.compact.isEmpty { best = max(best, 0.97 * score(bare, property)) }
        }
        if let code = Self.code(header, values), code == property.name.compact {
            best = max(best, 0.96)
        }
        // The year of a film or a book is that in which it came out.
        if isWork, header.compact == "year", property.name.compact == "releasedate" { best = 1 }
        return best
    }

    private func score(_ header: ColumnName, _ property: Property) -> Double {
        var best = Self.likeness(header, property.name)
        let english = header.words.filter { !$0.allSatisfy(\.isNumber) }
            .map { OntologyWords.english[$0] ?? $0 }
        if english != header.words {
            // A short form that is known is not taken for another word that begins alike.
            if header.words.allSatisfy({ OntologyWords.english[$0] != nil }), best < 1 { best = 0 }
            let name = ColumnName(english.joined(separator: " "))
            best = max(best, 0.97 * Self.likeness(name, property.name))
        }
        if let place = OntologyWords.wider[english.joined()]?.firstIndex(of: property.name.compact)
        {
            best = max(best, (english.count > 1 ? 0.97 : 0.85) - 0.01 * Double(place))
        }
        return best
    }

    /// Some column names who made a film.
    private static func isWork(_ columns: [ColumnInference]) -> Bool {
        columns.contains { column in
            NameTokens.split(column.header).map(NameTokens.singular).contains {
                ["director", "starring", "screenwriter"].contains(OntologyWords.english[$0] ?? $0)
            }
        }
    }

    /// What a column that is only called a code holds, by the length of its values.
    private static func code(_ header: ColumnName, _ values: ColumnValues) -> String? {
        let texts = values.values.prefix(100).map(\.text)
        if header.words.first == "iso" {
            let letters = texts.count { (2...3).contains($0.count) && $0.allSatisfy(\.isLetter) }
            return letters * 10 > texts.count * 9 ? "iso31661code" : "isocode"
        }
        if header.words.contains(where: ["internet", "domain", "tld"].contains) {
            let domains = texts.count { text in
                let letters = text.hasPrefix(".") ? text.dropFirst() : text[...]
                return letters.count == 2 && letters.allSatisfy(\.isLetter)
            }
            if domains * 10 > texts.count * 9 { return "topleveldomain" }
        }
        if isAirlineCode(header, texts) { return "iataairlinecode" }
        guard header.words.allSatisfy(["code", "iata", "icao", "airport"].contains) else {
            return nil
        }
        let share = { (test: (String) -> Bool) in
            Double(texts.count(where: test)) / Double(max(1, texts.count))
        }
        let isWord = { (text: Substring) in text.allSatisfy(\.isLetter) }
        if share({ $0.count == 3 && isWord($0[...]) }) > 0.9 { return "iatalocationidentifier" }
        if share({ $0.count == 4 && isWord($0[...]) }) > 0.9 { return "icaolocationidentifier" }
        let pairs = share { text in
            let parts = text.split { "/ -".contains($0) }
            return parts.count == 2 && parts[0].count == 3 && parts[1].count == 4
                && parts.allSatisfy(isWord)
        }
        return pairs > 0.9 ? "iatalocationidentifier" : nil
    }

    /// Two letters or digits everywhere, in the header too, which is a value then.
    private static func isAirlineCode(_ header: ColumnName, _ texts: [String]) -> Bool {
        let isCode = { (text: String) in
            text.count == 2 && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
                && text.contains(where: \.isLetter)
        }
        return isCode(header.compact) && header.compact.contains(where: \.isNumber)
            && texts.count(where: isCode) * 10 > texts.count * 9
            && texts.contains { $0.contains(where: \.isNumber) }
    }

    /// Words that tell what kind of thing a value is, not of what.
    private static let general: Set<String> = [
        "id", "number", "no", "nr", "code", "type", "date", "status", "note", "remark", "comment",
    ]

    /// What people add beside the facts.
    private static let remarks: Set<String> = ["note", "remark", "comment", "bemerkung", "nota"]

    /// A property that says more than the header (`postal code` for `code`) is a guess only, and so is one that says no
    /// more than that there is a number or a date.
    private static func likeness(_ header: ColumnName, _ property: ColumnName) -> Double {
        var (score, reason) = NameLikeness.score(header, property)
        if reason == NameLikeness.sameConsonants, header.skeleton != header.compact {
            score = min(score, 0.5)
        }
        if header.words.allSatisfy(remarks.contains) { return min(score, 0.5) }
        if property.words.count == 1, general.contains(property.compact) {
            return min(score, header.words.count > 1 ? 0.5 : 0.75)
        }
        guard property.words.count > header.words.count else { return score }
        return property.words == header.words + ["code"] ? min(score, 0.85) : min(score, 0.6)
    }

    /// Without blanks of HTML, footnotes in brackets and `(s)`.
    private static func cleaned(_ text: String) -> String {
        var result = ""
        var depth = 0
        for character in text.replacing("&nbsp;", with: " ").replacing("(s)", with: "") {
            if character == "[" { depth += 1 }
            if depth == 0 { result.append(character) }
            if character == "]", depth > 0 { depth -= 1 }
        }
        return result
    }
}
