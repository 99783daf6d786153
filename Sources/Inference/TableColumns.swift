// The columns of one table: decided on all processors, twice where that helps. What the clear ones
// prove of the habits of the file decides the doubtful ones.

import Tables

/// Infers the columns of one table.
struct TableColumns {
    private let values: [ColumnValues]
    private let names: [String]
    /// What stands above the columns in the file.
    private let headers: [String]
    /// The types that a person chose.
    private let types: [TypeOverride?]

    init(
        _ values: [ColumnValues], _ names: [String], _ headers: [String], _ types: [TypeOverride?]
    ) {
        self.values = values
        self.names = names
        self.headers = headers
        self.types = types
    }

    func infer() -> [ColumnInference] {
        var headed = FileContext()
        headed.languages = FlagLanguage.spoken(in: headers + names)
        var decisions = sharedOut(values.count) { [headed] in decide($0, headed) }
        let context = context(decisions, headed)
        if context != headed {
            let isAnyDoubtful = context.usesDecimalComma || context.dateOrder != nil
            decisions = sharedOut(values.count) { [decisions] index in
                isAnyDoubtful || BooleanDetector.mayBeFlag(values[index])
                    || decisions[index].keptWords.contains(where: context.missingWords.contains)
                    ? decide(index, context) : decisions[index]
            }
        }
        return sharedOut(values.count) { [decisions] index in
            ColumnProfiler().infer(
                values[index], index: index, name: names[index], header: headers[index],
                decisions[index])
        }
    }

    private func decide(_ index: Int, _ context: FileContext) -> ColumnProfiler.Decision {
        ColumnProfiler(context: context).decide(
            values[index], header: headers[index].isEmpty ? names[index] : headers[index],
            type: types[index])
    }

    /// What the clear columns prove.
    private func context(
        _ decisions: [ColumnProfiler.Decision], _ headed: FileContext
    ) -> FileContext {
        var context = headed
        let choices = decisions.map(\.choice)
        // How sure the numbers are, whatever they may mean: a price proves its mark like a weight.
        let numbers = decisions.filter { $0.rawBase >= 0.85 }.map(\.choice.reading)
        context.usesDecimalComma = numbers.contains { reading in
            reading.base == .decimal && reading.numberStyle?.decimalMark == ","
        }
        context.groupsByComma = numbers.contains { reading in
            reading.numberStyle == .commaGroups || reading.numberStyle == .lakhGroups
        }
        context.dateOrder =
            choices.first { choice in
                choice.reading.dateOrder != nil && choice.reading.dateOrder != .yearMonthDay
                    && choice.confidence > 0.85
            }?.reading.dateOrder
        let kept = Set(decisions.flatMap(\.keptWords))
        for choice in choices where ![.string, .empty].contains(choice.reading.base) {
            context.missingWords.formUnion(kept.intersection(choice.reading.nullWords))
        }
        for (choice, column) in zip(choices, values) where choice.reading.base == .boolean {
            let nulls = column.values.count { choice.reading.nullWords.contains($0.text) }
            guard column.distinctCount - nulls >= 2 else { continue }
            context.flagWords.formUnion(choice.reading.trueWords + choice.reading.falseWords)
        }
        return context
    }
}
