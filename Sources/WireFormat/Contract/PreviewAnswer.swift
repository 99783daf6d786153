// The first rows of a table with what its columns hold, beside suggestions and dry runs.

package import Engine
package import JSONText

package enum PreviewAnswer {
    private static let sampleRows = 10

    /// Null without a table. `number`: which table of its sheet it is, from 1.
    package static func json(_ table: InferenceView.Table?, file: FileInput) -> JSON {
        guard let table else { return .null }
        let rows = table.sample.prefix(sampleRows)
        let number = file.reading?.table ?? 1
        return [
            "source_metadata": [
                "type": "file", "file_name": .string(file.name),
                "sheet_name": JSON(file.reading?.sheet), "table_id": .string("table_\(number)"),
                "table_mode": "table", "table_bbox": StructureAnswer.box(of: table).json,
            ],
            "columns": .array(table.columns.map { .string($0.name) }),
            "sample_data": .array(rows.map { .array($0.map(JSON.string)) }),
            "inferred_schema": .array(FunnelAnswers.columns(of: table)),
            "total_rows": .integer(table.rows), "preview_rows": .integer(rows.count),
            "repairs": RepairAnswers.json(table),
        ]
    }
}
