// BFF: Google Sheets. A sheet is read when it is asked for; suggestions and imports then take it as the workbook that it
// would be as a file. Without a key these routes are 501 and say what to do.

internal import Engine
internal import JSONText
internal import WireFormat

extension BFF {
    static func sheetRoutes() -> [Route] {
        let database = "/api/v1/database/{db}"
        let data = "/api/v1/data-connectors/google-sheets"
        return connectorRoutes() + [
            sheet(
                Endpoint(
                    .post, data + "/grid", "sheetGrid", group: SheetBody.group,
                    "The cells of a Google sheet.", body: SheetBody.grid
                ).doing(.reads), sheetGrid),
            sheet(
                Endpoint(
                    .post, data + "/preview", "sheetPreview", group: SheetBody.group,
                    "The first rows of a Google sheet.", query: [QueryParameter.limit],
                    body: SheetBody.plain
                ).doing(.reads), sheetPreview),
            sheet(
                Endpoint(
                    .post, database + "/suggest-schema-from-google-sheets",
                    "suggestSchemaFromSheet", group: SheetBody.group,
                    "A class proposed from a Google sheet.", body: SheetBody.schema
                ).doing(.reads)
            ) { (request) throws(WireError) in
                _ = try request.database()
                return try await taken(request, suggestSchemaFromFile)
            },
            sheet(
                Endpoint(
                    .post, database + "/suggest-mappings-from-google-sheets",
                    "suggestMappingsFromSheet", group: SheetBody.group,
                    "Columns of a Google sheet onto the properties of a class.",
                    body: SheetBody.mapping
                ).doing(.reads)
            ) { (request) throws(WireError) in
                _ = try request.database()
                return try await taken(request, suggestMappingsFromFile)
            },
            sheet(
                Endpoint(
                    .post, database + "/import-from-google-sheets/dry-run", "importSheetDryRun",
                    group: SheetBody.group, "What an import of the sheet would do.",
                    body: SheetBody.filling
                ).doing(.reads)
            ) { (request) throws(WireError) in
                _ = try request.database()
                return try await taken(request, dryRunFile)
            },
            sheet(
                Endpoint(
                    .post, database + "/import-from-google-sheets/commit", "importSheet",
                    group: SheetBody.group,
                    "The rows of the sheet become instances, as those of a file do.",
                    body: SheetBody.filling, failures: [409]
                ).doing(.writes)
            ) { (request) throws(WireError) in
                _ = try request.database()
                return try await taken(request, commitFile)
            },
        ]
    }

    static func sheet(
        _ endpoint: Endpoint,
        _ handle: @escaping @Sendable (RouteRequest) async throws(WireError) -> Reply
    ) -> Route {
        var endpoint = endpoint
        endpoint.failures += [400, 404, 413, 422, 501, 503]
        return Route(endpoint, style: .list, handle: handle)
    }

    /// Does with the sheet what is done with a file, and says in the answer where it is from.
    private static func taken(
        _ request: RouteRequest, _ handle: (RouteRequest) async throws(WireError) -> Reply
    ) async throws(WireError) -> Reply {
        let body = try SheetBody(request)
        var asked = request
        let sheet = try await request.run(body.question)
        asked.formMade = try body.form(sheet, request)
        for name in ["class_name", "target_class_id"] {
            asked.query[name] = body.object[name]?.string ?? request.query[name]
        }
        var reply = try await handle(asked)
        if case .json(let answer) = reply.body {
            reply.body = .json(
                SheetAnswers.sourced(answer, sheet, link: body.question.link))
        }
        return reply
    }

    private static func sheetGrid(_ request: RouteRequest) async throws(WireError) -> Reply {
        let body = try SheetBody(request)
        let sheet = try await request.run(body.question)
        return Reply(SheetAnswers.grid(sheet, trims: body.trims, link: body.question.link))
    }

    private static func sheetPreview(_ request: RouteRequest) async throws(WireError) -> Reply {
        let body = try SheetBody(request)
        let limit = try request.integer("limit", in: 1...1000) ?? 10
        return Reply(
            SheetAnswers.preview(try await request.run(body.question), limit: limit))
    }
}
