// The currencies of a column whose amounts are in several: a column of its own that no file has, so that a number never
// stands without knowing of what. It is shown, mapped and imported like any other.

package struct CurrencyColumn: Hashable, Sendable, Codable {
    /// The place of the amounts among the table's columns.
    package var amounts: Int
    package var name: String

    /// The column beside that of these amounts; its name may be taken.
    package static func name(for amounts: String) -> String {
        amounts + (amounts.contains(" ") ? " currency" : "_currency")
    }
}

extension TableInference {
    /// Gives each column of amounts in several currencies a column for them. Once, after the columns are decided.
    mutating func addCurrencyColumns() {
        var taken = Set(columns.map { $0.name.lowercased() })
        for index in columns.indices where columns[index].currencies.count > 1 {
            let name = SchemaNames.unique(
                CurrencyColumn.name(for: columns[index].name), taken: &taken)
            currencyColumns.append(CurrencyColumn(amounts: index, name: name))
            columns[index].evidence.append(
                "several currencies: \(CurrencyCount.text(columns[index].currencies)); "
                    + "\(name) keeps the one of each row")
        }
        for column in currencyColumns {
            columns.append(
                ColumnInference(
                    currenciesOf: columns[column.amounts], name: column.name, at: columns.count))
        }
        guard !currencyColumns.isEmpty else { return }
        sample = sample.map(withCurrencies)
    }

    /// The row with the currencies of its amounts behind it.
    func withCurrencies(_ cells: [String]) -> [String] {
        guard !currencyColumns.isEmpty else { return cells }
        let width = columns.count - currencyColumns.count
        let missing = [String](repeating: "", count: max(0, width - cells.count))
        return cells.prefix(width) + missing
            + currencyColumns.map { column in
                column.amounts < cells.count
                    ? CurrencyName.of(cell: cells[column.amounts]) ?? "" : ""
            }
    }

    /// The column of amounts whose currencies are in the column of this name; nil for a column of the file.
    package func amounts(of column: String) -> String? {
        currencyColumns.first { $0.name == column }.map { columns[$0.amounts].name }
    }

    /// The columns that stand in the file, and the parts of those that were cut.
    package var fileColumns: ArraySlice<ColumnInference> {
        columns.dropLast(currencyColumns.count)
    }

    /// Sentences about amounts in several currencies.
    package var currencyWarnings: [String] {
        currencyColumns.map { column in
            let amounts = columns[column.amounts]
            return "\(amounts.name) is in several currencies, "
                + "\(CurrencyCount.text(amounts.currencies)): \(column.name) keeps which"
        }
    }
}

extension ColumnInference {
    fileprivate init(currenciesOf amounts: ColumnInference, name: String, at index: Int) {
        let counts = amounts.currencies
        let marked = counts.reduce(0) { $0 + $1.cells }
        let names = counts.map(\.name)
        let areCodes = names.allSatisfy(CurrencyName.isCode)
        let figures = amounts.statistics
        self.init(
            index: index, name: name, header: name,
            reading: ColumnReading(.string, semantic: areCodes ? .currencyCode : nil),
            confidence: amounts.baseConfidence, baseConfidence: amounts.baseConfidence,
            semanticConfidence: amounts.baseConfidence,
            evidence: [
                "the currency of \(amounts.name) in each row"
                    + (areCodes ? "" : ", as it is written where the sign stands for several")
            ], alternatives: [], contradictions: [], contradictionCount: 0,
            statistics: ColumnStatistics(
                rows: figures.rows, nulls: max(figures.nulls, figures.rows - marked),
                distinct: counts.count, distinctIsExact: figures.distinctIsExact,
                minimum: names.min(), maximum: names.max(), histogram: counts.map(\.cells),
                minLength: names.map(\.count).min() ?? 0, maxLength: names.map(\.count).max() ?? 0,
                frequent: counts.map { .init(text: $0.name, count: $0.cells) }), enumValues: nil)
    }
}
