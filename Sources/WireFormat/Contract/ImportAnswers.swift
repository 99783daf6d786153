// Bodies and answers of imports.

package import Engine
package import JSONText

/// POST …/import-csv-data: rows as objects, and which column goes where.
package struct RowsImportBody: Decodable, Sendable {
    package var rows: [JSONMembers]
    package var mappings: JSON?
    package var sourceFile: String?
    package var totalRecords: Int?
    package var className: String?

    enum CodingKeys: String, CodingKey {
        case rows = "csv_data"
        case mappings
        case sourceFile = "source_file"
        case totalRecords = "total_records"
        case className = "target_class_id"
    }

    package static let schema = Schema.object([
        "csv_data": Schema.list(of: Schema.object), "mappings?": Schema.any,
        "source_file?": Schema.text, "total_records?": Schema.integer,
        "target_class_id?": Schema.text,
    ])

    /// The rows as the CSV file that they were; without a class, one is made of the file's name.
    package func request(database: String) -> ImportFiles {
        var columns: [String] = []
        var seen: Set<String> = []
        for row in rows {
            for name in row.object.names where seen.insert(name).inserted { columns.append(name) }
        }
        let grid = rows.map { row in columns.map { row.object[$0] ?? .null } }
        let body = FunnelBody(data: grid, columns: columns)
        let given = sourceFile ?? className ?? "data"
        let name = given.lowercased().hasSuffix(".csv") ? given : given + ".csv"
        // What no mapping names stays out, if there are mappings at all.
        let named = Set(mapped.map(\.column))
        let others = named.isEmpty ? [] : columns.filter { !named.contains($0) }
        let all = mapped + others.map { ImportTarget.Column(column: $0, property: nil) }
        let targets = className.map { [ImportTarget(file: name, className: $0, columns: all)] }
        return ImportFiles(
            database: database,
            files: [FileInput(name: name, content: Base64.encoded(body.csv))],
            targets: targets ?? [], createsDatabase: false)
    }

    /// {column: property}, or a list of {source_field, target_field}.
    private var mapped: [ImportTarget.Column] {
        if let members = mappings?.object?.members {
            return members.map {
                ImportTarget.Column(column: $0.name, property: $0.value.string)
            }
        }
        return (mappings?.array ?? []).compactMap { item in
            item["source_field"]?.string.map {
                ImportTarget.Column(column: $0, property: item["target_field"]?.string)
            }
        }
    }
}

package enum ImportAnswers {
    package static func rows(_ job: JobView, total: Int) -> JSON {
        guard job.state != .processing else {
            return [
                "status": "processing", "job_id": .string(job.id), "results": .null,
                "message": "the import goes on", "progress": progress(job),
            ]
        }
        guard let result = job.result else {
            return [
                "status": "failed", "job_id": .string(job.id), "code": JSON(job.errorCode),
                "results": [
                    "total_records": .integer(total), "success_count": 0,
                    "failed_count": .integer(total), "errors": [JSON(job.error)],
                ],
                "message": JSON(job.error),
            ]
        }
        let counts = counts(result)
        let errors = (result["rejections"]?.array ?? []).prefix(3).map { item -> JSON in
            .string("row \(item["row"]?.plainText ?? "?"): \(item["message"]?.plainText ?? "")")
        }
        return [
            "status": "completed", "job_id": .string(job.id),
            "results": [
                "total_records": .integer(total), "success_count": .integer(counts.good),
                "unchanged_count": .integer(counts.unchanged),
                "failed_count": .integer(counts.bad), "errors": .array(Array(errors)),
            ],
            "message": .string("\(counts.good) of \(total) rows are in"),
        ]
    }

    private static func counts(_ report: JSON) -> (good: Int, unchanged: Int, bad: Int) {
        let tables = report["tables"]?.array ?? []
        let sum: (String) -> Int = { name in
            tables.reduce(0) { $0 + ($1[name]?.integer ?? 0) }
        }
        return (sum("accepted") + sum("unchanged"), sum("unchanged"), sum("rejected"))
    }

    package static func progress(_ job: JobView) -> JSON {
        var object = JSONObject([
            ("job_id", .string(job.id)), ("status", .string(job.state.rawValue.lowercased())),
            ("started_at", .string(job.startedAt)), ("completed_at", JSON(job.endedAt)),
        ])
        let step = job.progress
        let percent = step.flatMap { step in
            step.total.flatMap { $0 > 0 ? 100 * Double(step.done) / Double($0) : nil }
        }
        object["progress"] = job.state == .completed ? 100 : JSON(percent)
        object["phase"] = JSON(step?.phase)
        object["processed_records"] = JSON(step?.done)
        object["total_records"] = JSON(step?.total)
        object["error"] = JSON(job.error)
        object["result"] = job.result ?? .null
        return .object(object)
    }
}
