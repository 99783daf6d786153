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
        if text.hasPrefix("P"), text.count > 2, text.contains(where: \.isNumber) {
            return text.allSatisfy { $0.isNumber || "PYMWDTHS.,".contains($0) }
        }
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
}
