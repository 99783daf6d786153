// BFF: data come in, as rows or as a file. What is committed becomes instances; a dry run says beforehand what would
// not fit.

internal import Engine
internal import JSONText
internal import Ontology
internal import WireFormat

extension BFF {
    static func importRoutes() -> [Route] {
        let base = "/api/v1/database/{db}"
        let group = "import"
        let file = Schema.object([
            "file": Schema.text, "target_class_id": Schema.text, "target_schema_json?": Schema.text,
            "mappings_json": Schema.text,
        ])
        return [
            route(
                Endpoint(
                    .post, base + "/import-csv-data", "importCSVData", group: group,
                    "Rows become instances, as a job; answers when it ends, or its id.",
                    body: RowsImportBody.schema, failures: [400, 404, 422]
                ).doing(.writes), importRows),
            route(
                Endpoint(
                    .get, base + "/import-progress/{task}", "importProgress", group: group,
                    "How far an import is.", failures: [404]), progress),
            route(
                Endpoint(
                    .post, base + "/import-from-excel/dry-run", "importFileDryRun", group: group,
                    "What an import of the file would do.", body: file, failures: [400, 404, 422]
                ).doing(.reads).form,
                { (request) throws(WireError) in try await importFile(request, isDryRun: true) }),
            route(
                Endpoint(
                    .post, base + "/import-from-excel/commit", "importFile", group: group,
                    "The rows of the file become instances.", body: file,
                    failures: [400, 404, 422]
                ).doing(.writes).form,
                { (request) throws(WireError) in try await importFile(request, isDryRun: false) }),
        ]
    }

    private static func importRows(_ request: RouteRequest) async throws(WireError) -> Reply {
        let database = try request.database()
        let body = try request.decoded(RowsImportBody.self)
        guard !body.rows.isEmpty else {
            throw WireError(EngineError(.invalidRequest, "csv_data has no rows"))
        }
        let job = try await request.run(StartImport(body.request(database: database)))
        let wait = try request.number("wait", in: 0...60) ?? 30
        let ended = try await request.run(GetJob(id: job.id, waitSeconds: wait))
        return Reply(ImportAnswers.rows(ended, total: body.totalRecords ?? body.rows.count))
    }

    private static func progress(_ request: RouteRequest) async throws(WireError) -> Reply {
        let job = try await request.run(
            GetJob(
                id: request.path("task"), waitSeconds: try request.number("wait", in: 0...60)))
        guard job.database == (try request.database()) else {
            throw WireError(EngineError(.notFound, "there is no such import in this database"))
        }
        return Reply(ImportAnswers.progress(job))
    }

    private static func importFile(_ request: RouteRequest, isDryRun: Bool) async throws(WireError)
        -> Reply
    {
        let database = try request.database()
        let form = try request.form()
        guard let part = form["file"], let name = part.fileName, !part.content.isEmpty else {
            throw request.style.error(
                in: "body", path: ["file"], problem: "is missing or empty", type: "missing")
        }
        guard let className = form.field("target_class_id") else {
            throw request.style.error(
                in: "body", path: ["target_class_id"], problem: "is missing", type: "missing")
        }
        let file = FileInput(name: name, content: WireFormat.Base64.encoded(part.content))
        var columns = try mappings(form.field("mappings_json"), request)
        if !columns.isEmpty {
            // What no mapping names stays out.
            let view = try await request.run(InferFiles(files: [file], sampleRows: 100))
            let named = Set(columns.map(\.column))
            for column in view.tables.first?.columns ?? [] where !named.contains(column.name) {
                columns.append(ImportTarget.Column(column: column.name, property: nil))
            }
        }
        let targets = [ImportTarget(file: name, className: className, columns: columns)]
        let report = try await request.run(
            ImportFiles(
                database: database, files: [file], targets: targets, createsDatabase: false,
                isDryRun: isDryRun))
        let allowsPartial = form.field("allow_partial") == "true"
        let answer = ImportAnswers.file(
            report, name: name, className: className, columns: columns, isDryRun: isDryRun)
        guard !isDryRun, !allowsPartial, report.tables.allSatisfy({ $0.accepted == 0 }),
            !report.rejections.isEmpty
        else { return Reply(answer) }
        var refusal = WireError(EngineError(.invalidData, "no row could be taken in"))
        refusal.detail = [
            "message": .string(refusal.message), "stats": answer["stats"] ?? .null,
            "errors": answer["errors"] ?? .null,
        ]
        throw refusal
    }

    /// `[{source_field, target_field}]` as JSON text.
    private static func mappings(_ text: String?, _ request: RouteRequest) throws(WireError)
        -> [ImportTarget.Column]
    {
        guard let text else { return [] }
        guard let items = (try? JSON(parsing: text))?.array else {
            throw WireError(EngineError(.invalidRequest, "mappings_json is a JSON list"))
        }
        return try items.map { (item) throws(WireError) in
            guard let column = item["source_field"]?.string else {
                throw WireError(
                    EngineError(.invalidRequest, "a mapping has source_field and target_field"))
            }
            return ImportTarget.Column(column: column, property: item["target_field"]?.string)
        }
    }
}
