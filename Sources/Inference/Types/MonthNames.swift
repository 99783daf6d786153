// Names of the months and of the days of the week in the languages that tables come in.

/// Month and weekday names, full, inflected and abbreviated.
package enum MonthNames {
    private static let numbers: [String: Int] = {
        var result: [String: Int] = [:]
        for (index, names) in WordLists.months.enumerated() {
            for name in names.split(whereSeparator: \.isWhitespace) {
                result[String(name)] = index + 1
            }
        }
        return result
    }()

    private static let weekdays = Set(WordLists.weekdays.split(separator: "|").map(String.init))

    /// The number of the month called `word` (any case, no full stop), in full or abbreviated.
    package static func number(of word: String) -> Int? {
        guard word.utf8.count <= 24 else { return nil }
        return numbers[word.lowercased()]
    }

    /// `word` (any case) names a day of the week.
    package static func isWeekday(_ word: String) -> Bool {
        word.utf8.count <= 40 && weekdays.contains(word.lowercased())
    }
}
