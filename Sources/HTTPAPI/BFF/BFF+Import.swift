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
            "mappings_json": Schema.text, "sheet_name?": Schema.text,
            "max_import_rows?": Schema.text, "dry_run_rows?": Schema.text,
            "allow_partial?": Schema.text, "mode?": Schema.text, "batch_size?": Schema.text,
            "return_instances?": Schema.text, "max_return_instances?": Schema.text,
            "table_id?": Schema.text,
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
                    "What an import of the file would do.", body: file,
                    failures: [400, 404, 413, 422]
                ).doing(.reads).form, dryRunFile),
            route(
                Endpoint(
                    .post, base + "/import-from-excel/commit", "importFile", group: group,
                    "The rows of the file become instances, as a job; a row that does not fit "
                        + "refuses the file, unless allow_partial is true; wait: 30 seconds unless "
                        + "said otherwise, then 202 and the job's id.",
                    body: file, failures: [400, 404, 409, 413, 422]
                ).doing(.writes).form, commitFile),
        ]
    }

    private static func importRows(_ request: RouteRequest) async throws(WireError) -> Reply {
        let database = try request.database()
        let body = try request.decoded(RowsImportBody.self)
        guard !body.rows.isEmpty else {
            throw WireError(EngineError(.invalidRequest, "csv_data has no rows"))
        }
        var files = body.request(database: database)
        files.branch = try request.branch()
        let job = try await request.run(StartImport(files))
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
}
