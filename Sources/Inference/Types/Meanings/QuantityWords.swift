// Durations and numbers with units.

/// Tests for quantities.
enum QuantityWords {
    private static let units: Set<String> = [
        "kg", "g", "mg", "µg", "t", "lb", "lbs", "oz", "km", "m", "cm", "mm", "µm", "nm", "mi",
        "mile", "miles", "ft", "in", "yd", "l",
        "ml", "cl", "dl", "gal", "°c", "°f", "k", "c", "mb", "gb", "kb", "tb", "b", "bytes", "km/h",
        "mph", "m/s", "kmh", "w", "kw", "mw", "kwh",
        "mwh", "wh", "v", "mv", "a", "ma", "hz", "khz", "mhz", "ghz", "pa", "hpa", "kpa", "bar",
        "mbar", "psi", "m2", "m²", "m3", "m³", "km2", "km²",
        "ha", "ac", "acres", "sqft", "j", "kj", "cal", "kcal", "n", "nm", "db", "ppm", "ppb", "px",
        "pt", "dpi", "rpm", "mol", "lux", "lm", "°",
        "s", "sec", "ms", "min", "h", "hr", "hrs", "hours", "days", "years", "yrs", "pcs", "stk",
        "st", "gal.", "mg/l", "g/l", "mm/h", "ah", "mah",
    ]

    static func isMeasurement(_ text: String) -> Bool {
        guard let first = text.first, first.isNumber || first == "-" || first == "+" || first == "."
        else { return false }
        let number = text.prefix { $0.isNumber || "+-.,' \u{A0}\u{202F}".contains($0) }
        let unit = text.dropFirst(number.count)
        guard !unit.isEmpty, number.contains(where: \.isNumber) else { return false }
        return units.contains(unit.lowercased())
    }

    static func isDuration(_ text: String) -> Bool {
        if text.hasPrefix("P") { return isPeriod(text.utf8.dropFirst()) }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        if parts.count == 3, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isNumber) }) {
            return (Int(parts[1]) ?? 60) < 60
        }
        let words = text.lowercased().split(separator: " ")
        let units = [
            "h", "hr", "hrs", "hours", "hour", "min", "mins", "minutes", "s", "sec", "d", "days",
            "day", "m", "std", "week", "weeks",
        ]
        guard (1...6).contains(words.count), text.contains(where: \.isNumber) else { return false }
        return words.count >= 2 && text.contains(where: \.isLetter)
            && words.allSatisfy { word in
                Int(word) != nil || units.contains(String(word))
                    || units.contains(String(word.drop { $0.isNumber }))
                        && word.first?.isNumber == true
            }
            && !(words.count == 2 && Int(words[0]) != nil
                && ["m", "s", "d", "h"].contains(words[1]))
    }

    /// What stands behind the `P` of ISO 8601: numbers, each with its unit, the units in order. `P001` has none.
    private static func isPeriod(_ bytes: Substring.UTF8View) -> Bool {
        var units = Array("YMWD".utf8)[...]
        var isTime = false
        var digits = 0
        var parts = 0
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
            case UInt8(ascii: "."), UInt8(ascii: ","):
                guard digits > 0 else { return false }
            case UInt8(ascii: "T"):
                guard !isTime, digits == 0 else { return false }
                isTime = true
                units = Array("HMS".utf8)[...]
            default:
                guard digits > 0, let place = units.firstIndex(of: byte) else { return false }
                units = units[(place + 1)...]
                digits = 0
                parts += 1
            }
        }
        return parts > 0 && digits == 0
    }
}
