// How alike two column names are when one may be a mutilated form of the other: a table's name put before it, vowels
// left out, words cut to their first letters, a number behind it.

/// A name prepared for comparisons.
struct ColumnName: Hashable, Sendable {
    /// Words, in singular.
    let words: [String]
    /// All letters and digits.
    let compact: String
    /// Consonants of the words, each with its first letter.
    let skeleton: String
    /// All letters and digits without vowels, first ones too.
    var consonants: String { compact.filter { !"aeiouy".contains($0) } }

    init(_ text: String) {
        words = NameTokens.split(text).map(NameTokens.singular)
        compact = words.joined()
        skeleton = words.map(Self.skeleton).joined()
    }

    private init(words: [String]) {
        self.words = words
        compact = words.joined()
        skeleton = words.map(Self.skeleton).joined()
    }

    static func skeleton(_ word: String) -> String {
        String(word.prefix(1)) + word.dropFirst().filter { !"aeiouy".contains($0) }
    }

    /// Without a short number behind it: `lat_3` is `lat`.
    var withoutNumber: ColumnName? {
        guard words.count > 1, let last = words.last, last.count <= 3, last.allSatisfy(\.isNumber)
        else { return nil }
        return ColumnName(words: Array(words.dropLast()))
    }
}

enum NameLikeness {
    static let sameConsonants = "the same consonants"

    /// From 0 to 1, with the reason; 1 for the same name.
    static func score(_ left: ColumnName, _ right: ColumnName) -> (score: Double, reason: String) {
        guard !left.compact.isEmpty, !right.compact.isEmpty else { return (0, "") }
        var best = plain(left, right)
        let variants: [(ColumnName?, ColumnName?)] = [
            (left.withoutNumber, right), (left, right.withoutNumber),
            (left.withoutNumber, right.withoutNumber),
        ]
        for (first, second) in variants where best.score < 0.98 {
            guard let first, let second else { continue }
            let stripped = plain(first, second)
            if stripped.score * 0.98 > best.score {
                best = (stripped.score * 0.98, stripped.reason)
            }
        }
        return best
    }

    private static func plain(_ left: ColumnName, _ right: ColumnName) -> (
        score: Double, reason: String
    ) {
        if left.compact == right.compact { return (1, "the same name") }
        if hasPrefix(left, right) || hasPrefix(right, left) {
            return (0.95, "the same name behind a prefix")
        }
        if min(left.skeleton.count, right.skeleton.count) >= 2, left.skeleton == right.skeleton {
            return (0.95, sameConsonants)
        }
        let consonants = left.consonants
        if consonants.count >= 3, consonants == right.consonants {
            return (0.93, sameConsonants)
        }
        if clips(left, right) || clips(right, left) { return (0.93, "the beginnings of its words") }
        let score = NameSimilarity.score(left.words, right.words)
        return (score, "names agree to \(Int(score * 100)) %")
    }

    /// `long` ends with all words of `short`, with other words before them.
    private static func hasPrefix(_ long: ColumnName, _ short: ColumnName) -> Bool {
        guard long.words.count > short.words.count, short.compact.count >= 2 else { return false }
        return long.words.suffix(short.words.count) == short.words[...]
    }

    /// `short` is made of beginnings of all the words of `long`, in order: `touid` of `tournament_id`. One word may
    /// also be cut alone: `loc`.
    private static func clips(_ short: ColumnName, _ long: ColumnName) -> Bool {
        guard short.compact.count >= 3, short.compact.count < long.compact.count else {
            return false
        }
        return clips(Array(short.compact)[...], long.words[...])
    }

    private static func clips(_ letters: ArraySlice<Character>, _ words: ArraySlice<String>) -> Bool
    {
        guard let word = words.first else { return letters.isEmpty }
        guard letters.count >= words.count else { return false }
        let characters = Array(word)
        var common = 0
        while common < characters.count, common < letters.count,
            characters[common] == letters[letters.startIndex + common]
        { common += 1 }
        // At least two letters of each word, unless the word is shorter.
        let least = min(2, characters.count)
        guard common >= least else { return false }
        for taken in stride(from: common, through: least, by: -1)
        where clips(letters.dropFirst(taken), words.dropFirst()) { return true }
        return false
    }
}
