// Points in time as integer microseconds since 1970 (UTC); RFC 3339 text only at the edges.
// The calendar arithmetic is Howard Hinnant's "chrono-compatible low-level date algorithms".

/// A point in time, to the microsecond.
package struct Timestamp: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let microseconds: Int64

    package init(microseconds: Int64) { self.microseconds = microseconds }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.microseconds < right.microseconds
    }

    /// Seconds from `other` to `self`; negative when `other` is later.
    package func seconds(since other: Timestamp) -> Double {
        Double(microseconds - other.microseconds) / 1_000_000
    }

    package func adding(seconds: Double) -> Timestamp {
        Timestamp(microseconds: microseconds + Int64(seconds * 1_000_000))
    }

    /// RFC 3339 in UTC with six decimals: `2026-01-31T12:00:00.000000Z`.
    package var description: String {
        let days = Int(floorDivide(microseconds, 86_400_000_000))
        let rest = Int(microseconds - Int64(days) * 86_400_000_000)
        let (year, month, day) = Timestamp.civil(fromDays: days)
        let seconds = rest / 1_000_000
        return pad(year, 4) + "-" + pad(month, 2) + "-" + pad(day, 2) + "T"
            + pad(seconds / 3600, 2) + ":" + pad(seconds / 60 % 60, 2) + ":" + pad(seconds % 60, 2)
            + "." + pad(rest % 1_000_000, 6) + "Z"
    }

    /// Reads RFC 3339 with `Z` or a numeric offset and up to nine decimals; nil for anything else.
    package init?(_ text: String) {
        var reader = DigitReader(Array(text.utf8))
        guard let year = reader.number(4), reader.take("-"), let month = reader.number(2),
            reader.take("-"), let day = reader.number(2), reader.takeAny("Tt "),
            let hour = reader.number(2), reader.take(":"), let minute = reader.number(2),
            reader.take(":"), let second = reader.number(2),
            (1...12).contains(month), (1...31).contains(day),
            hour < 24, minute < 60, second <= 60
        else { return nil }
        let days = Timestamp.days(fromCivil: year, month, day)
        guard Timestamp.civil(fromDays: days) == (year, month, day) else { return nil }
        var fraction: Int64 = 0
        if reader.take(".") {
            guard let value = reader.fractionInMicroseconds() else { return nil }
            fraction = value
        }
        guard let offsetMinutes = reader.offsetMinutes(), reader.isAtEnd else { return nil }
        let seconds =
            Int64(days) * 86_400 + Int64(hour * 3600 + minute * 60 + second - offsetMinutes * 60)
        microseconds = seconds * 1_000_000 + fraction
    }

    /// Days since 1970-01-01 of a Gregorian date.
    package static func days(fromCivil year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The Gregorian date of a number of days since 1970-01-01.
    package static func civil(fromDays days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}

private func pad(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

private func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
}

/// Takes fixed-width numbers and single characters off the front of a text.
private struct DigitReader {
    let bytes: [UInt8]
    var at = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { at == bytes.count }

    mutating func number(_ width: Int) -> Int? {
        guard at + width <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[at..<at + width] {
            guard (48...57).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        at += width
        return value
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard at < bytes.count, UInt32(bytes[at]) == character.value else { return false }
        at += 1
        return true
    }

    mutating func takeAny(_ characters: String) -> Bool {
        for scalar in characters.unicodeScalars where take(scalar) { return true }
        return false
    }

    mutating func fractionInMicroseconds() -> Int64? {
        var value: Int64 = 0
        var digits = 0
        while at < bytes.count, (48...57).contains(bytes[at]) {
            if digits < 6 { value = value * 10 + Int64(bytes[at] - 48) }
            digits += 1
            at += 1
        }
        guard (1...9).contains(digits) else { return nil }
        for _ in digits..<max(digits, 6) { value *= 10 }
        return value
    }

    mutating func offsetMinutes() -> Int? {
        if takeAny("Zz") { return 0 }
        let sign = take("+") ? 1 : take("-") ? -1 : 0
        guard sign != 0, let hours = number(2), take(":"), let minutes = number(2),
            hours < 24, minutes < 60
        else { return nil }
        return sign * (hours * 60 + minutes)
    }
}
