// What a column is called in the vocabulary of labelled tables, where that differs from what its cells become: there a
// whole number with a percent sign is a text, and what only counts within the calendar is a date.

extension ColumnInference {
    /// The base type as labels name it. Import stores the reading's: `83%` is labelled a text and stored as 83, while
    /// `12.5%` is a decimal either way.
    package var label: BaseType {
        switch (reading.base, reading.semantic) {
        case (.decimal, .percent):
            statistics.frequent.contains { $0.text.contains { ".,".contains($0) } }
                ? .decimal : .string
        case (.integer, .month), (.string, .year): .date
        default: reading.base
        }
    }
}
