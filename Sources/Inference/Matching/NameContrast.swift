// Names that are alike but for the very word that tells two columns apart: `cancer_of_kidney` and
// `cancer_of_lip`, `line_1` and `line_2`.

enum NameContrast {
    /// Both names share something, and each has something that the other lacks.
    static func exists(_ left: ColumnName, _ right: ColumnName) -> Bool {
        numbersDiffer(left, right) || wordsDiffer(left, right) || endsDiffer(left, right)
    }

    private static func numbersDiffer(_ left: ColumnName, _ right: ColumnName) -> Bool {
        guard let first = left.words.last, let second = right.words.last, first != second,
            first.allSatisfy(\.isNumber), second.allSatisfy(\.isNumber)
        else { return false }
        return left.words.dropLast() == right.words.dropLast() && left.words.count > 1
    }

    private static func wordsDiffer(_ left: ColumnName, _ right: ColumnName) -> Bool {
        let first = left.words.filter { !$0.allSatisfy(\.isNumber) }
        let second = right.words.filter { !$0.allSatisfy(\.isNumber) }
        guard first.count > 1, second.count > 1 else { return false }
        let alone = { (word: String, others: [String]) in
            word.count > 2 && !others.contains { NameSimilarity.wordScore(word, $0) > 0 }
        }
        let mine = first.filter { alone($0, second) }
        let theirs = second.filter { alone($0, first) }
        return !mine.isEmpty && !theirs.isEmpty && mine.count < first.count
    }

    /// Words written together that begin alike for long and end in other letters.
    private static func endsDiffer(_ left: ColumnName, _ right: ColumnName) -> Bool {
        let first = Array(left.compact)
        let second = Array(right.compact)
        var common = 0
        while common < min(first.count, second.count), first[common] == second[common] {
            common += 1
        }
        guard common >= 10 else { return false }
        let tails = (String(first[common...]), String(second[common...]))
        return tails.0.count > 2 && tails.1.count > 2
            && NameSimilarity.wordScore(tails.0, tails.1) == 0
    }
}
