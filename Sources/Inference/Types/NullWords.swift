// Words that stand for "no value". A list about the world; columns may add their own sentinels.

/// Spellings of missing values.
package enum NullWords {
    private static let common: Set<String> = [
        "", "na", "n/a", "#n/a", "#na", "nan", "null", "none", "nil", "-", "--", "---", "?", "??",
        "???", "\\n", "\\N", "n.a.", "n.a", "k.a.", "k. a.", "#null!", "#value!", "#ref!",
        "#div/0!", "<na>", "<null>", "(null)", "[null]", "nd", "n/d", "s/d", "#n/d", "#nv", "–",
        "—", ".", "..", "...", "missing", "not available", "not applicable", "nat",
        "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity",
    ]

    /// The bytes that they begin with, in either case: most texts need no closer look.
    private static let isFirst: [Bool] = {
        var table = [Bool](repeating: false, count: 256)
        for byte in common.flatMap({ [$0.utf8.first, $0.uppercased().utf8.first] }) {
            if let byte { table[Int(byte)] = true }
        }
        return table
    }()

    /// `text` (trimmed, any case) usually means "missing".
    package static func isCommon(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return true }
        return text.utf8.count <= 14 && isFirst[Int(first)]
            && common.contains(text.lowercased())
    }

    /// Words that mean "missing" among numbers or dates but may be real among words.
    package static func isOrdinaryWord(_ text: String) -> Bool {
        ordinary.contains(text.lowercased())
    }

    /// No number is infinite: what a program wrote where it had none.
    private static let ordinary: Set<String> = [
        "none", "missing", "nil", "na", "nd", "null", "not applicable", "inf", "infinity",
    ]

    /// Whether `text` is a value like the others of a column with this meaning: `NA` among codes of countries, `Nan`
    /// among names of people, who write it neither like programs nor like abbreviations.
    static func isValue(_ text: String, of semantic: Semantic?) -> Bool {
        switch semantic {
        case .countryCode: WordLists.countryCodeSet.contains(text)
        case .personName:
            text.count > 1 && text.allSatisfy(\.isLetter) && text.first?.isUppercase == true
                && text.dropFirst().allSatisfy(\.isLowercase)
        default: false
        }
    }
}
