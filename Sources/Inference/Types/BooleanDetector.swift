// Flags: pairs of words in several languages, and 0/1 where the name of the column says flag.

/// Reads yes/no columns.
struct BooleanDetector {
    private let sketch: ColumnSketch

    init(_ sketch: ColumnSketch) { self.sketch = sketch }

    /// True word, false word; lower case.
    private static let pairs: [(String, String)] = [
        ("true", "false"), ("yes", "no"), ("y", "n"), ("t", "f"), ("on", "off"), ("ja", "nein"),
        ("ja", "nej"), ("ja", "nei"), ("ja", "nee"), ("j", "n"), ("oui", "non"), ("o", "n"),
        ("vrai", "faux"),
        ("si", "no"), ("sí", "no"), ("sì", "no"), ("s", "n"), ("sim", "não"), ("sim", "nao"),
        ("wahr", "falsch"), ("kyllä", "ei"), ("tak", "nie"), ("t", "n"), ("ano", "ne"), ("a", "n"),
        ("igen", "nem"),
        ("i", "n"), ("evet", "hayır"), ("e", "h"), ("да", "нет"), ("はい", "いいえ"), ("是", "否"),
        ("예", "아니오"), ("예", "아니요"), ("네", "아니오"), ("네", "아니요"), ("verdadero", "falso"),
        ("vero", "falso"),
        ("prawda", "fałsz"), ("enabled", "disabled"), ("active", "inactive"), ("x", ""), ("✓", ""),
        ("✓", "✗"), ("x", "-"), ("真", "假"), ("有", "無"), ("有", "无"), ("○", "×"), ("k", "e"),
        ("waar", "onwaar"), ("ναι", "όχι"), ("có", "không"), ("так", "ні"), ("да", "не"),
        ("da", "ne"), ("da", "nu"), ("jah", "ei"), ("taip", "ne"), ("jā", "nē"), ("já", "nei"),
        ("ya", "tidak"), ("نعم", "لا"), ("כן", "לא"), ("ใช่", "ไม่ใช่"), ("हाँ", "नहीं"),
        ("áno", "nie"), ("ja", "ne"), ("bəli", "xeyr"), ("иә", "жоқ"), ("po", "jo"), ("bai", "ez"),
        ("истина", "ложь"), ("doğru", "yanlış"), ("tosi", "epätosi"), ("sant", "falskt"),
        ("sand", "falsk"), ("pravda", "nepravda"), ("igaz", "hamis"),
    ]

    private static let flagWords: Set<String> = [
        "is", "has", "flag", "active", "enabled", "deleted", "valid", "discontinued", "aktiv",
        "archived", "verified", "approved", "paid", "subscribed", "member", "visible", "checked",
        "available", "shared", "sealed", "livré", "contract", "optional", "required", "default",
        "was", "can",
    ]

    private static let states: Set<String> = ["enabled", "active", "on"]

    /// A column of more words is none of flags, in whatever case they are written.
    private static let mostWords = 4

    /// Whether there are few enough words; null words are none.
    static func mayBeFlag(_ column: ColumnValues) -> Bool {
        var words: Set<String> = []
        for value in column.values where !NullWords.isCommon(value.text) {
            words.insert(value.text.lowercased())
            // Guards (`="…"`) around some of them.
            if words.count > 2 * mostWords { return false }
        }
        return true
    }

    func choice() -> BaseChoice? {
        var words: Set<String> = []
        for value in sketch.values {
            words.insert(value.text.lowercased())
            guard words.count <= Self.mostWords else { return nil }
        }
        guard !sketch.headerHas(["gender", "sex", "geschlecht"]) else {
            return nil
        }
        if words.isSubset(of: ["0", "1"]) { return digits(words) }
        return pair(words)
    }

    /// Nothing but 0 in many rows, none missing: a flag that nobody set, unless the name speaks of an amount or of
    /// many things.
    private var isNeverSet: Bool {
        guard sketch.values.count == 1, sketch.values[0].text == "0", sketch.total >= 50,
            sketch.total == sketch.rowCount, let last = sketch.words.last
        else { return false }
        return !last.hasSuffix("s") && !sketch.headerHas(IdentifierDetector.names)
            && !sketch.words.contains { KeyNames.measures.contains($0) || MoneyVote.isWord($0) }
    }

