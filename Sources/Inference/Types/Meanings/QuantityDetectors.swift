// Meanings of numbers and of time: percent, money, ages, years, months, weekdays, durations,
// measurements.

extension SemanticDetectors {
    private static let durationWords: Set<String> = [
        "duration", "elapsed", "dauer", "durée", "runtime",
    ]

    static let quantities: [any SemanticDetector] = [
        NumberMeaningVote(), MoneyVote(),
        TextVote(
            semantic: .month,
            headers: ["month", "monat", "mois", "mes", "mese", "mês", "maand", "måned", "månad"],
            alone: 0.97, from: [.string], evidence: "names of months"
        ) { MonthNames.number(of: $0) != nil },
        TextVote(
            semantic: .dayOfWeek,
            headers: ["weekday", "dow", "wochentag", "jour", "day", "día", "tag"],
            alone: 0.97, from: [.string], evidence: "days of the week", test: MonthNames.isWeekday),
        TextVote(
            semantic: .duration, headers: durationWords, alone: 0.93, from: [.string],
            evidence: "lengths of time", test: QuantityWords.isDuration),
        TextVote(
            semantic: .duration, headers: durationWords, alone: 0, withHeader: 0.8, from: [.time],
            evidence: "lengths of time", test: QuantityWords.isDuration),
        DurationVote(),
        TextVote(
            semantic: .measurement,
            headers: [
                "length", "weight", "size", "height", "width", "distance", "measurement", "gewicht",
                "länge",
            ],
            alone: 0.93, from: [.string], evidence: "numbers with a unit",
            test: QuantityWords.isMeasurement),
    ]
}
