// BFF: an uploaded file becomes instances: a dry run over all its rows, or a job that writes them.

internal import Engine
internal import JSONText
internal import WireFormat

extension BFF {
    /// What the form of an import says.
    private struct FileImport {
        var terms: FileImportTerms
        var allowsPartial: Bool
        var request: ImportFiles

        /// The same, writing nothing; refused rows come back with their cells.
        var dry: ImportFiles {
            var dry = request
            dry.isDryRun = true
            dry.returnsCells = true
            dry.sampleLimit = terms.returned > 0 ? terms.returned : nil
            return dry
        }
    }

    static func dryRunFile(_ request: RouteRequest) async throws(WireError) -> Reply {
        var sent = try await fileImport(request)
        let rows = try count("dry_run_rows", in: 1...5000, try request.form(), request)
        sent.request.rowLimit = sent.request.rowLimit ?? rows
        let report = try await request.run(sent.dry)
        return Reply(
            ImportAnswers.file(
                report, sent.terms, instances: sent.terms.returned > 0 ? samples(report) : []))
    }

    static func commitFile(_ request: RouteRequest) async throws(WireError) -> Reply {
        let sent = try await fileImport(request)
        var instances: [JSON] = []
        if !sent.allowsPartial || sent.terms.returned > 0 {
            let report = try await request.run(sent.dry)
            guard sent.allowsPartial || report.rejections.isEmpty else {
                throw refusal(report, sent)
            }
            if sent.terms.returned > 0 { instances = samples(report) }
        }
        let job = try await request.run(StartImport(sent.request))
        let ended = try await request.run(
            GetJob(id: job.id, waitSeconds: try request.number("wait", in: 0...60) ?? 30))
        switch ended.state {
        case .processing:
            return Reply(
                status: 202,
                [
                    "status": "processing", "job_id": .string(ended.id),
                    "task_id": .string(ended.id), "message": "the import goes on",
                    "status_url": .string(
                        "/api/v1/database/\(sent.request.database)/import-progress/\(ended.id)"),
                    "cancel_url": .string("/api/v1/tasks/\(ended.id)"),
                ])
        case .completed: return Reply(try committed(ended, sent, instances))
        default:
            let code = ended.errorCode.flatMap(EngineError.Code.init(rawValue:)) ?? .internal
            throw WireError(EngineError(code, ended.error ?? "the import did not end"))
        }
    }

    private static func samples(_ report: ImportReport) -> [JSON] {
        report.tables.flatMap { $0.samples ?? [] }
    }

    private static func committed(_ job: JobView, _ sent: FileImport, _ instances: [JSON])
        throws(WireError) -> JSON
    {
        do {
            let report = try JSONDecoding.decode(ImportReport.self, from: job.result ?? .null)
            if !report.tables.contains(where: { $0.accepted + $0.updated + $0.unchanged > 0 }),
                !report.rejections.isEmpty
            {
                throw refusal(report, sent)
            }
            let answered = ImportAnswers.file(report, sent.terms, instances: instances)
            var answer = answered.object ?? JSONObject()
            answer["job_id"] = .string(job.id)
            return .object(answer)
        } catch let error as WireError {
            throw error
        } catch {
            throw WireError(EngineError(.internal, "the report cannot be read: \(error)"))
        }
    }

    /// 400 with all that the report knows.
    private static func refusal(_ report: ImportReport, _ sent: FileImport) -> WireError {
        let answer = ImportAnswers.file(report, sent.terms)
        let rows = report.tables.reduce(0) { $0 + $1.rejected }
        var refusal = WireError(
            EngineError(
                .invalidRequest,
                rows == 1
                    ? "1 row does not fit: mend it, or send allow_partial=true"
                    : "\(rows) rows do not fit: mend them, or send allow_partial=true"))
        refusal.detail = [
            "message": .string(refusal.message), "stats": answer["stats"] ?? .null,
            "errors": answer["errors"] ?? .null,
        ]
        return refusal
    }

    private static func fileImport(_ request: RouteRequest) async throws(WireError) -> FileImport {
        let database = try request.database()
        let form = try request.form()
        var file = try await uploadedFile(request)
        guard let className = form.field("target_class_id") else {
            throw request.style.error(
                in: "body", path: ["target_class_id"], problem: "is missing", type: "missing")
        }
        var columns = try mappings(form.field("mappings_json"), request)
        try follow(form.field("target_schema_json"), columns, &file)
        let view = try await request.run(InferFiles(files: [file], sampleRows: 1000))
        if !columns.isEmpty {
            // What no mapping names stays out.
            let named = Set(columns.map(\.column))
            for column in view.tables.first?.columns ?? [] where !named.contains(column.name) {
                columns.append(ImportTarget.Column(column: column.name, property: nil))
            }
        }
        let limit = try count("max_import_rows", in: 1...10_000_000, form, request)
        var terms = FileImportTerms(
            file: file, className: className, columns: columns, view: view)
        terms.batchSize = try count("batch_size", in: 1...5000, form, request) ?? terms.batchSize
        let most = try count("max_return_instances", in: 0...50_000, form, request) ?? 1000
        terms.returned = form.field("return_instances") == "true" ? most : 0
        let mode = form.field("mode") ?? ImportMode.insert.rawValue
        guard let mode = ImportMode(rawValue: mode) else {
            throw request.style.error(
                in: "body", path: ["mode"], problem: "must be insert, upsert or update")
        }
        return FileImport(
            terms: terms, allowsPartial: form.field("allow_partial") == "true",
            request: ImportFiles(
                database: database, branch: try request.branch(), files: [file],
                targets: [ImportTarget(file: file.name, className: className, columns: columns)],
                createsDatabase: false, mode: mode, rowLimit: limit))
    }

    private static func follow(
        _ schema: String?, _ columns: [ImportTarget.Column], _ file: inout FileInput
    ) throws(WireError) {
        guard let schema else { return }
        do throws(EngineError) {
            let schema = try TargetSchema(schema)
            try schema.check(columns)
            let said = FileReading(types: schema.readings(columns))
            file.reading = said.overlaid(by: file.reading ?? FileReading())
        } catch {
            throw WireError(error)
        }
    }

    private static func count(
        _ name: String, in range: ClosedRange<Int>, _ form: FormData, _ request: RouteRequest
    ) throws(WireError) -> Int? {
        guard let text = form.field(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw request.style.error(
                in: "body", path: [name],
                problem: "must be from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
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
