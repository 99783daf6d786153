// Infers everything about a set of files: reads each once, decides its columns, then the keys
// between them and the classes they make. Cancellation is checked while rows stream.

package import Tables

/// Runs inference.
package enum InferenceRun {
    /// Tables, keys and a schema for `files`. `sampleRows`: see `profile`. `progress` is called some times a table, on the
    /// caller's thread. Errors: the first file that cannot be read.
    package static func infer(
        files: [TableInput], sampleRows: Int? = nil,
        progress: (InferenceProgress) -> Void = { _ in }
    ) throws(TableError) -> InferenceResult {
        var tables: [TableInference] = []
        // Of each table only hashes stay behind: the texts of a whole folder would not fit.
        var keyTables: [KeyTable] = []
        for (index, file) in files.enumerated() {
            let (profiled, columns) = try profile(file, sampleRows: sampleRows) { rows in
                progress(
                    InferenceProgress(
                        table: file.name, tableIndex: index, tableCount: files.count, rows: rows))
            }
            keyTables.append(
                KeyTable(name: profiled.name, columns: profiled.columns, values: columns))
            var table = profiled
            table.notePhoneCountries(columns)
            table.addCurrencyColumns()
            tables.append(table)
        }
        var search = KeySearch(keyTables)
        var keys = search.find()
        try DanglingExamples.fill(&keys, files, tables)
        align(&tables, keys)
        let proposal = SchemaProposer(tables: tables, keys: keys).propose()
        return InferenceResult(tables: tables, keys: keys, proposal: proposal)
    }

    /// So much of a file is looked at for a sample of its rows; some thousand rows lie in it.
    private static let sampleBytes = 1 << 20

    /// One table alone, with the counted values of its columns. `sampleRows`: read no more than so
    /// many rows, and of a large file no more than its beginning.
    package static func profile(
        _ file: TableInput, layout fixed: TableLayout? = nil, sampleRows: Int? = nil,
        progress: (Int) -> Void = { _ in }
    ) throws(TableError) -> (TableInference, [ColumnValues]) {
        let encoding = try file.choices.textEncoding(file.source.path)
        if sampleRows == nil, let ahead = try SourceProbe.ahead(file.source, encoding: encoding) {
            var (table, values) = try profile(
                file, ahead.probe, fixed, nil, ahead.watch, progress)
            // Seldom not so: then what was read was decoded in another way than the whole file wants.
            if let text = ahead.watch.confirm(ahead.probe.storage.text) {
                table.storage.text = text
                return (table, values)
            }
            values = []
        }
        let probe = try SourceProbe(
            file.source, encoding: encoding, byteLimit: sampleRows == nil ? nil : sampleBytes)
        return try profile(file, probe, fixed, sampleRows, nil, progress)
    }

    private static func profile(
        _ file: TableInput, _ probe: SourceProbe, _ fixed: TableLayout?, _ sampleRows: Int?,
        _ watch: SourceWatch?, _ progress: (Int) -> Void
    ) throws(TableError) -> (TableInference, [ColumnValues]) {
        let choices = file.choices
        let proposal = LayoutDetector(probe, choices).propose()
        let layout = fixed ?? proposal.layout
        let reader = try TableReader(
            file.source, storage: probe.storage, layout: layout, watch: watch)
        let splits = try splits(choices, layout, file.source.path)
        var tally = TableTally(
            reader, splits, path: file.source.path, textBytes: watch?.size)
        let values = try tally.run(upTo: sampleRows ?? .max, progress: progress)
        let names = layout.columns + splits.names
        let types = try overrides(choices, names, file.source.path)
        let columns = TableColumns(values, names, layout.headerTexts + splits.names, types).infer()
        let table = TableInference(
            name: file.name, storage: probe.storage, layout: layout,
            layoutConfidence: fixed == nil ? proposal.confidence : 1, evidence: proposal.evidence,
            alternatives: proposal.alternatives, columns: columns, splits: splits,
            issues: reader.issues, rowCount: reader.rowCount, sample: tally.sample,
            firstLines: firstLines(probe.head))
        return (table, values)
    }

    /// The types that a person chose, by column. Errors: layout for a column that is not there.
    private static func overrides(
        _ choices: ReadingChoices, _ names: [String], _ path: String
    ) throws(TableError) -> [TypeOverride?] {
        for name in choices.types.keys.sorted()
        where !names.contains(name)
            && !names.contains(where: { CurrencyColumn.name(for: $0) == name })
        {
            throw .layout(path: path, reason: "it has no column \(name) to give a type")
        }
        var types: [TypeOverride?] = []
        for name in names { types.append(try choices.type(of: name, path)) }
        return types
    }

    /// The cuts that a person made. Errors: layout for one that cannot be.
    private static func splits(
        _ choices: ReadingChoices, _ layout: TableLayout, _ path: String
    ) throws(TableError) -> ColumnSplits {
        do throws(SplitError) {
            return try ColumnSplits(choices.splits, of: layout.columns)
        } catch {
            throw .layout(path: path, reason: error.reason)
        }
    }

    private static func firstLines(_ head: [UInt8]) -> [String] {
        head.prefix(4096).split(separator: 0x0A, maxSplits: 8, omittingEmptySubsequences: false)
            .prefix(8).map { line in
                String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
            }
    }

    /// A reference is read like what it refers to: `06897` stays a code on both sides.
    private static func align(_ tables: inout [TableInference], _ keys: KeyFindings) {
        for key in keys.foreignKeys {
            for (name, targetName) in zip(key.columns, key.targetColumns) {
                guard let child = tables.firstIndex(where: { $0.name == key.table }),
                    let parent = tables.first(where: { $0.name == key.target }),
                    let own = tables[child].columns.firstIndex(where: { $0.name == name }),
                    let target = parent.columns.first(where: { $0.name == targetName })
                else { continue }
                align(&tables[child].columns[own], with: target, key)
            }
        }
    }

    private static func align(
        _ column: inout ColumnInference, with target: ColumnInference, _ key: ForeignKey
    ) {
        // A closed list of values and a reference exclude each other.
        if column.reading.semantic == .enum {
            column.reading.semantic = nil
            column.enumValues = nil
        }
        column.evidence.append("refers to \(key.target)")
        guard column.reading.base != target.reading.base else { return }
        if target.reading.base == .string {
            column.reading.base = .string
            column.reading.numberStyle = nil
        } else if target.reading.base == .integer, column.reading.base == .decimal {
            column.reading.base = .integer
            column.reading.dropsZeroFraction = true
        } else if target.reading.base == .decimal, column.reading.base == .integer {
            column.reading.base = .decimal
        }
    }
}
