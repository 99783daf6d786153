// Funnel: what a Google sheet looks like.

internal import Engine
internal import JSONText
internal import WireFormat

extension Funnel {
    static func sheetRoutes() -> [Route] {
        let base = "/api/v1/funnel"
        return [
            BFF.sheet(
                Endpoint(
                    .post, base + "/structure/analyze/google-sheets", "analyzeSheetStructure",
                    group: SheetBody.group, "The tables of a Google sheet.",
                    body: SheetBody.structure
                ).doing(.reads), sheetStructure),
            BFF.sheet(
                Endpoint(
                    .post, base + "/preview/google-sheets", "previewSheet",
                    group: SheetBody.group,
                    "The first rows of a Google sheet and what its columns hold.",
                    query: [
                        Endpoint.Parameter("sheet_url", Schema.text, isRequired: true, "its link"),
                        Endpoint.Parameter("worksheet_name", Schema.text, "one of its worksheets"),
                        Endpoint.Parameter(
                            "api_key", Schema.text,
                            "instead of the configured one; rather as the header X-Goog-Api-Key"),
                    ]
                ).doing(.reads), previewSheet),
        ]
    }

    private static func sheetStructure(_ request: RouteRequest) async throws(WireError) -> Reply {
        let body = try SheetBody(request)
        let most = body.object["max_tables"] ?? .null
        guard most == .null || most.integer != nil else {
            throw request.style.error(
                in: "body", path: ["max_tables"], problem: "must be from 1 to 50")
        }
        let sheet = try await request.run(body.question)
        let answer = try await structure(
            sheet.squared(trims: body.trims).map { $0.map(JSON.string) },
            sheet.merges.map {
                GridIslands.Box(top: $0.top, left: $0.left, bottom: $0.bottom, right: $0.right)
            }, most: most.integer, request)
        let told = SheetAnswers.sourced(
            ["structure": answer], sheet, link: body.question.link)
        return Reply(told["structure"] ?? answer)
    }

    private static func previewSheet(_ request: RouteRequest) async throws(WireError) -> Reply {
        let members = ["sheet_url", "worksheet_name", "api_key"].compactMap { name in
            request.query[name].map { (name, JSON.string($0)) }
        }
        let body = try SheetBody(request, JSONObject(members))
        let sheet = try await request.run(body.question)
        var asked = request
        asked.formMade = try body.form(sheet, request)
        let file = try await BFF.uploadedFile(asked)
        let view = try await request.run(InferFiles(files: [file], sampleRows: 1000))
        return Reply(
            SheetAnswers.preview(
                PreviewAnswer.json(view.tables.first, file: file), sheet,
                link: body.question.link))
    }
}
