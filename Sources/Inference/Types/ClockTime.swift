// A time of day with its zone, as a text shows it.

/// The parts of a time.
struct ClockTime: Hashable {
    var hour: Int
    var minute: Int
    var second: Int?
    /// Digits of the fraction.
    var fraction = ""
    var isHalfDay = false
    var hasPaddedHour: Bool
    /// `Z`, `+09:00` … in ISO form.
    var zone: String?
    private var zoneBlank = false
    private var markBlank = false

    private static let before: Set<String> = ["am", "a", "上午", "오전"]
    private static let after: Set<String> = ["pm", "p", "下午", "오후"]

    /// `08:30:00`.
    init(_ hour: Int, _ minute: Int, _ second: Int) {
        self.hour = hour
        self.minute = minute
        self.second = second
        hasPaddedHour = true
    }

    /// Reads a time off the front of `rest`; nil, with `rest` as it was, when none stands there.
    init?(_ rest: inout ArraySlice<MomentToken>) {
        var tokens = rest
        guard case .number(let hour, let hourDigits)? = tokens.popFirst(), hourDigits <= 2,
            case .mark(":")? = tokens.popFirst(),
            case .number(let minute, 2)? = tokens.popFirst(), minute < 60
        else { return nil }
        self.hour = hour
        self.minute = minute
        hasPaddedHour = hourDigits == 2
        Self.takeSeconds(&tokens, &second, &fraction)
        guard takeHalf(&tokens), takeZone(&tokens), self.hour < 24, (second ?? 0) < 61 else {
            return nil
        }
        rest = tokens
    }

    private static func takeSeconds(
        _ tokens: inout ArraySlice<MomentToken>, _ second: inout Int?, _ fraction: inout String
    ) {
        let start = tokens.startIndex
        guard tokens.count >= 2, case .mark(":") = tokens[start],
            case .number(let value, 2) = tokens[start + 1]
        else { return }
        second = value
        tokens.removeFirst(2)
        guard tokens.count >= 2, case .mark(let mark) = tokens[start + 2],
            mark == "." || mark == ",",
            case .number(let part, let digits) = tokens[start + 3]
        else { return }
        fraction = padded(part, digits)
        tokens.removeFirst(2)
    }

    private mutating func takeHalf(_ tokens: inout ArraySlice<MomentToken>) -> Bool {
        var peek = tokens
        MomentText.dropBlanks(&peek)
        guard case .word(let word)? = peek.first else { return true }
        var mark = word.lowercased()
        var length = 1
        // `a.m.` comes in pieces.
        if mark == "a" || mark == "p", peek.count >= 4 {
            mark += "m"
            length = 4
        }
        guard Self.before.contains(mark) || Self.after.contains(mark) else { return true }
        guard (1...12).contains(hour) else { return false }
        markBlank = peek.startIndex > tokens.startIndex
        isHalfDay = true
        if Self.after.contains(mark) { hour = hour % 12 + 12 } else { hour %= 12 }
        tokens = peek.dropFirst(length)
        return true
    }

    private mutating func takeZone(_ tokens: inout ArraySlice<MomentToken>) -> Bool {
        if tokens.isEmpty { return true }
        var peek = tokens
        MomentText.dropBlanks(&peek)
        zoneBlank = peek.startIndex > tokens.startIndex
        switch peek.popFirst() {
        case .word(let word)? where ["z", "utc", "gmt"].contains(word.lowercased()):
            zone = "Z"
        case .mark(let sign)? where sign == "+" || sign == "-" || sign == "\u{2212}":
            guard let offset = Self.offset(&peek) else { return false }
            zone = (sign == "+" ? "+" : "-") + offset
        default: return false
        }
        tokens = peek
        return true
    }

    private static func offset(_ peek: inout ArraySlice<MomentToken>) -> String? {
        guard case .number(let value, let digits)? = peek.popFirst() else { return nil }
        if digits == 4 { return "\(padded(value / 100, 2)):\(padded(value % 100, 2))" }
        guard digits <= 2, value <= 14 else { return nil }
        guard case .mark(":")? = peek.first else { return "\(padded(value, 2)):00" }
        peek.removeFirst()
        guard case .number(let minutes, 2)? = peek.popFirst() else { return nil }
        return "\(padded(value, 2)):\(padded(minutes, 2))"
    }

    /// ISO 8601, seconds always there.
    var iso: String {
        let base = "\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second ?? 0, 2))"
        return base + (fraction.isEmpty ? "" : "." + fraction) + (zone ?? "")
    }

    /// The first moment of a day, in whatever zone.
    var isMidnight: Bool {
        hour == 0 && minute == 0 && (second ?? 0) == 0 && fraction.allSatisfy { $0 == "0" }
    }

    /// Whether `other` has the same pattern.
    func isWritten(as other: ClockTime) -> Bool {
        hasPaddedHour == other.hasPaddedHour && isHalfDay == other.isHalfDay
            && markBlank == other.markBlank && zoneBlank == other.zoneBlank
            && (second == nil) == (other.second == nil) && (zone == nil) == (other.zone == nil)
            && fraction.utf8.count == other.fraction.utf8.count
    }

    /// The pattern in Java letters.
    var pattern: String {
        let letter = isHalfDay ? "h" : "H"
        var text = (hasPaddedHour ? letter + letter : letter) + ":mm"
        if second != nil { text += ":ss" }
        if !fraction.isEmpty { text += "." + String(repeating: "S", count: fraction.count) }
        if isHalfDay { text += markBlank ? " a" : "a" }
        if zone != nil { text += zoneBlank ? " X" : "X" }
        return text
    }
}