    private func digits(_ words: Set<String>) -> BaseChoice? {
        if isNeverSet {
            var reading = ColumnReading(.boolean)
            reading.trueWords = ["1"]
            reading.falseWords = ["0"]
            return BaseChoice(
                reading: reading, confidence: 0.5,
                evidence: ["0 in every row: a flag that is never set"],
                alternatives: [
                    AlternativeReading(base: .integer, confidence: 0.4, refusedBy: 0)
                ])
        }
        guard words.count == 2, sketch.headerHas(Self.flagWords) else { return nil }
        var reading = ColumnReading(.boolean)
        reading.trueWords = ["1"]
        reading.falseWords = ["0"]
        return BaseChoice(
            reading: reading, confidence: 0.85,
            evidence: ["only 0 and 1, and the name says flag"],
            alternatives: [
                AlternativeReading(base: .integer, confidence: 0.4, refusedBy: 0)
            ])
    }

    private func pair(_ words: Set<String>) -> BaseChoice? {
        for (yes, no) in Self.pairs where mayMean(yes, no) {
            let hasBoth = words.contains(yes) && words.contains(no)
            let short = hasBoth ? Self.initials(yes, no).filter { words.contains($0.word) } : []
            let known = [yes, no] + short.map(\.word)
            let share = sketch.share { known.contains($0.text.lowercased()) }
            guard share >= 0.95, sketch.total > 0, !hasThirdAnswer(known) else { continue }
            let isMark = no.isEmpty && sketch.emptyCount > 0 && yes.count == 1
            let isClear =
                yes.count > 2 || no.count > 2 || isMark || sketch.headerHas(Self.flagWords)
            let isProven = sketch.context.flagWords.isSuperset(of: words)
            guard hasBoth || isClear || isProven, hasBoth || !no.isEmpty || isMark else { continue }
            // One state alone (`active`) is a word like any other.
            if !hasBoth, Self.states.contains(yes), !sketch.headerHas(Self.flagWords), !isProven {
                continue
            }
            if !hasBoth, !isMark, yes.count == 1, !sketch.headerHas(Self.flagWords), !isProven {
                continue
            }
            return choice(yes, no, short, hasBoth: hasBoth || isMark)
        }
        return nil
    }

    /// Initials of some languages are codes in all others: the name, the file's headers or the answers of another
    /// column must speak for one of the former.
    private func mayMean(_ yes: String, _ no: String) -> Bool {
        guard let languages = FlagLanguage.languages(of: yes, no) else { return true }
        let answers = sketch.context.flagWords
        return sketch.headerHas(Self.flagWords) || answers.isSuperset(of: [yes, no])
            || languages.contains { language in
                sketch.context.languages.contains(language)
                    || !language.answers.isDisjoint(with: answers)
            }
    }

    /// Another word as short as these that recurs: `Y N P` are three answers, not a flag.
    private func hasThirdAnswer(_ known: [String]) -> Bool {
        let length = known.prefix(2).map(\.count).max() ?? 0
        return sketch.values.contains { value in
            let word = value.text.lowercased()
            return !known.contains(word) && value.count > 1 && word.count <= length
        }
    }

    /// Some write `j` and `n` among `ja` and `nein`.
    private static func initials(_ yes: String, _ no: String) -> [(word: String, isTrue: Bool)] {
        guard yes.count > 1, no.count > 1, yes.first != no.first else { return [] }
        return [(String(yes.prefix(1)), true), (String(no.prefix(1)), false)]
    }

    private func choice(
        _ yes: String, _ no: String, _ short: [(word: String, isTrue: Bool)], hasBoth: Bool
    ) -> BaseChoice {
        var reading = ColumnReading(.boolean)
        reading.trueWords = [yes] + short.filter(\.isTrue).map(\.word)
        reading.falseWords = (no.isEmpty ? [] : [no]) + short.filter { !$0.isTrue }.map(\.word)
        let evidence =
            hasBoth
            ? [
                "only "
                    + ([yes, no.isEmpty ? "blank" : no] + short.map(\.word))
                    .joined(separator: " and ")
            ]
            : ["rests on one value: only \(sketch.values[0].text) occurs"]
        return BaseChoice(
            reading: reading, confidence: hasBoth ? 0.97 : 0.7, evidence: evidence,
            alternatives: [AlternativeReading(base: .string, confidence: 0.2, refusedBy: 0)])
    }
}
