// Features of the sample values as texts: what they are made of, how long they are and how alike.

#if canImport(Glibc)
    import Glibc
#endif

extension FeatureClassFeatures {
    /// `texts`: the samples that are not blank.
    mutating func takeMakeup(_ texts: [String]) {
        let characters = texts.flatMap { Array($0) }
        let digits = FeatureFigures.share(characters, \.isNumber)
        let letters = FeatureFigures.share(characters, \.isLetter)
        let blanks = FeatureFigures.share(characters, \.isWhitespace)
        set("mk_digit", digits)
        set("mk_letter", letters)
        set("mk_blank", blanks)
        set("mk_mark", 1 - digits - letters - blanks)
        set("mk_upper", FeatureFigures.share(characters, \.isUppercase))
        set("begin_upper", FeatureFigures.share(texts) { $0.first?.isUppercase == true })
        set("begin_digit", FeatureFigures.share(texts) { $0.first?.isNumber == true })
        set("end_digit", FeatureFigures.share(texts) { $0.last?.isNumber == true })
        for (mark, name) in Self.marks {
            let counts = texts.map { text in Double(text.count { $0 == mark }) }
            set("has_" + name, FeatureFigures.share(counts) { $0 > 0 })
            set("many_" + name, log1p(FeatureFigures.mean(counts)))
        }
    }

    private static let marks: [(Character, String)] = [
        (",", "comma"), (".", "dot"), ("-", "dash"), ("/", "slash"), (":", "colon"),
        ("#", "hash"), ("[", "square"),
    ]

    mutating func takeSizes(_ texts: [String]) {
        let lengths = texts.map { Double($0.count) }
        let (low, high) = (lengths.min() ?? 0, lengths.max() ?? 0)
        set("len_min", log1p(low))
        set("len_max", log1p(high))
        set("len_dev", log1p(FeatureFigures.deviation(lengths)))
        set("len_spread", (high - low) / max(1, high))
        let words = texts.map { Double($0.split(whereSeparator: \.isWhitespace).count) }
        set("word_mean", log1p(FeatureFigures.mean(words)))
        set("word_max", log1p(words.max() ?? 0))
        set("word_len", log1p(lengths.reduce(0, +) / max(1, words.reduce(0, +))))
    }

    /// `distinct`: over the whole column.
    mutating func takeLikeness(_ texts: [String], distinct: Double) {
        let kinds = Double(Set(texts).count)
        set("kinds", kinds)
        set("kind_share", kinds / Double(max(1, texts.count)))
        set("kind_fill", kinds / max(1, min(5, distinct)))
        set("pat_kinds", Double(Set(texts.map { String($0.map(Self.kind)) }).count))
        set("pat_len", log1p(FeatureFigures.mean(texts.map { Double(Self.runs($0)) })))
        guard kinds > 1 else { return }
        let shortest = texts.map(\.count).min() ?? 0
        let start = Self.common(texts.map { Array($0) })
        set("start", Double(start) / Double(max(1, shortest)))
        set("start_len", Double(min(10, start)))
        let end = Self.common(texts.map { $0.reversed() })
        set("end", Double(end) / Double(max(1, shortest)))
    }

    private static func kind(_ character: Character) -> Character {
        character.isNumber ? "9" : character.isLetter ? "a" : character
    }

    /// How many runs of one kind of character a text consists of.
    private static func runs(_ text: String) -> Int {
        let kinds = text.map(kind)
        return zip(kinds, kinds.dropFirst()).count { $0 != $1 } + min(1, kinds.count)
    }

    /// How many characters all begin with.
    private static func common(_ texts: [[Character]]) -> Int {
        guard let first = texts.first else { return 0 }
        return texts.reduce(first.count) { length, text in
            zip(first.prefix(length), text).prefix { $0 == $1 }.count
        }
    }

    mutating func takeWords(_ texts: [String]) {
        let words = texts.map { $0.split(whereSeparator: \.isWhitespace) }
        set(
            "digit_words",
            FeatureFigures.mean(
                words.map { FeatureFigures.share($0) { $0.contains(where: \.isNumber) } }))
        set(
            "cap_words",
            FeatureFigures.mean(
                words.map { FeatureFigures.share($0) { $0.first?.isUppercase == true } }))
        let runs = texts.map { Double($0.split { !$0.isNumber }.count) }
        set("digit_runs", FeatureFigures.mean(runs))
    }
}
