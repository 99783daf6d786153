// The columns of one table: decided on all processors, twice where that helps. What the clear ones
// prove of the habits of the file decides the doubtful ones.

import Tables

/// Infers the columns of one table.
struct TableColumns {
    private let values: [ColumnValues]
    private let layout: TableLayout
    /// The types that a person chose.
    private let types: [TypeOverride?]
    /// A column of more distinct values is no pair of flags, in whatever case they are written.
    private static let flagLimit = 4096

    init(_ values: [ColumnValues], _ layout: TableLayout, _ types: [TypeOverride?]) {
        self.values = values
        self.layout = layout
        self.types = types
    }

    func infer() -> [ColumnInference] {
        var decisions = sharedOut(values.count) { decide($0, FileContext()) }
        let context = context(decisions)
        if context != FileContext() {
            let isAnyDoubtful = context.usesDecimalComma || context.dateOrder != nil
            decisions = sharedOut(values.count) { [decisions] index in
                isAnyDoubtful || values[index].values.count <= Self.flagLimit
                    ? decide(index, context) : decisions[index]
            }
        }
        return sharedOut(values.count) { [decisions] index in
            ColumnProfiler().infer(
                values[index], index: index, name: layout.columns[index],
                header: layout.headerTexts[index], decisions[index])
        }
    }

    private func decide(_ index: Int, _ context: FileContext) -> ColumnProfiler.Decision {
        let header = layout.headerTexts[index]
        return ColumnProfiler(context: context).decide(
            values[index], header: header.isEmpty ? layout.columns[index] : header,
            type: types[index])
    }

    /// What the clear columns prove.
    private func context(_ decisions: [ColumnProfiler.Decision]) -> FileContext {
        var context = FileContext()
        let choices = decisions.map(\.choice)
        context.usesDecimalComma = choices.contains { choice in
            guard choice.reading.base == .decimal, choice.confidence >= 0.85 else { return false }
            return choice.reading.numberStyle.map { $0.decimalMark == "," } ?? false
        }
        context.dateOrder =
            choices.first { choice in
                choice.reading.dateOrder != nil && choice.reading.dateOrder != .yearMonthDay
                    && choice.confidence > 0.85
            }?.reading.dateOrder
        for (choice, column) in zip(choices, values) where choice.reading.base == .boolean {
            let nulls = column.values.count { choice.reading.nullWords.contains($0.text) }
            guard column.distinctCount - nulls >= 2 else { continue }
            context.flagWords.formUnion(choice.reading.trueWords + choice.reading.falseWords)
        }
        return context
    }
}
