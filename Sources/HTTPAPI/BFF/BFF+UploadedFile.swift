// BFF: the file of a form, and which of its tables is meant.

internal import Engine
internal import JSONText
internal import WireFormat

extension BFF {
    /// Tables looked at for one that is named by its place.
    private static let mostTables = 20

    /// The file of a form: of a workbook the table that form or query name, by sheet, number or place; else its first.
    static func uploadedFile(_ request: RouteRequest) async throws(WireError) -> FileInput {
        let form = try request.form()
        guard let part = form["file"], let name = part.fileName, !part.content.isEmpty else {
            throw request.style.error(
                in: "body", path: ["file"], problem: "is missing or empty", type: "missing")
        }
        var file = FileInput(name: name, content: WireFormat.Base64.encoded(part.content))
        let sheet = said("sheet_name", form, request)
        let table = said("table_id", form, request)
        guard let number = table.map({ Int($0.drop { !$0.isNumber }) }) ?? 1 else {
            throw request.style.error(
                in: "body", path: ["table_id"], problem: "must be table_1, table_2 …")
        }
        file.reading = FileReading(sheet: sheet, table: number)
        guard let place = try place(form, request) else { return file }
        return try await tableAt(place, of: file, request)
    }

    private static func said(_ name: String, _ form: FormData, _ request: RouteRequest) -> String? {
        let text = form.field(name) ?? request.query[name] ?? ""
        return text.isEmpty ? nil : text
    }

    /// The four sides, all or none.
    private static func place(_ form: FormData, _ request: RouteRequest) throws(WireError)
        -> GridIslands.Box?
    {
        let sides = ["table_top", "table_left", "table_bottom", "table_right"]
        let texts = sides.map { said($0, form, request) }
        guard texts.contains(where: { $0 != nil }) else { return nil }
        let numbers = texts.compactMap { $0.flatMap(Int.init) }
        guard numbers.count == sides.count else {
            throw WireError(
                EngineError(
                    .invalidRequest,
                    "table_top, table_left, table_bottom and table_right are numbers, and go together"
                ))
        }
        return GridIslands.Box(
            top: numbers[0], left: numbers[1], bottom: numbers[2], right: numbers[3])
    }

    private static func tableAt(
        _ place: GridIslands.Box, of file: FileInput, _ request: RouteRequest
    ) async throws(WireError) -> FileInput {
        var found: [String] = []
        var candidate = file
        for number in 1...mostTables {
            candidate.reading = FileReading(sheet: file.reading?.sheet, table: number)
            let view: InferenceView
            do throws(WireError) {
                view = try await request.run(InferFiles(files: [candidate], sampleRows: 1000))
            } catch {
                // There is no such table.
                guard number > 1 else { throw error }
                break
            }
            guard let table = view.tables.first else { break }
            let box = StructureAnswer.box(of: table)
            if box == place { return candidate }
            found.append("table_\(number) \(box.json.text)")
        }
        throw WireError(
            EngineError(
                .invalidRequest,
                "no table of \(file.name) stands there; there are \(found.joined(separator: ", "))")
        )
    }
}
