// Mappings of files with several tables, and decisions of a person over those of a mapping file.

import Engine
import JSONText
import Tables
import TestSupport
import Testing

@Suite struct WorkbookMappingTests {
    private static let clients = [
        ["client_id", "client_name", "city"], ["1", "Ann", "Bonn"], ["2", "Bob", "Cork"],
        ["3", "Cy", "Delft"],
    ]
    private static let goods = [
        ["sku", "title", "price"], ["A-1", "Bolt", "1.5"], ["A-2", "Nut", "0.75"],
        ["A-3", "Pin", "2.25"],
    ]
    private static let rainfall = [
        ["station", "mm"], ["North", "12"], ["South", "8"], ["West", "9"],
    ]

    private static func sheet(_ rows: [[String]]) -> String {
        let lines = rows.enumerated().map { line, cells in
            let cells = cells.enumerated().map { column, text in
                let place = "\(["A", "B", "C"][column])\(line + 1)"
                return #"<c r="\#(place)" t="inlineStr"><is><t>\#(text)</t></is></c>"#
            }
            return #"<row r="\#(line + 1)">\#(cells.joined())</row>"#
        }
        return "<sheetData>\(lines.joined())</sheetData>"
    }

    private func book(_ sheets: [(String, [[String]])]) throws -> FileInput {
        let source = StoredArchive.workbook(
            sheets.map { ($0.0, "visible", Self.sheet($0.1)) })
        return FileInput(name: "book.xlsx", content: Base64.encode(try source.contents()))
    }

    private func csv(_ rows: [[String]], _ name: String) -> FileInput {
        let text = rows.map { $0.joined(separator: ",") + "\n" }.joined()
        return FileInput(name: name, content: Base64.encode(Array(text.utf8)))
    }

    private func withClasses(_ body: (World) async throws -> Void) async throws {
        try await World.with(.loose) { world in
            _ = try await world.run(
                ImportFiles(
                    database: "shop",
                    files: [csv(Self.clients, "client.csv"), csv(Self.goods, "article.csv")]))
            try await body(world)
        }
    }

    @Test("Each table of a workbook has its entry, and the mapping file replays them")
    func severalTables() async throws {
        try await withClasses { world in
            let file = try book([
                ("People", Self.clients), ("Rain", Self.rainfall), ("Stock", Self.goods),
            ])
            let view = try await world.run(
                SuggestMapping(database: "shop", className: nil, file: file))
            let mapping = MappingFile(database: "shop", file: file, view)
            #expect(
                mapping.files.map(\.file) == [
                    "book.xlsx#People", "book.xlsx#Rain", "book.xlsx#Stock",
                ])
            #expect(mapping.files.map(\.className) == ["client", "Rain", "article"])
            let bytes = try JSONEncoding.encode(mapping).bytes
            let read = try MappingFile(parsing: bytes)
            var (inputs, targets) = try read.request(for: [])
            #expect(inputs.map(\.name) == ["book.xlsx"])
            inputs[0].content = file.content
            let report = try await world.run(
                ImportFiles(
                    database: "shop", files: inputs, targets: targets, mode: .upsert))
            #expect(report.tables.map(\.className) == ["client", "Rain", "article"])
            #expect(report.tables.map(\.mapping) == ["given", "given", "given"])
            #expect(report.rejections == [])
            #expect(report.tables[1].accepted == 3)
        }
    }

    @Test("A named class goes to the table that fits it best")
    func namedClass() async throws {
        try await withClasses { world in
            let file = try book([("Rain", Self.rainfall), ("Stock", Self.goods)])
            let view = try await world.run(
                SuggestMapping(database: "shop", className: "article", file: file))
            #expect(view.part == "Stock")
            #expect(view.className == "article")
            #expect(view.matches.map(\.property) == ["sku", "title", "price"])
            #expect(view.others?.map(\.part) == ["Rain"])
            let none = SuggestMapping(
                database: "shop", className: nil,
                file: try book([("Rain", Self.rainfall), ("Snow", Self.rainfall)]))
            #expect(try await world.refusal(none).code == .classNotFound)
        }
    }

    @Test("The sheet that a mapping is of is read again, and no other")
    func sheetOfAMapping() throws {
        let mapping = MappingFile(
            database: "shop",
            files: ["Stock", "Stock 2"].map { part in
                MappingFile.File(
                    file: "book.xlsx#\(part)", className: part.lowercased(),
                    reading: FileReading(sheet: "Stock"), columns: [])
            })
        let (files, targets) = try mapping.request(for: [])
        #expect(files.map(\.reading?.sheet) == ["Stock"])
        #expect(targets.map(\.file) == ["book.xlsx#Stock", "book.xlsx#Stock 2"])
    }

    @Test("A decision of the command line leaves the others of the mapping file as they are")
    func overlaid() {
        var saved = FileReading(
            delimiter: ";", headerRows: 2, types: ["zip": "string", "due": "date"],
            splits: [.init(column: "place", separator: ", ", into: ["city", "land"])])
        saved.parts = ["Orders": FileReading(headerRows: 3)]
        let both = saved.overlaid(
            by: FileReading(delimiter: "|", sheet: "S", types: ["due": "string"]))
        #expect(both.delimiter == "|")
        #expect(both.headerRows == 2)
        #expect(both.types == ["zip": "string", "due": "string"])
        #expect(both.splits == saved.splits)
        #expect(both.sheet == "S")
        #expect(both.parts?["Orders"]?.headerRows == 3)
        #expect(both.parts?["Orders"]?.delimiter == "|")
        #expect(both.parts?["Orders"]?.sheet == nil)
        #expect(FileReading().overlaid(by: saved) == saved)
    }
}
