// The answers of a dry run and a commit of a file.

package import Engine
package import JSONText

/// What an import of a file was asked to do.
package struct FileImportTerms: Sendable {
    package var file: FileInput
    package var className: String
    package var columns: [ImportTarget.Column]
    package var batchSize = 500
    /// How many of the instances come back; 0: none.
    package var returned = 0
    /// What inference says of the file.
    package var view: InferenceView

    package init(
        file: FileInput, className: String, columns: [ImportTarget.Column], view: InferenceView
    ) {
        self.file = file
        self.className = className
        self.columns = columns
        self.view = view
    }
}

extension ImportAnswers {
    private static let shownErrors = 200
    private static let shownSamples = 5

    /// `instances`: what the rows become, as a dry run before it found.
    package static func file(
        _ report: ImportReport, _ terms: FileImportTerms, instances: [JSON] = []
    ) -> JSON {
        let sum: (KeyPath<ImportReport.Table, Int>) -> Int = { path in
            report.tables.reduce(0) { $0 + $1[keyPath: path] }
        }
        let good = sum(\.accepted) + sum(\.unchanged) + sum(\.updated)
        let header = terms.view.tables.first?.headerRows ?? 1
        let errors = report.rejections.prefix(shownErrors).map { fault(of: $0, terms, header) }
        // The report's last sentence says how many it lists itself.
        var warnings = report.unlisted == nil ? report.warnings : report.warnings.dropLast()
        if errors.count < sum(\.rejected) {
            warnings.append("\(errors.count) of \(sum(\.rejected)) refused rows are listed here")
        }
        let mappings = terms.columns.filter { $0.property != nil }.map { column -> JSON in
            ["source_field": .string(column.column), "target_field": JSON(column.property)]
        }
        let stats: JSON = [
            "input_rows": .integer(sum(\.rows)), "output_instances": .integer(good),
            "error_rows": .integer(sum(\.rejected)), "error_count": .integer(sum(\.rejected)),
            "prepared_instances": .integer(good), "skipped_error_rows": .integer(sum(\.rejected)),
            "new_instances": .integer(sum(\.accepted)),
            "updated_instances": .integer(sum(\.updated)),
            "unchanged_instances": .integer(sum(\.unchanged)),
            "failed_commands": .integer(report.failedCommands),
            "batches": .integer((good + terms.batchSize - 1) / terms.batchSize),
        ]
        let samples = report.tables.flatMap { $0.samples ?? [] } + instances
        return [
            "status": "success",
            "message": .string(
                (report.outcome { String($0) } ?? "nothing new in \(report.database)")
                    + (report.isDryRun ? "; nothing was written" : "")),
            "source_info": [
                "source": "file", "file_name": .string(terms.file.name),
                "sheet_name": JSON(terms.file.reading?.sheet),
            ],
            "target_info": ["class_id": .string(terms.className)],
            "mapping_summary": [
                "mappings": .array(mappings), "mapping_count": .integer(mappings.count),
            ],
            "stats": stats, "warnings": .array(warnings.map(JSON.string)),
            "errors": .array(Array(errors)), "seconds": JSON(report.seconds),
            "sample_instances": .array(Array(samples.prefix(shownSamples))),
            "preview_data": PreviewAnswer.json(terms.view.tables.first, file: terms.file),
            "structure": StructureAnswer.json(terms.view, fileName: terms.file.name),
            "prepared": prepared(good, terms, instances),
        ]
    }

    /// What was sent, in the client's own batches.
    private static func prepared(_ count: Int, _ terms: FileImportTerms, _ instances: [JSON])
        -> JSON
    {
        let size = terms.batchSize
        let batches = stride(from: 0, to: count, by: size).enumerated().map { index, start in
            JSON.object(
                JSONObject([
                    ("batch_index", .integer(index)),
                    ("count", .integer(min(size, count - start))),
                ]))
        }
        let shown = instances.prefix(terms.returned)
        return [
            "batch_size": .integer(size), "batches": .array(batches),
            "instances": .array(Array(shown)), "has_more_instances": .bool(count > shown.count),
        ]
    }

    /// `row_index` counts the rows of data from 0, `row` all rows from 1, as a person does.
    private static func fault(
        of rejection: ImportReport.Rejection, _ terms: FileImportTerms, _ header: Int
    ) -> JSON {
        let column = terms.columns.first { $0.column == rejection.column }
        let place = terms.view.tables.first?.columns.firstIndex { $0.name == rejection.column }
        let cell = place.flatMap { place in
            rejection.cells.flatMap { $0.indices.contains(place) ? $0[place] : nil }
        }
        return [
            "row_index": .integer(rejection.row - header - 1), "row": .integer(rejection.row),
            "source_field": JSON(rejection.column),
            "target_field": JSON(column?.property),
            "raw_value": JSON(cell), "line": JSON(rejection.line),
            "code": .string(rejection.code), "message": .string(rejection.message),
        ]
    }
}
