// Day numbers of spreadsheets as ISO texts, in both epochs, and raw numbers as plain text.

#if canImport(Glibc)
    import Glibc
#endif

enum SerialDate {
    /// ISO text of `serial`; nil when it is no moment (negative, beyond the year 9999).
    static func text(_ serial: Double, _ kind: NumberFormatKind, startsIn1904: Bool) -> String? {
        guard serial >= 0, serial < 2_958_466 else { return nil }
        var day = Int(serial)
        var second = Int(((serial - Double(day)) * 86_400).rounded())
        if second == 86_400 {
            day += 1
            second = 0
        }
        switch kind {
        case .plain: return nil
        case .elapsed:
            let all = day * 86_400 + second
            return "\(all / 3600):" + two(all / 60 % 60) + ":" + two(all % 60)
        case .time where day == 0: return clock(second)
        case .date where second == 0: return date(day, startsIn1904)
        default:
            return date(day, startsIn1904).map { $0 + "T" + clock(second) }
        }
    }

    private static func clock(_ second: Int) -> String {
        two(second / 3600) + ":" + two(second / 60 % 60) + ":" + two(second % 60)
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// Spreadsheets of the 1900 epoch count a 29 February 1900 that never was: number 60.
    private static func date(_ day: Int, _ startsIn1904: Bool) -> String? {
        if !startsIn1904, day == 60 { return "1900-02-29" }
        // Days from 1970-01-01.
        let shift = startsIn1904 ? -24_107 : day < 60 ? -25_568 : -25_569
        let (year, month, number) = civil(day + shift)
        let digits = String(year)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "-" + two(month)
            + "-" + two(number)
    }

    /// Year, month and day of a day number since 1970 in the Gregorian calendar.
    private static func civil(_ days: Int) -> (Int, Int, Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let step = (5 * ofYear + 2) / 153
        let month = step < 10 ? step + 3 : step - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, ofYear - (153 * step + 2) / 5 + 1)
    }
}

enum RawNumber {
    /// `text` as a spreadsheet stores it, without an exponent and without digits beyond the
    /// fifteenth, which only show how the number is stored.
    static func plain(_ text: String) -> String {
        let digits = text.utf8.count { (0x30...0x39).contains($0) }
        let hasExponent = text.utf8.contains { $0 | 0x20 == 0x65 }
        guard digits > 15 || hasExponent, let value = Double(text), value.isFinite else {
            return text
        }
        if value == value.rounded(), abs(value) < 9e15 { return String(Int(value)) }
        // Long digits that are written out were meant so.
        guard hasExponent || text.utf8.contains(0x2E) else { return text }
        let magnitude = value == 0 ? 0 : Int(floor(log10(abs(value))))
        guard magnitude > -60, magnitude < 15 else { return text }
        return fixed(value, places: max(0, 14 - magnitude))
    }

    /// Fifteen digits: spreadsheets show no more.
    private static func fixed(_ value: Double, places: Int) -> String {
        let scaled = (abs(value) * pow(10, Double(places))).rounded()
        guard scaled < 9e15 else { return "\(value)" }
        var digits = String(Int64(scaled))
        if digits.count <= places {
            digits = String(repeating: "0", count: places - digits.count + 1) + digits
        }
        var text = digits.dropLast(places) + "." + digits.suffix(places)
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return (value < 0 ? "-" : "") + text
    }
}
