// Writes one sheet of texts as a workbook (.xlsx): what comes as cells goes the way of files. The archive is not packed;
// the same cells are the same bytes.

package struct WorkbookWriter: Sendable {
    private let sheet: String
    private let rows: [[String]]
    private let merges: [SheetArea]

    /// `merges`: areas of cells that are one.
    package init(sheet: String, rows: [[String]], merges: [SheetArea] = []) {
        self.sheet = sheet
        self.rows = rows
        self.merges = merges
    }

    package var bytes: [UInt8] {
        var archive = StoredZip()
        archive.add("[Content_Types].xml", Array(Self.types.utf8))
        archive.add("_rels/.rels", Array(Self.relations("xl/workbook.xml", "officeDocument").utf8))
        archive.add("xl/workbook.xml", Array(book.utf8))
        archive.add(
            "xl/_rels/workbook.xml.rels",
            Array(Self.relations("worksheets/sheet1.xml", "worksheet").utf8))
        archive.add("xl/worksheets/sheet1.xml", content)
        return archive.bytes
    }

    private static let head = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#
    private static let schemas = "http://schemas.openxmlformats.org/"
    private static let kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml."

    private static let types =
        head + #"<Types xmlns="\#(schemas)package/2006/content-types">"#
        + #"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#
        + #"<Override PartName="/xl/workbook.xml" ContentType="\#(kinds)sheet.main+xml"/>"#
        + #"<Override PartName="/xl/worksheets/sheet1.xml" ContentType="\#(kinds)worksheet+xml"/>"#
        + "</Types>"

    private static func relations(_ target: String, _ kind: String) -> String {
        head + #"<Relationships xmlns="\#(schemas)package/2006/relationships">"#
            + #"<Relationship Id="r1" Type="\#(schemas)officeDocument/2006/relationships/\#(kind)""#
            + #" Target="\#(target)"/></Relationships>"#
    }

    private var book: String {
        var name: [UInt8] = []
        Self.escape(sheet, to: &name)
        return Self.head + #"<workbook xmlns="\#(Self.schemas)spreadsheetml/2006/main""#
            + #" xmlns:r="\#(Self.schemas)officeDocument/2006/relationships"><sheets>"#
            + #"<sheet name="\#(String(decoding: name, as: UTF8.self))" sheetId="1" r:id="r1"/>"#
            + "</sheets></workbook>"
    }

    private var content: [UInt8] {
        var output = Array(
            (Self.head + #"<worksheet xmlns="\#(Self.schemas)spreadsheetml/2006/main"><sheetData>"#)
                .utf8)
        let width = rows.map(\.count).max() ?? 0
        let letters = (0..<width).map { Array(SheetArea.letters($0).utf8) }
        for (index, row) in rows.enumerated() {
            let number = Array(String(index + 1).utf8)
            output += Array(#"<row r=""#.utf8) + number + Array(#"">"#.utf8)
            for (column, cell) in row.enumerated() where !cell.isEmpty {
                output += Array(#"<c r=""#.utf8) + letters[column] + number
                output += Array(#"" t="inlineStr"><is><t xml:space="preserve">"#.utf8)
                Self.escape(cell, to: &output)
                output += Array("</t></is></c>".utf8)
            }
            output += Array("</row>".utf8)
        }
        output += Array("</sheetData>".utf8)
        if !merges.isEmpty {
            let cells = merges.map { #"<mergeCell ref="\#($0.name)"/>"# }.joined()
            output += Array("<mergeCells>\(cells)</mergeCells>".utf8)
        }
        return output + Array("</worksheet>".utf8)
    }

    /// What XML cannot hold is written as `_x0001_`, as workbooks do; so is an underscore that could begin such a thing.
    private static func escape(_ text: String, to output: inout [UInt8]) {
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            switch scalar.value {
            case 0x5F where index + 1 == scalars.count || scalars[index + 1] != "x":
                output.append(0x5F)
            case 0x26: output += Array("&amp;".utf8)
            case 0x3C: output += Array("&lt;".utf8)
            case 0x3E: output += Array("&gt;".utf8)
            case 0x22: output += Array("&quot;".utf8)
            case 0x09, 0x0A: output.append(UInt8(scalar.value))
            case 0x5F, 0x00...0x1F, 0xFFFE, 0xFFFF:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                let zeros = String(repeating: "0", count: 4 - digits.count)
                output += Array("_x\(zeros)\(digits)_".utf8)
            default: output += Array(String(Character(scalar)).utf8)
            }
        }
    }
}
