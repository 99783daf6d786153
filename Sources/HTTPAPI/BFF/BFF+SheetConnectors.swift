// BFF: Google sheets that are registered by their id, to be looked at again.

internal import Engine
internal import JSONText
internal import WireFormat

extension BFF {
    static func connectorRoutes() -> [Route] {
        let base = "/api/v1/connectors/google-sheets"
        return [
            sheet(
                Endpoint(
                    .post, base + "/register", "registerSheet", group: SheetBody.group,
                    "Reads a sheet and remembers it.", body: SheetBody.registration
                ).doing(.writes), registerSheet),
            sheet(
                Endpoint(
                    .get, base + "/registered", "registeredSheets", group: SheetBody.group,
                    "The registered sheets.",
                    query: [
                        Endpoint.Parameter("database_name", Schema.text, "is told back, no more")
                    ]), registeredSheets),
            sheet(
                Endpoint(
                    .get, base + "/{sheet}/preview", "registeredSheetPreview",
                    group: SheetBody.group,
                    "The first rows of a registered sheet, and whether it has changed since.",
                    query: [
                        Endpoint.Parameter("worksheet_name", Schema.text, "another one of it"),
                        QueryParameter.limit,
                    ]), registeredSheetPreview),
            sheet(
                Endpoint(
                    .delete, base + "/{sheet}", "removeSheet", group: SheetBody.group,
                    "Forgets a registered sheet."
                ).doing(.writes), removeSheet),
        ]
    }

    private static func registerSheet(_ request: RouteRequest) async throws(WireError) -> Reply {
        let body = try SheetBody(request)
        let interval = body.object["polling_interval"] ?? 300
        guard let seconds = interval.integer, (1...31_536_000).contains(seconds) else {
            throw request.style.error(
                in: "body", path: ["polling_interval"],
                problem: "must be a number of seconds from 1 to 31536000")
        }
        let question = body.question
        let kept = try await request.run(
            RegisterSheet(
                link: question.link, worksheet: question.worksheet, key: question.key,
                pollingSeconds: seconds))
        return Reply(
            Envelope.success(
                "the sheet is registered",
                [
                    "sheet_id": .string(kept.id), "status": "registered",
                    "message": "it is read when its preview is asked for",
                    "registered_sheet": SheetAnswers.registered(kept),
                ]))
    }

    private static func registeredSheets(_ request: RouteRequest) async throws(WireError) -> Reply {
        let sheets = try await request.run(ListSheets()).items
        return Reply(
            Envelope.success(
                "\(sheets.count) sheets",
                [
                    "sheets": .array(sheets.map(SheetAnswers.registered)),
                    "count": .integer(sheets.count),
                    "database_filter": JSON(request.query["database_name"]),
                ]))
    }

    private static func registeredSheetPreview(_ request: RouteRequest) async throws(WireError)
        -> Reply
    {
        let id = request.path("sheet")
        let limit = try request.integer("limit", in: 1...1000) ?? 10
        guard let kept = try await request.run(ListSheets()).items.first(where: { $0.id == id })
        else {
            throw WireError(EngineError(.notFound, "no sheet is registered with this id"))
        }
        let named = request.query["worksheet_name"].flatMap { $0.isEmpty ? nil : $0 }
        let sheet = try await request.run(
            ReadSheet(link: kept.link, worksheet: named ?? kept.worksheet))
        var answer = SheetAnswers.preview(sheet, limit: limit).object ?? JSONObject()
        answer["content_hash"] = .string(sheet.contentHash)
        answer["changed"] =
            sheet.worksheet == kept.worksheet
            ? .bool(sheet.contentHash != kept.contentHash) : .null
        return Reply(.object(answer))
    }

    private static func removeSheet(_ request: RouteRequest) async throws(WireError) -> Reply {
        let gone = try await request.run(RemoveSheet(id: request.path("sheet")))
        return Reply(
            Envelope.success("the sheet is forgotten", ["sheet_id": .string(gone.id)]))
    }
}
