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
        ] + sheetRoutes()
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
        let merged = (body.mergedCells ?? []).map {
            GridIslands.Box(top: $0.top, left: $0.left, bottom: $0.bottom, right: $0.right)
        }
        return Reply(try await structure(body.grid, merged, most: body.maxTables, request))
    }

    /// The tables of a grid, at most `most` (5).
    static func structure(
        _ grid: [[JSON]], _ merged: [GridIslands.Box], most: Int?, _ request: RouteRequest
    ) async throws(WireError) -> JSON {
        let count = most ?? 5
        guard (1...50).contains(count) else {
            throw request.style.error(
                in: "body", path: ["max_tables"], problem: "must be from 1 to 50")
        }
        // Short rows are filled up: one long row makes all of them long.
        guard grid.count * (grid.map(\.count).max() ?? 0) <= GridIslands.maximumCells else {
            throw WireError(
                EngineError(.tooLarge, "a grid has at most \(GridIslands.maximumCells) cells"))
        }
        let islands = GridIslands(grid, merged: merged)
        let boxes = Array(islands.tables.prefix(count))
        guard !boxes.isEmpty else { return StructureAnswer.json(islands, [], []) }
        // Together, so that references between them are found.
        let files = boxes.enumerated().map { index, box in
            FileInput(
                name: "table_\(index + 1).csv",
                content: WireFormat.Base64.encoded(FunnelBody.csv(islands.texts(box))))
        }
        let view = try await request.run(InferFiles(files: files))
        let tables = files.map { file in view.tables.first { $0.file == file.name } }
        return StructureAnswer.json(
            islands, boxes, tables, links: view.links ?? [], warnings: view.warnings)
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
