// Texts that are written like a date and name a day that no calendar has: `31.02.2023`. They are no dates, but they do
// not speak for another type either: in a column of dates they are slips, and are told as such.

enum ImpossibleDay {
    private static let shortMonths: Set<Int> = [2, 4, 6, 9, 11]

    /// Whether `text` is three numbers with one mark between them, a year of four digits, a month, and the 29th, 30th or
    /// 31st of a month that is shorter.
    static func isOne(_ text: String) -> Bool {
        guard (8...10).contains(text.utf8.count),
            let mark = text.utf8.first(where: { !isDigit($0) }), "./-".utf8.contains(mark)
        else { return false }
        let parts = text.utf8.split(separator: mark, omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isDigit) }) else {
            return false
        }
        let numbers = parts.compactMap { Int(Substring($0)) }
        guard numbers.count == 3 else { return false }
        if parts[0].count == 4, parts[1].count <= 2, parts[2].count <= 2 {
            return isBeyond(day: numbers[2], month: numbers[1], year: numbers[0])
        }
        guard parts[2].count == 4, parts[0].count <= 2, parts[1].count <= 2 else { return false }
        return isBeyond(day: numbers[0], month: numbers[1], year: numbers[2])
            || isBeyond(day: numbers[1], month: numbers[0], year: numbers[2])
    }

    private static func isBeyond(day: Int, month: Int, year: Int) -> Bool {
        shortMonths.contains(month) && day <= 31 && day > MomentText.days(month, year)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
