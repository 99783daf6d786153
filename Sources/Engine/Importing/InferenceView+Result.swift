// What inference found, in the shape that crosses HTTP and fills the Mapping pane.

internal import Inference
internal import JSONText
internal import Ontology
internal import Tables

extension InferenceView {
    static let keptContradictions = 100
    static let keptRepairs = 20

    init(_ result: InferenceResult, _ files: [LoadedFile]) throws(EngineError) {
        var classes: [JSON] = []
        for proposed in result.proposal.classes {
            let file = files.first { $0.input.name == proposed.table }
            guard proposed.tooWide(proposed.table) == nil else { continue }
            classes.append(
                try proposed.definition(in: result.proposal, source: file?.sourceJSON ?? .null)
                    .json)
        }
        let links = Self.links(result, files)
        self.init(
            tables: result.tables.map { table in
                var view = Table(
                    table, result.proposal.classes.first { $0.table == table.name },
                    files.first { $0.input.name == table.name })
                view.note(result.keys, table: table.name, links)
                view.classProblem = result.proposal.classes.first { $0.table == table.name }?
                    .tooWide(view.file)
                return view
            }, links: links, classes: classes,
            warnings: result.tables.flatMap { table in
                let name = files.first { $0.input.name == table.name }?.name ?? table.name
                return ImportReport.repairs(table.issues, file: name)
                    + table.currencyWarnings.map { "\(name): \($0)" }
            })
    }
}

extension TableIssues {
    private static let listed = 200

    /// The first of them, and the first of each kind in any case; nil when there are none.
    var views: [InferenceView.Issue]? {
        guard !isEmpty else { return nil }
        var kinds: Set<TableIssue.Kind> = []
        return kept.enumerated().filter { index, issue in
            kinds.insert(issue.kind).inserted || index < Self.listed
        }.map { _, issue in
            InferenceView.Issue(
                kind: issue.kind.rawValue, action: issue.action.rawValue, line: issue.line,
                row: issue.record, offset: issue.place, reason: issue.reason)
        }
    }
}

extension TableIssue {
    /// Bytes before it; nil above the header, where they are not counted.
    fileprivate var place: Int? { kind == .preamble ? nil : offset }
}

extension LoadedFile {
    var sourceJSON: JSON { ["file": .string(name), "sha256": .string(hash)] }
}

extension InferenceView.Table {
    init(_ table: TableInference, _ proposed: ProposedClass?, _ file: LoadedFile?) {
        let issues = table.issues
        // By column: there may be thousands.
        let properties = Dictionary(
            (proposed?.properties ?? []).map { ($0.column, $0) },
            uniquingKeysWith: { first, _ in first })
        let links = Dictionary(
            (proposed?.links ?? []).flatMap { link in link.sourceColumns.map { ($0, link) } },
            uniquingKeysWith: { first, _ in first })
        self.init(
            file: file?.name ?? table.name, fileHash: file?.hash ?? "",
            className: proposed?.id ?? "", rows: table.rowCount,
            encoding: table.storage.encoding.rawValue,
            delimiter: table.layout.dialect.delimiter,
            headerRows: table.layout.headerRows, preambleRows: table.layout.preambleLines,
            repairs: issues.kept.prefix(InferenceView.keptRepairs).map { issue in
                let byte = issue.place.map { ", byte \($0)" } ?? ""
                return "line \(issue.line)\(byte): \(issue.reason) (\(issue.action.rawValue))"
            },
            repairCount: issues.repairedRows + issues.rejectedRows,
            columns: table.columns.map { column in
                var view = InferenceView.Column(
                    column, properties[column.name], links[column.name])
                view.derivedFrom = table.amounts(of: column.name)
                return view
            },
            sample: table.sample, primaryKey: proposed?.primaryKey ?? [],
            issues: issues.views, issueCounts: issues.isEmpty ? nil : issues.counts)
    }
}

extension InferenceView.Column {
    init(_ column: ColumnInference, _ property: ProposedProperty?, _ link: ProposedLink?) {
        self.init(
            name: column.name,
            base: column.reading.base.rawValue, semantic: column.reading.semantic?.rawValue,
            format: column.reading.format, locale: column.reading.locale,
            confidence: column.confidence, evidence: column.evidence,
            alternatives: column.alternatives.map { other in
                let kind = [other.base.rawValue, other.semantic?.rawValue, other.format]
                let rows = other.refusedBy == 1 ? "row" : "rows"
                let refused = other.refusedBy > 0 ? ", refused by \(other.refusedBy) \(rows)" : ""
                return InferenceView.Alternative(
                    reading: kind.compactMap(\.self).joined(separator: " ") + refused,
                    confidence: other.confidence)
            },
            contradictions: column.contradictions.prefix(InferenceView.keptContradictions).map {
                InferenceView.Cell(row: $0.row, text: $0.text)
            },
            contradictionCount: column.contradictionCount, nulls: column.statistics.nulls,
            distinct: column.statistics.distinct, minimum: column.statistics.minimum,
            maximum: column.statistics.maximum, histogram: column.statistics.histogram,
            isKey: property?.isKey ?? false, references: link?.targetClass,
            proposedProperty: property?.name,
            currencies: column.currencies.isEmpty
                ? nil
                : column.currencies.map {
                    InferenceView.Currency(
                        name: $0.name, cells: $0.cells, firstRow: $0.firstRow)
                },
            phoneCountries: column.phoneCountries.isEmpty
                ? nil
                : column.phoneCountries.map {
                    InferenceView.PhoneCountry(
                        callingCode: $0.callingCode, countries: $0.countries,
                        proof: $0.proof.rawValue, cells: $0.cells)
                })
    }
}
