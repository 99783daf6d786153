// ISO 8601 texts of dates and times: `2026-01-31`, `2026-01-31T12:00:00[.fff][Z|+hh:mm]`, `12:00[:00[.fff]]`.

internal import EventSourcing

/// What dates and times look like in values.
package enum CalendarText {
    /// A day of the calendar, and nothing else.
    package static func isDate(_ text: String) -> Bool {
        guard text.utf8.count == 10 else { return false }
        var (year, month, day) = (0, 0, 0)
        for (index, byte) in text.utf8.enumerated() {
            if index == 4 || index == 7 {
                guard byte == UInt8(ascii: "-") else { return false }
                continue
            }
            guard (48...57).contains(byte) else { return false }
            let digit = Int(byte) - 48
            switch index {
            case ..<4: year = year * 10 + digit
            case ..<7: month = month * 10 + digit
            default: day = day * 10 + digit
            }
        }
        guard (1...12).contains(month), day >= 1 else { return false }
        return Timestamp.civil(fromDays: Timestamp.days(fromCivil: year, month, day))
            == (year, month, day)
    }

    /// A zone may be left out: then the time is local to whoever wrote it.
    static func isDateTime(_ text: String) -> Bool {
        guard text.utf8.count >= 16, let mark = text.firstIndex(where: { "Tt ".contains($0) })
        else { return false }
        let time = text[text.index(after: mark)...]
        return isDate(String(text[..<mark])) && isTime(String(withoutZone(time)))
    }

    static func isTime(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts[0].utf8.count == 2, parts[1].utf8.count == 2,
            let hour = number(parts[0]), let minute = number(parts[1]), hour < 24, minute < 60
        else { return false }
        guard parts.count == 3 else { return true }
        let seconds = parts[2].split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(seconds.count), seconds[0].utf8.count == 2,
            let second = number(seconds[0]), second <= 60
        else { return false }
        return seconds.count == 1 || (!seconds[1].isEmpty && number(seconds[1]) != nil)
    }

    private static func withoutZone(_ time: Substring) -> Substring {
        if time.hasSuffix("Z") || time.hasSuffix("z") { return time.dropLast() }
        guard let sign = time.lastIndex(where: { $0 == "+" || $0 == "-" }),
            isTime(String(time[time.index(after: sign)...]))
        else { return time }
        return time[..<sign]
    }

    private static func number(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
    }
}
