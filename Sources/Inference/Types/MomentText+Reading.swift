// From the parts of a moment to a calendar day, ISO text and a pattern.

extension MomentText {
    /// Year, month and day under `order`; nil when no such day exists. Two-digit years lie in the
    /// hundred years that end with `pivot`. A month without a day counts as its first day.
    func day(in order: DateOrder, pivot: Int) -> (year: Int, month: Int, day: Int)? {
        guard let parts = parts(in: order) else { return nil }
        var year = parts.year.value
        if parts.year.digits == 2 {
            year += pivot / 100 * 100
            if year > pivot { year -= 100 }
        } else if parts.year.digits != 4 {
            return nil
        }
        let month = parts.month.value
        let day = parts.day?.value ?? 1
        guard parts.month.isName || parts.month.digits <= 2, (parts.day?.digits ?? 1) <= 2,
            (1...12).contains(month), (1...Self.days(month, year)).contains(day), year > 0
        else { return nil }
        return (year, month, day)
    }

    private func parts(in order: DateOrder) -> (year: Field, month: Field, day: Field?)? {
        if fields.count == 2 {
            return fields[0].digits == 4 && !fields[0].isName
                ? (order == .yearMonthDay ? (fields[0], fields[1], nil) : nil)
                : (order == .monthDayYear ? (fields[1], fields[0], nil) : nil)
        }
        guard fields.count == 3 else { return nil }
        let name = fields.firstIndex(where: \.isName)
        switch order {
        case .yearMonthDay:
            guard name == nil || name == 1, fields[2].digits <= 2 else { return nil }
            return (fields[0], fields[1], fields[2])
        case .dayMonthYear:
            guard name == nil || name == 1 else { return nil }
            return (fields[2], fields[1], fields[0])
        case .monthDayYear:
            guard name == nil || name == 0 else { return nil }
            return (fields[2], fields[0], fields[1])
        }
    }

    static func days(_ month: Int, _ year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// ISO 8601 text under `order`, nil when the date does not exist so.
    func iso(in order: DateOrder?, pivot: Int) -> String? {
        guard hasDate else { return time?.iso }
        guard let order, let day = day(in: order, pivot: pivot) else { return nil }
        let date = "\(padded(day.year, 4))-\(padded(day.month, 2))-\(padded(day.day, 2))"
        return time.map { "\(date)T\($0.iso)" } ?? date
    }

    /// The pattern in Java letters; `d`, `M` and `H` double where the text has two digits.
    func pattern(in order: DateOrder?) -> String {
        var text = weekdayBefore ? "EEE, " : ""
        if hasDate, let order, let roles = letters(in: order) {
            for (index, field) in fields.enumerated() {
                text += Self.letters(roles[index], field)
                let mark = index < marks.count ? marks[index] : ""
                text += field.isName && mark.hasPrefix(".") ? String(mark.dropFirst()) : mark
            }
        }
        guard let time else { return text }
        return text + (hasDate ? joint : "") + time.pattern
    }

    /// Whether `other` has the same pattern in every order.
    func isWritten(as other: MomentText) -> Bool {
        guard fields.count == other.fields.count, weekdayBefore == other.weekdayBefore,
            joint == other.joint, marks == other.marks
        else { return false }
        for (own, their) in zip(fields, other.fields) {
            guard own.digits == their.digits, own.isName == their.isName else { return false }
        }
        switch (time, other.time) {
        case (nil, nil): return true
        case (let own?, let their?): return own.isWritten(as: their)
        default: return false
        }
    }

    private func letters(in order: DateOrder) -> [Character]? {
        if fields.count == 2 { return order == .yearMonthDay ? ["y", "M"] : ["M", "y"] }
        return switch order {
        case .yearMonthDay: ["y", "M", "d"]
        case .dayMonthYear: ["d", "M", "y"]
        case .monthDayYear: ["M", "d", "y"]
        }
    }

    private static func letters(_ letter: Character, _ field: Field) -> String {
        if field.isName { return field.digits > 4 ? "MMMM" : "MMM" }
        return String(repeating: letter, count: field.digits)
    }
}

/// `value` with zeros before it up to `width` digits.
func padded(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.count)) + text
}
