// The cells that most columns consist of, recognised without taking them apart: plain numbers, ISO
// dates. What is not recognised here is read the long way, with the same result.

enum PlainCell {
    /// How a plain number is written.
    enum Number {
        /// `0`, `12`, `-7`: no leading zeros.
        case whole
        /// `0.5`, `-12.50`.
        case fraction
    }

    /// Nil for anything else.
    static func number(_ text: String) -> Number? {
        var text = text
        return text.withUTF8 { bytes in unsafe number(bytes) }
    }

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Number? {
        guard bytes.count <= 18, let sign = unsafe bytes.first else { return nil }
        let start = sign == 0x2D ? 1 : 0
        guard start < bytes.count, unsafe isDigit(bytes[start]) else { return nil }
        // Minus nought is left to those who know what becomes of it.
        let isZero = unsafe bytes[start] == 0x30
        if isZero, start == 1 { return nil }
        var dot = -1
        for index in (start + 1)..<max(start + 1, bytes.count) {
            let byte = unsafe bytes[index]
            if byte == 0x2E, dot < 0 {
                dot = index
            } else if !isDigit(byte) {
                return nil
            }
        }
        if dot < 0 { return isZero && bytes.count > 1 ? nil : .whole }
        guard dot < bytes.count - 1, !isZero || dot == start + 1 else { return nil }
        return .fraction
    }

    /// A number of digits with at most one mark: a date or a time only if it has eight digits and no mark.
    static func isNoMoment(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var marks = 0
            for index in 0..<bytes.count {
                let byte = unsafe bytes[index]
                if byte == 0x2E || byte == 0x2C {
                    marks += 1
                } else if !isDigit(byte) {
                    return false
                }
            }
            return marks == 1 || marks == 0 && bytes.count != 8
        }
    }

    /// The numbers of a moment in ISO form.
    struct Moment {
        var year: Int
        var month: Int
        var day: Int
        var clock: (hour: Int, minute: Int, second: Int)?
        /// A T stands between day and time, not a blank.
        var hasT = false
    }

    /// `2024-02-29`, alone or with `T08:30:00` or ` 08:30:00` behind it, a moment that exists.
    static func moment(_ text: String) -> Moment? {
        var text = text
        return text.withUTF8 { bytes in unsafe moment(bytes) }
    }

    private static func moment(_ bytes: UnsafeBufferPointer<UInt8>) -> Moment? {
        guard bytes.count == 10 || bytes.count == 19, unsafe isDate(bytes),
            let century = unsafe pair(bytes, 0), let year = unsafe pair(bytes, 2),
            let month = unsafe pair(bytes, 5), let day = unsafe pair(bytes, 8)
        else { return nil }
        var moment = Moment(year: century * 100 + year, month: month, day: day)
        guard bytes.count == 19 else { return moment }
        let joint = unsafe bytes[10]
        guard joint == 0x54 || joint == 0x20, unsafe bytes[13] == 0x3A && bytes[16] == 0x3A,
            let hour = unsafe pair(bytes, 11), let minute = unsafe pair(bytes, 14),
            let second = unsafe pair(bytes, 17), hour < 24, minute < 60, second < 60
        else { return nil }
        moment.clock = (hour, minute, second)
        moment.hasT = joint == 0x54
        return moment
    }

    /// `2024-02-29`, a day that exists.
    static func isISODate(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in unsafe bytes.count == 10 && isDate(bytes) }
    }

    /// `2024-02-29T08:30:00` or with a blank instead of the T, a moment that exists: with the T.
    static func isoMoment(_ text: String) -> String? {
        guard let moment = moment(text), moment.clock != nil else { return nil }
        return moment.hasT ? text : text.prefix(10) + "T" + text.suffix(8)
    }

    private static func isDate(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard unsafe bytes[4] == 0x2D && bytes[7] == 0x2D, let century = unsafe pair(bytes, 0),
            let year = unsafe pair(bytes, 2), let month = unsafe pair(bytes, 5),
            let day = unsafe pair(bytes, 8), century * 100 + year > 0
        else { return false }
        return (1...12).contains(month) && day >= 1
            && day <= MomentText.days(month, century * 100 + year)
    }

    private static func pair(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
        let (tens, ones) = unsafe (bytes[at], bytes[at + 1])
        guard isDigit(tens), isDigit(ones) else { return nil }
        return Int(tens - 0x30) * 10 + Int(ones - 0x30)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
