// The body of a request about a Google sheet, and the form that a file with the same content would come in.

internal import Engine
internal import JSONText
internal import Tables
internal import WireFormat

struct SheetBody {
    static let group = "google sheets"

    let object: JSONObject
    let question: ReadSheet
    /// What is blank at the ends is left out.
    let trims: Bool

    /// Of a JSON body. A key may also come as the header `X-Goog-Api-Key`.
    init(_ request: RouteRequest) throws(WireError) {
        try self.init(request, try request.object())
    }

    init(_ request: RouteRequest, _ object: JSONObject) throws(WireError) {
        func text(_ names: String...) throws(WireError) -> String? {
            for name in names {
                switch object[name] {
                case nil, .null: continue
                case .string(let text): if !text.isEmpty { return text }
                default:
                    throw request.style.error(in: "body", path: [name], problem: "must be a text")
                }
            }
            return nil
        }
        func count(_ name: String, _ range: ClosedRange<Int>) throws(WireError) -> Int? {
            guard let value = object[name], value != .null else { return nil }
            guard let number = value.integer, range.contains(number) else {
                throw request.style.error(
                    in: "body", path: [name],
                    problem: "must be from \(range.lowerBound) to \(range.upperBound)")
            }
            return number
        }
        guard let link = try text("sheet_url") else {
            throw request.style.error(
                in: "body", path: ["sheet_url"], problem: "is missing", type: "missing")
        }
        guard SheetAddress(link) != nil else {
            throw request.style.error(
                in: "body", path: ["sheet_url"],
                problem: "must be a link as https://docs.google.com/spreadsheets/d/<id>/edit")
        }
        self.object = object
        question = ReadSheet(
            link: link, worksheet: try text("worksheet_name", "worksheet_title"),
            key: try text("api_key") ?? request.header("X-Goog-Api-Key"),
            maximumRows: try count("max_rows", 1...50_000),
            maximumColumns: try count("max_cols", 1...2_000))
        trims = object["trim_trailing_empty"] != .bool(false)
    }

    /// Fields that a form has under the same name.
    private static let fields = [
        "target_class_id", "table_id", "max_tables", "max_import_rows", "dry_run_rows",
        "batch_size", "max_return_instances", "return_instances", "allow_partial", "mode",
    ]

    func form(_ sheet: SheetGrid, _ request: RouteRequest) throws(WireError) -> FormData {
        let workbook = WorkbookWriter(
            sheet: sheet.worksheet, rows: sheet.squared(trims: trims),
            merges: sheet.merges.map {
                SheetArea(top: $0.top + 1, bottom: $0.bottom + 1, left: $0.left, right: $0.right)
            })
        var form = FormData(parts: [
            FormData.Part(
                name: "file", fileName: Self.fileName(sheet), content: workbook.bytes)
        ])
        form.add("sheet_name", sheet.worksheet)
        for name in Self.fields {
            if let value = object[name], value != .null { form.add(name, value.plainText) }
        }
        for (name, field) in [
            ("mappings", "mappings_json"), ("target_schema", "target_schema_json"),
        ] {
            if let value = object[name], value != .null { form.add(field, value.text) }
        }
        guard let box = object["table_bbox"], box != .null else { return form }
        guard box.object != nil else {
            throw request.style.error(
                in: "body", path: ["table_bbox"], problem: "must be {top, left, bottom, right}")
        }
        for side in ["top", "left", "bottom", "right"] {
            if let value = box[side] { form.add("table_" + side, value.plainText) }
        }
        return form
    }

    /// What the sheet would be called as a file.
    private static func fileName(_ sheet: SheetGrid) -> String {
        let plain = sheet.title.unicodeScalars.map { scalar -> Character in
            let isBad = scalar.value < 0x20 || scalar.value == 0x7F || scalar == "/"
            return isBad ? "_" : Character(scalar)
        }
        return (plain.isEmpty ? "sheet" : String(plain.prefix(100))) + ".xlsx"
    }
}

extension FormData {
    fileprivate mutating func add(_ name: String, _ text: String) {
        parts.append(Part(name: name, fileName: nil, content: Array(text.utf8)))
    }
}

/// The shapes of the bodies.
extension SheetBody {
    private static let link: [(String, JSON)] = [
        ("sheet_url", Schema.text), ("worksheet_name?", Schema.text), ("api_key?", Schema.text),
    ]
    private static let size: [(String, JSON)] = [
        ("max_rows?", Schema.integer(in: 1...50_000)), ("max_cols?", Schema.integer(in: 1...2000)),
        ("trim_trailing_empty?", Schema.flag),
    ]
    private static let place: [(String, JSON)] = [
        ("table_id?", Schema.text),
        (
            "table_bbox?",
            Schema.object([
                "top": Schema.integer, "left": Schema.integer, "bottom": Schema.integer,
                "right": Schema.integer,
            ])
        ),
    ]
    private static let target: [(String, JSON)] = [
        ("target_class_id", Schema.text), ("target_schema?", Schema.list(of: Schema.object)),
    ]

    static let plain = Schema.object(of: link)
    static let grid = Schema.object(of: link + size)
    static let structure = Schema.object(
        of: link + size + [("max_tables?", Schema.integer), ("options?", Schema.object)])
    static let registration = Schema.object(of: link + [("polling_interval?", Schema.integer)])
    static let schema = Schema.object(of: link + place + size + [("class_name?", Schema.text)])
    static let mapping = Schema.object(of: link + place + size + target)
    static let filling = Schema.object(
        of: link + place + size + target + [
            ("mappings?", Schema.list(of: Schema.object)), ("allow_partial?", Schema.flag),
            ("dry_run_rows?", Schema.integer), ("max_import_rows?", Schema.integer),
            ("batch_size?", Schema.integer), ("return_instances?", Schema.flag),
            ("max_return_instances?", Schema.integer), ("mode?", Schema.text),
        ])
}
