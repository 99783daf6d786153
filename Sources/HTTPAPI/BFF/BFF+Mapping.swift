// BFF: which column goes into which property, and a schema out of a file.

internal import Engine
internal import JSONText
internal import WireFormat

extension BFF {
    static func mappingRoutes() -> [Route] {
        let base = "/api/v1/database/{db}"
        let group = "mapping"
        let side = Schema.list(
            of: Schema.object([
                "name": Schema.text, "type?": Schema.text, "label?": Schema.text,
                "aliases?": Schema.list(of: Schema.text),
            ]))
        let className = Endpoint.Parameter("class_name", Schema.text, "what to call the class")
        let target = Endpoint.Parameter(
            "target_class_id", Schema.text, isRequired: true, "the class to fill")
        let file = Schema.object(["file": Schema.text, "target_schema_json?": Schema.text])
        return [
            route(
                Endpoint(
                    .post, base + "/suggest-mappings", "suggestMappings", group: group,
                    "Columns onto properties, one to one, with scores and reasons.",
                    body: Schema.object([
                        "source_schema": side, "target_schema": side,
                        "sample_data?": Schema.list(of: Schema.object),
                        "target_sample_data?": Schema.list(of: Schema.object),
                    ]), failures: [400, 422]
                ).doing(.reads), suggestMappings),
            route(
                Endpoint(
                    .post, base + "/suggest-mappings-from-excel", "suggestMappingsFromFile",
                    group: group, "Columns of a file onto the properties of a class.",
                    query: [target], body: file, failures: [400, 404, 422]
                ).doing(.reads).form, suggestMappingsFromFile),
            route(
                Endpoint(
                    .post, base + "/suggest-schema-from-excel", "suggestSchemaFromFile",
                    group: group, "A class proposed from a file.", query: [className],
                    body: file, failures: [400, 422]
                ).doing(.reads).form, suggestSchemaFromFile),
        ]
    }

    private static func suggestMappings(_ request: RouteRequest) async throws(WireError) -> Reply {
        _ = try request.database()
        let body = try request.decoded(MappingBody.self)
        if let problem = body.problem {
            throw request.style.error(
                in: "body", path: problem, problem: "is missing", type: "missing")
        }
        let matches = try await request.run(body.useCase)
        return Reply(.object(MappingAnswers.suggestion(matches, body)))
    }

    static func suggestMappingsFromFile(_ request: RouteRequest) async throws(WireError)
        -> Reply
    {
        let database = try request.database()
        let className = try request.required("target_class_id")
        let file = try await uploadedFile(request)
        let view = try await inferred(file, request)
        guard let table = view.tables.first else { throw noTable(file) }
        let columns = table.columns.indices.map { index in
            MatchColumns.Side(
                name: table.columns[index].name, label: nil, type: table.columns[index].base,
                values: table.sample.compactMap { $0.indices.contains(index) ? $0[index] : nil })
        }
        let sent = try request.form().field("target_schema_json")
        let properties = try await properties(sent, database, className, request)
        let body = MappingBody(columns: columns, properties: properties)
        let matches =
            sent == nil
            ? try await learned(file, database, className, request)
            : try await request.run(body.useCase)
        var answer = MappingAnswers.suggestion(matches, body)
        answer["source_info"] = ["source": "file", "file_name": .string(file.name)]
        answer["target_info"] = ["class_id": .string(className)]
        answer["source_schema"] = .array(
            table.columns.map { column in
                [
                    "name": .string(column.name), "type": .string(column.base),
                    "confidence": JSON(column.confidence),
                    "original_type": .string(column.semantic ?? column.base),
                ]
            })
        answer["target_schema"] = .array(
            properties.map { property in
                ["name": .string(property.name), "type": JSON(property.type)]
            })
        answer["preview_data"] = PreviewAnswer.json(table, file: file)
        answer["structure"] = StructureAnswer.json(view, fileName: file.name)
        return Reply(.object(answer))
    }

    /// By all that the database knows of the class: its instances, and what was accepted before. Of a workbook the first
    /// table counts.
    private static func learned(
        _ file: FileInput, _ database: String, _ className: String, _ request: RouteRequest
    ) async throws(WireError) -> ColumnMatches {
        var first = file
        first.reading = FileReading(table: 1).overlaid(by: file.reading ?? FileReading())
        return ColumnMatches(
            try await request.run(
                SuggestMapping(
                    database: database, branch: try request.branch(), className: className,
                    file: first, sampleRows: sampleRows)))
    }

    /// Of a file so many rows are looked at.
    private static let sampleRows = 1000

    /// As sent; else those of the class as it stands.
    private static func properties(
        _ sent: String?, _ database: String, _ className: String, _ request: RouteRequest
    ) async throws(WireError) -> [MatchColumns.Side] {
        if let sent {
            guard let items = (try? JSON(parsing: sent))?.array, !items.isEmpty else {
                throw WireError(
                    EngineError(.invalidRequest, "target_schema_json is a JSON list with members"))
            }
            return items.compactMap { item in
                item["name"]?.string.map {
                    MatchColumns.Side(
                        name: $0, label: item["label"]?.string, type: item["type"]?.string,
                        values: [])
                }
            }
        }
        let view = try await request.run(
            GetClass(
                database: database, className: className, branch: try request.branch()))
        return view.properties.map {
            MatchColumns.Side(name: $0.name, label: $0.label, type: $0.type, values: [])
        }
    }

    private static func inferred(_ file: FileInput, _ request: RouteRequest)
        async throws(WireError) -> InferenceView
    {
        try await request.run(InferFiles(files: [file], sampleRows: sampleRows))
    }

    private static func noTable(_ file: FileInput) -> WireError {
        WireError(EngineError(.unreadableFile, "\(file.name) holds no table"))
    }

    static func suggestSchemaFromFile(_ request: RouteRequest) async throws(WireError)
        -> Reply
    {
        _ = try request.database()
        let file = try await uploadedFile(request)
        let view = try await inferred(file, request)
        guard let table = view.tables.first, let proposed = view.classes.first else {
            throw noTable(file)
        }
        var schema = FunnelAnswers.proposal(proposed, table, now: request.now)
        if let name = request.query["class_name"], !name.isEmpty {
            schema["id"] = .string(ClassNaming.id(fromLabel: name))
            schema["label"] = .string(name)
        }
        return Reply([
            "status": "success", "message": "a class proposed from the file",
            "suggested_schema": .object(schema),
            "source_info": [
                "file_name": .string(file.name), "sheet_name": JSON(file.reading?.sheet),
                "total_rows": .integer(table.rows),
                "columns": .array(table.columns.map { .string($0.name) }),
            ],
            "preview_data": PreviewAnswer.json(table, file: file),
            "structure": StructureAnswer.json(view, fileName: file.name),
        ])
    }
}
