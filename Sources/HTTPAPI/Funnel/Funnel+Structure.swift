// Funnel: the tables of a sheet, and what its columns hold.

internal import Engine
internal import JSONText
internal import WireFormat

extension Funnel {
    static func structureRoutes() -> [Route] {
        let base = "/api/v1/funnel"
        let group = "structure"
        return [
            Route(
                Endpoint(
                    .post, base + "/structure/analyze", "analyzeStructure", group: group,
                    "The tables of a grid, between its blank rows and columns.",
                    body: Schema.object([
                        "grid": Schema.list(of: Schema.list(of: Schema.any)),
                        "merged_cells?": Schema.list(of: Schema.object),
                        "max_tables?": Schema.integer, "include_complex_types?": Schema.flag,
                        "options?": Schema.object,
                    ]), failures: [400, 413, 422]
                ).doing(.reads), style: .list, handle: structure),
            Route(
                Endpoint(
                    .post, base + "/structure/analyze/excel", "analyzeFileStructure", group: group,
                    "The table of a file.",
                    query: [
                        Endpoint.Parameter("sheet_name", Schema.text, "of a workbook"),
                        Endpoint.Parameter("max_tables", Schema.integer, "1 to 50"),
                    ], body: Schema.object(["file": Schema.text]), failures: [400, 422]
                ).doing(.reads).form, style: .list, handle: fileStructure),
            BFF.sheet(
                .post, base + "/structure/analyze/google-sheets", "analyzeSheetStructure",
                style: .list),
            BFF.sheet(.post, base + "/preview/google-sheets", "previewSheet", style: .list),
        ]
    }

    private struct StructureBody: Decodable {
        struct Merged: Decodable {
            var top: Int
            var left: Int
            var bottom: Int
            var right: Int
        }

        var grid: [[JSON]]
        var mergedCells: [Merged]?
        var maxTables: Int?

        enum CodingKeys: String, CodingKey {
            case grid
            case mergedCells = "merged_cells"
            case maxTables = "max_tables"
        }
    }

    private static func structure(_ request: RouteRequest) async throws(WireError) -> Reply {
        let body = try request.decoded(StructureBody.self)
        let count = body.maxTables ?? 5
        guard (1...50).contains(count) else {
            throw request.style.error(
                in: "body", path: ["max_tables"], problem: "must be from 1 to 50")
        }
        guard body.grid.reduce(0, { $0 + $1.count }) <= GridIslands.maximumCells else {
            throw WireError(
                EngineError(.tooLarge, "a grid has at most \(GridIslands.maximumCells) cells"))
        }
        let islands = GridIslands(
            body.grid,
            merged: (body.mergedCells ?? []).map {
                GridIslands.Box(top: $0.top, left: $0.left, bottom: $0.bottom, right: $0.right)
            })
        let boxes = Array(islands.tables.prefix(count))
        var tables: [InferenceView.Table?] = []
        for (index, box) in boxes.enumerated() {
            let csv = FunnelBody.csv(islands.texts(box))
            let file = FileInput(
                name: "table_\(index + 1).csv", content: WireFormat.Base64.encoded(csv))
            tables.append(try await request.run(InferFiles(files: [file])).tables.first)
        }
        return Reply(StructureAnswer.json(islands, boxes, tables))
    }

    private static func fileStructure(_ request: RouteRequest) async throws(WireError) -> Reply {
        guard let part = try request.form()["file"], let name = part.fileName,
            !part.content.isEmpty
        else {
            throw WireError(EngineError(.invalidRequest, "the file is missing or empty"))
        }
        var file = FileInput(name: name, content: WireFormat.Base64.encoded(part.content))
        if let sheet = request.query["sheet_name"], !sheet.isEmpty {
            file.reading = FileReading(sheet: sheet)
        }
        let view = try await request.run(InferFiles(files: [file]))
        return Reply(StructureAnswer.json(view, fileName: name))
    }
}
