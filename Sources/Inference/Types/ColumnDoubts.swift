// What a decided column leaves in doubt: numbers and dates that may stand for "missing", dates that a spreadsheet made
// of codes, and texts that lack the shape of all the others. They are told, never changed.

import JSONText

/// Looks for doubtful values of one column.
struct ColumnDoubts {
    private let values: ColumnValues
    private let reading: ColumnReading
    private let enough = 4

    init(_ values: ColumnValues, _ reading: ColumnReading) {
        self.values = values
        self.reading = reading
    }

    /// Sentences about values that may mean "missing".
    func sentinels() -> [String] {
        switch reading.base {
        case .integer, .decimal: numericSentinels()
        case .date, .datetime: temporalSentinels()
        default: []
        }
    }

    private func sentence(_ value: DistinctValue) -> String {
        let cells = value.count == 1 ? "once" : "\(value.count) times"
        return "\(value.text) (\(cells), first in row \(value.firstRow)) is far from the others: "
            + "a sentinel for \"missing\"?"
    }

    /// Nothing but nines, far below or above all other values.
    private func numericSentinels() -> [String] {
        let numbers = values.values.compactMap { value -> (Double, DistinctValue)? in
            guard let number = (try? reading.parse(value.text))?.double else { return nil }
            return (number, value)
        }
        let (odd, plain) = numbers.split { Self.isNines($0.1.text) }
        guard plain.count >= 3 || plain.count >= 2 && !odd.isEmpty,
            let low = plain.map(\.0).min(), let high = plain.map(\.0).max()
        else { return [] }
        let reach = max(high - low, abs(high), abs(low), 1) * 3
        return odd.filter { $0.0 < low - reach || $0.0 > high + reach }.map { sentence($0.1) }
    }

    private static func isNines(_ text: String) -> Bool {
        guard text.utf8.first(where: { !(0x2C...0x2E).contains($0) }) == 0x39 else { return false }
        let digits = text.utf8.filter { (0x30...0x39).contains($0) }
        let whole = text.split(whereSeparator: { $0 == "." || $0 == "," }).first ?? ""
        let nines = whole.utf8.filter { $0 != 0x2D }
        return nines.count >= 2 && nines.allSatisfy { $0 == 0x39 }
            && digits.dropFirst(nines.count).allSatisfy { $0 == 0x30 || $0 == 0x39 }
    }

    private static let edges: Set<String> = [
        "9999-12-31", "9999-01-01", "2999-12-31", "0001-01-01", "1000-01-01", "1900-01-01",
        "1899-12-30", "1970-01-01",
    ]

    private func temporalSentinels() -> [String] {
        let dates = values.values.compactMap { value -> (Int, String, DistinctValue)? in
            guard let iso = (try? reading.parse(value.text))?.string, let year = Int(iso.prefix(4))
            else { return nil }
            return (year, String(iso.prefix(10)), value)
        }
        let (odd, plain) = dates.split { Self.edges.contains($0.1) }
        guard plain.count >= 2, let low = plain.map(\.0).min(), let high = plain.map(\.0).max()
        else { return [] }
        return odd.filter { $0.0 < low - 20 || $0.0 > high + 20 }.map { sentence($0.2) }
    }

    /// Texts that do not look like the rest of a column of texts.
    func strangers() -> [DistinctValue] {
        guard reading.base == .string, values.values.count >= enough else { return [] }
        if let semantic = reading.semantic, Self.exact.contains(semantic),
            let test = SemanticDetectors.test(of: semantic)
        {
            return values.values.filter { value in
                !reading.nullWords.contains(value.text)
                    && !test(ColumnReading.unguarded(value.text))
            }
        }
        let dates = values.values.filter { Self.isSpreadsheetDate($0.text) }
        return dates.count * 5 <= values.values.count * 2 ? dates : []
    }

    /// Meanings that every cell must have the shape of.
    private static let exact: Set<Semantic> = [
        .email, .url, .uuid, .ip, .mac, .iban, .isbn, .creditCard,
    ]

    /// `2-Sep`, `Sep-02`: what spreadsheets show in place of codes such as SEPT2.
    private static func isSpreadsheetDate(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 7 else { return false }
        let isMonth = parts.map { $0.count == 3 && MonthNames.number(of: String($0)) != nil }
        let isDay = parts.map { (1...2).contains($0.utf8.count) && Int($0) != nil }
        return isMonth[0] && isDay[1] || isDay[0] && isMonth[1]
    }
}

extension Array {
    /// The elements that satisfy `test`, and the others.
    fileprivate func split(_ test: (Element) -> Bool) -> ([Element], [Element]) {
        (filter(test), filter { !test($0) })
    }
}

extension SemanticDetectors {
    /// The test of single texts behind a meaning; nil where it is more than that.
    static func test(of semantic: Semantic) -> (@Sendable (String) -> Bool)? {
        all.lazy.compactMap { $0 as? TextVote }.first { $0.semantic == semantic }?.test
    }
}
