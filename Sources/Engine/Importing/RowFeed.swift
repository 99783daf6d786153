// Rows of one table as data of instances: each cell is read as its column was decided, so that what looked like a date
// is imported as that date. A row with a bad cell is rejected whole and named; nothing is dropped in silence.

internal import EventSourcing
internal import Inference
internal import JSONText
internal import Ontology
internal import Tables

/// What a table is to become.
struct TablePlan: Sendable {
    let file: LoadedFile
    let table: TableInference
    let definition: ClassDefinition
    /// The property of each column; nil: the column is left out.
    let properties: [String?]

    init(
        _ file: LoadedFile, _ table: TableInference, _ definition: ClassDefinition,
        _ proposed: ProposedClass
    ) {
        self.file = file
        self.table = table
        self.definition = definition
        properties = table.columns.map { column in
            proposed.property(forColumn: column.name)?.name
        }
    }

    /// Changes when anything changes that decides what a row becomes.
    var mappingHash: String {
        var text = definition.json.canonicalText
        for (column, property) in zip(table.columns, properties) {
            text += "\n\(column.name)=\(property ?? "")=\(column.reading.base.rawValue)"
            text += "=\(column.reading.format ?? "")=\(column.reading.locale ?? "")"
        }
        return ContentHash.sha256Hex(Array(text.utf8))
    }
}

/// Reads a table row by row. Used by one task.
struct RowFeed {
    private let plan: TablePlan
    private let reader: TableReader
    /// The same row of the same file under the same mapping is the same command, in whatever run.
    private let series: EventID.Series
    private let file: [(String, JSON)]

    init(_ plan: TablePlan, scope: GraphScope) throws(EngineError) {
        self.plan = plan
        series = EventID.Series(
            "import:\(scope.database):\(scope.epoch):\(plan.file.hash):\(plan.definition.id):"
                + plan.mappingHash)
        file = [("file", .string(plan.file.name)), ("sha256", .string(plan.file.hash))]
        reader = try EngineError.wrapTable { () throws(TableError) in
            try plan.table.open(plan.file.input.source)
        }
    }

    enum Item {
        /// `isPadded`: its last cells were missing and count as empty.
        case row(BulkRow, number: Int, isPadded: Bool)
        case rejected(ImportReport.Rejection)
    }

    /// The next row; nil at the end.
    func next() throws(EngineError) -> Item? {
        let row = try EngineError.wrapTable { () throws(TableError) in try reader.next() }
        guard let row else { return nil }
        // A cell whose bytes do not decode has lost them already: better no row than a wrong one.
        if let issue = row.issues.first(where: {
            $0.action == .rejected || $0.kind == .invalidText
        }) {
            return .rejected(rejection(row, nil, "row_" + issue.kind.rawValue, issue.reason))
        }
        var data = JSONObject()
        for (index, column) in plan.table.columns.enumerated() {
            guard let property = plan.properties[index], index < row.cells.count else { continue }
            do throws(CellFault) {
                let value = try column.reading.parse(row.cells[index])
                if !value.isNull { data[property] = value }
            } catch {
                return .rejected(rejection(row, column.header, error.code, error.description))
            }
        }
        do throws(SchemaError) {
            try plan.definition.check(data, isComplete: true)
        } catch {
            return .rejected(rejection(row, nil, error.code.rawValue, error.message))
        }
        let source = JSON.object(JSONObject(file + [("row", .integer(row.record))]))
        return .row(
            BulkRow(
                data: data, metadata: JSONObject([("source", source)]),
                id: .numbered(row.record, in: series), isChecked: true),
            number: row.record, isPadded: row.issues.contains { $0.kind == .short })
    }

    private func rejection(_ row: TableRow, _ column: String?, _ code: String, _ message: String)
        -> ImportReport.Rejection
    {
        ImportReport.Rejection(
            file: plan.file.name, row: row.record, column: column, code: code, message: message)
    }
}
