// The result of inference: one entry a table, and the proposal for all of them together.

package import Tables

/// One file to infer from.
package struct TableInput: Hashable, Sendable, Codable {
    package var source: TableSource
    /// The name of the table: a file name, unique among the inputs.
    package var name: String
    /// What a person decided about reading it.
    package var choices: ReadingChoices

    package init(
        _ source: TableSource, name: String? = nil, choices: ReadingChoices = ReadingChoices()
    ) {
        self.choices = choices
        self.source = source
        self.name = name ?? source.name
    }
}

extension TableInput {
    /// One input for each table of the file: a workbook may hold many. Errors: as reading.
    package func tables() throws(TableError) -> [TableInput] {
        let parts = try SourceParts.list(source, sheet: choices.sheet)
        if let number = choices.table {
            guard parts.indices.contains(number - 1) else {
                throw .layout(
                    path: source.path, reason: "it has no table \(number), only \(parts.count)")
            }
            return [TableInput(parts[number - 1].source, name: name, choices: choices)]
        }
        return parts.map { part in
            TableInput(
                part.source, name: part.name.isEmpty ? name : "\(name)#\(part.name)",
                choices: choices)
        }
    }
}

/// What is known of one table.
package struct TableInference: Hashable, Sendable, Codable {
    package var name: String
    package var storage: TableStorage
    package var layout: TableLayout
    /// How sure the layout is, from 0 to 1.
    package var layoutConfidence: Double
    /// Sentences about the layout.
    package var evidence: [String]
    /// Other dialects that came near.
    package var alternatives: [Dialect]
    package var columns: [ColumnInference]
    /// Columns that were cut: their parts stand behind those of the layout.
    package var splits: ColumnSplits
    /// Columns that keep the currencies of others; they are the last of `columns`.
    package internal(set) var currencyColumns: [CurrencyColumn] = []
    /// What was mended, refused or left out.
    package var issues: TableIssues
    /// Data rows, refused ones included.
    package var rowCount: Int
    /// The first rows, for a preview.
    package var sample: [[String]]
    /// The first lines of the file as they stand.
    package var firstLines: [String]

    /// A row of the file with the parts of its cut columns and its currencies: as many cells as `columns`.
    package func extended(_ cells: [String]) -> [String] {
        withCurrencies(splits.extended(cells, width: layout.columns.count))
    }

    /// A reader of the rows of `source`, the file that this was inferred from. Errors as
    /// `SourceProbe`.
    package func open(_ source: TableSource) throws(TableError) -> TableReader {
        try TableReader(source, storage: storage, layout: layout)
    }
}

/// The answer for a set of files.
package struct InferenceResult: Hashable, Sendable, Codable {
    package var tables: [TableInference]
    package var keys: KeyFindings
    package var proposal: SchemaProposal
}

/// How far a run is.
package struct InferenceProgress: Hashable, Sendable, Codable {
    package var table: String
    package var tableIndex: Int
    package var tableCount: Int
    package var rows: Int
}
