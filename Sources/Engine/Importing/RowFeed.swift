// Rows of one table as data of instances: each cell is read as its column was decided, so that what looked like a date
// is imported as that date. A row with a bad cell is rejected whole and named; nothing is dropped in silence.

internal import EventSourcing
internal import Inference
internal import JSONText
internal import Ontology
internal import Tables

/// Reads a table row by row. Used by one task.
struct RowFeed {
    private let plan: TablePlan
    private let reader: TableReader
    private let series: EventID.Series
    private let source: [(String, JSON)]
    private let isComplete: Bool

    /// `isComplete`: required properties must have a value in each row.
    init(_ plan: TablePlan, scope: GraphScope, isComplete: Bool) throws(EngineError) {
        self.plan = plan
        self.isComplete = isComplete
        series = EventID.Series(plan.seriesName(in: scope))
        source = Self.source(plan)
        reader = try EngineError.wrapTable { () throws(TableError) in
            try plan.table.open(plan.file.input.source)
        }
    }

    enum Item {
        case row(ImportRow)
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
            let fault = ImportReport.Fault(
                column: nil, code: "row_" + issue.kind.rawValue, message: issue.reason)
            return .rejected(rejection(row, [fault]))
        }
        var data = JSONObject()
        var faults: [ImportReport.Fault] = []
        let cells = plan.table.extended(row.cells)
        for (index, column) in plan.table.columns.enumerated() {
            guard let property = plan.properties[index], index < cells.count,
                data[property] == nil
            else { continue }
            do throws(CellFault) {
                let value = try column.reading.parse(cells[index])
                if value.isNull { continue }
                data[property] = value
                if let place = plan.currencyProperties[index],
                    let currency = CurrencyName.of(cell: cells[index])
                {
                    data[place] = .string(currency)
                }
            } catch {
                faults.append(
                    ImportReport.Fault(
                        column: column.header, code: error.code, message: error.description))
            }
        }
        faults += refusals(of: data, unread: Set(faults.compactMap(\.column)))
        guard faults.isEmpty else { return .rejected(rejection(row, faults)) }
        return .row(
            ImportRow(
                data: data, metadata: JSONObject([("source", source(row))]),
                id: .numbered(row.record, in: series),
                number: row.record, line: row.line, offset: row.offset, cells: row.cells,
                isPadded: row.issues.contains { $0.kind == .short }))
    }

    private func source(_ row: TableRow) -> JSON {
        .object(JSONObject(source + [("row", .integer(row.record))]))
    }

    private static func source(_ plan: TablePlan) -> [(String, JSON)] {
        var source: [(String, JSON)] = [
            ("file", .string(plan.file.name.withoutPart)), ("sha256", .string(plan.file.hash)),
        ]
        if !plan.file.name.part.isEmpty { source.append(("sheet", .string(plan.file.name.part))) }
        if !plan.importID.isEmpty { source.append(("import", .string(plan.importID))) }
        return source
    }

    /// What the class says against the data. `unread`: columns whose cells cannot be read, so that a value which is
    /// missing for that reason is no second fault.
    private func refusals(of data: JSONObject, unread: Set<String>) -> [ImportReport.Fault] {
        plan.definition.faults(of: data, isComplete: isComplete).compactMap { error in
            let column = column(of: error)
            if error.code == .requiredProperty, let column, unread.contains(column) { return nil }
            return ImportReport.Fault(
                column: column, code: error.code.rawValue, message: error.message)
        }
    }

    /// `faults`: one at least.
    private func rejection(_ row: TableRow, _ faults: [ImportReport.Fault])
        -> ImportReport.Rejection
    {
        ImportReport.Rejection(
            file: plan.file.name, row: row.record, column: faults.first?.column,
            code: faults.first?.code ?? "", message: faults.first?.message ?? "",
            line: row.line, offset: row.offset, cells: row.cells,
            faults: faults.count > 1 ? faults : nil)
    }

    /// The column whose property a schema error is about.
    private func column(of error: SchemaError) -> String? {
        let path = error.path.split(separator: ".")
        guard path.count == 2, path[0] == "data",
            let index = plan.properties.firstIndex(of: String(path[1]))
        else { return nil }
        return plan.table.columns[index].header
    }
}

extension String {
    /// `Orders` of `book.xlsx#Orders`; empty without a part.
    var part: String {
        split(separator: "#", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
    }

    fileprivate var withoutPart: String {
        part.isEmpty ? self : String(dropLast(part.count + 1))
    }
}
