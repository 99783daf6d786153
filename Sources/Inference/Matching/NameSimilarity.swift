// How alike two names are: words in common, one shortened to the other, letters in common.

/// Compares names.
package enum NameSimilarity {
    /// From 0 to 1; 1 for the same words.
    package static func score(_ left: String, _ right: String) -> Double {
        score(
            NameTokens.split(left).map(NameTokens.singular),
            NameTokens.split(right).map(NameTokens.singular))
    }

    /// The same for words in singular.
    static func score(_ first: [String], _ second: [String]) -> Double {
        guard !first.isEmpty, !second.isEmpty else { return 0 }
        let (left, right) = (first.joined(), second.joined())
        if first == second || left == right { return 1 }
        // `last_name` and `Nachname`: one thing, in two words and in one.
        if NameSynonyms.agree(left, right) { return 0.95 }
        return max(words(cut(first), cut(second)), 0.9 * trigrams(left, right))
    }

    /// With compounds cut into their words.
    private static func cut(_ words: [String]) -> [String] {
        words.flatMap { word in
            NameSynonyms.compound(word).map { [$0.0, $0.1] } ?? [word]
        }
    }

    /// Pairs each word with its best counterpart; what stays alone counts against it. An `id` is no
    /// name of the thing.
    private static func words(_ first: [String], _ second: [String]) -> Double {
        var used: Set<Int> = []
        var sum = 0.0
        for word in first {
            var best = (index: -1, score: 0.0)
            for (index, other) in second.enumerated() where !used.contains(index) {
                let score = wordScore(word, other)
                if score > best.score { best = (index, score) }
            }
            if best.score > 0 { used.insert(best.index) }
            sum += best.score
        }
        let total = Double(max(first.count, second.count))
        let smaller = Double(min(first.count, second.count))
        let share = 0.75 * sum / total + 0.25 * sum / smaller
        // Words that tell two columns about one thing apart: `customer_id`, `customer_name`.
        let parts: Set<String> = [
            "id", "name", "code", "no", "nr", "key", "type", "date", "status",
        ]
        let mine = Set(first).intersection(parts)
        let theirs = Set(second).intersection(parts)
        return !mine.isEmpty && !theirs.isEmpty && mine.isDisjoint(with: theirs)
            ? share * 0.5 : share
    }

    static func wordScore(_ left: String, _ right: String) -> Double {
        if left == right { return 1 }
        if NameSynonyms.agree(left, right) { return 0.9 }
        let (short, long) = left.count <= right.count ? (left, right) : (right, left)
        if short.count >= 3, long.hasPrefix(short) { return 0.8 }
        if short.count >= 2, NameAffinity.abbreviates([short], [long]) { return 0.7 }
        let common = trigrams(left, right)
        return common > 0.5 ? common : 0
    }

    private static func trigrams(_ left: String, _ right: String) -> Double {
        let first = grams(left)
        let second = grams(right)
        let common = first.intersection(second).count
        return 2 * Double(common) / Double(first.count + second.count)
    }

    private static func grams(_ text: String) -> Set<String> {
        let padded = Array("  " + text + " ")
        return Set((0..<(padded.count - 2)).map { String(padded[$0..<($0 + 3)]) })
    }
}
