// Lengths of time as people write them: `1h 30min`, `2 days 4 hours`, `45min`, `1h30`.

/// Numbers with units of time behind them, the longest first.
struct DurationText {
    private static let units: [[String]] = [
        ["w", "wk", "wks", "week", "weeks", "woche", "wochen", "semaine", "semaines"],
        ["d", "day", "days", "tag", "tage", "tagen", "jour", "jours"],
        [
            "h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden", "heure", "heures",
            "hora", "horas", "godz", "uur",
        ],
        [
            "m", "min", "mins", "min.", "minute", "minutes", "minuten", "minuto", "minutos",
        ],
        ["s", "sec", "secs", "sec.", "second", "seconds", "sek", "sekunden", "seg"],
    ]
    private static let ranks: [String: Int] = Dictionary(
        units.enumerated().flatMap { rank, names in names.map { ($0, rank) } }
    ) { first, _ in first }

    /// How many numbers it has.
    let parts: Int

    /// Nil for anything else. Behind the last number the unit may be left out where one with a unit came before: `1h30`.
    init?(_ text: String) {
        var rest = Substring(text.lowercased())
        var rank = -1
        var parts = 0
        while !rest.isEmpty {
            let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }
            guard number.first?.isNumber == true, number.utf8.count <= 8 else { return nil }
            rest = rest.dropFirst(number.count).drop { $0.isWhitespace }
            let unit = rest.prefix { $0.isLetter || $0 == "." }
            if unit.isEmpty {
                guard rest.isEmpty, rank >= 0, number.utf8.count == 2 else { return nil }
            } else {
                guard let place = Self.ranks[String(unit)], place > rank else { return nil }
                rank = place
            }
            parts += 1
            rest = rest.dropFirst(unit.count).drop { $0.isWhitespace }
        }
        guard parts > 0 else { return nil }
        self.parts = parts
    }
}
