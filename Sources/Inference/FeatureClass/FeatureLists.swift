// Features of sample values that hold more than one thing: lists, numbers among words, codes.

#if canImport(Glibc)
    import Glibc
#endif

extension FeatureClassFeatures {
    /// `texts`: the samples without blanks and null words.
    mutating func takeLists(_ texts: [String]) {
        for (mark, name) in Self.separators {
            let lists = texts.map { $0.split(separator: mark, omittingEmptySubsequences: false) }
            let counts = lists.map { Double($0.count) }
            set("parts_" + name, log(max(1, FeatureFigures.mean(counts))))
            let parts = lists.filter { $0.count > 1 }.flatMap { $0 }.map { trimmedCell(String($0)) }
            set("cut_" + name, FeatureFigures.share(counts) { $0 > 1 })
            guard !parts.isEmpty else { continue }
            let words = parts.map { Double($0.split(whereSeparator: \.isWhitespace).count) }
            set("part_words_" + name, FeatureFigures.mean(words))
            set("part_again_" + name, 1 - Double(Set(parts).count) / Double(parts.count))
        }
    }

    private static let separators: [(Character, String)] = [
        (",", "comma"), (";", "semicolon"), ("|", "pipe"), ("/", "slash"),
    ]

    /// `texts`: the samples without blanks and null words.
    mutating func takeMixtures(_ texts: [String]) {
        set("bracketed", FeatureFigures.share(texts, Self.isBracketed))
        set(
            "number_in",
            FeatureFigures.share(texts) { !CellShape.isNumber($0) && Self.holdsNumber($0) })
        set("code_like", FeatureFigures.share(texts, Self.isCodeLike))
        set("number_unit", FeatureFigures.share(texts) { Self.unit($0) != nil })
        set("percents", FeatureFigures.share(texts) { Self.unit($0) == "%" })
    }

    private static func isBracketed(_ text: String) -> Bool {
        switch (text.first, text.last) {
        case ("[", "]"), ("{", "}"), ("(", ")"): true
        default: false
        }
    }

    /// Some word of it is a number.
    private static func holdsNumber(_ text: String) -> Bool {
        text.split { !$0.isLetter && !$0.isNumber && !"_,.".contains($0) }.contains { word in
            word.first?.isNumber == true && word.allSatisfy { $0.isNumber || ",.".contains($0) }
        }
    }

    /// Letters and digits without blanks.
    private static func isCodeLike(_ text: String) -> Bool {
        text.contains(where: \.isNumber) && text.contains(where: \.isLetter)
            && text.allSatisfy { $0.isASCII && ($0.isNumber || $0.isLetter || "._/-".contains($0)) }
    }

    /// What stands behind the only number of a text.
    private static func unit(_ text: String) -> String? {
        var rest = text.lowercased()[...]
        if let sign = rest.first, "+-".contains(sign) { rest = rest.dropFirst() }
        let digits = rest.prefix { $0.isNumber || $0 == "," || $0 == "." }
        guard digits.contains(where: \.isNumber) else { return nil }
        rest = rest.dropFirst(digits.count)
        if rest.first?.isWhitespace == true { rest = rest.dropFirst() }
        if rest.last == "." { rest = rest.dropLast() }
        guard (1...10).contains(rest.count),
            rest.allSatisfy({ $0.isASCII && $0.isLetter || "%°\"'".contains($0) })
        else { return nil }
        return String(rest)
    }
}
