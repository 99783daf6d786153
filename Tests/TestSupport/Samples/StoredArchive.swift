// A zip archive without packing, made by hand: what a workbook in a test is kept in.

package import Tables

/// Members by name, stored as they are.
package struct StoredArchive {
    package var members: [(String, String)] = []

    package init() {}

    package var bytes: [UInt8] {
        var output: [UInt8] = []
        var directory: [UInt8] = []
        for (name, text) in members {
            let data = Array(text.utf8)
            let offset = output.count
            output += [0x50, 0x4B, 3, 4, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
            output += four(data.count) + four(data.count) + two(name.utf8.count) + two(0)
            output += name.utf8
            output += data
            directory += [0x50, 0x4B, 1, 2, 20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
            directory += four(data.count) + four(data.count) + two(name.utf8.count) + two(0)
            directory += two(0) + two(0) + two(0) + four(0) + four(offset) + Array(name.utf8)
        }
        let start = output.count
        output += directory
        output += [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + two(members.count) + two(members.count)
        output += four(directory.count) + four(start) + two(0)
        return output
    }

    private func two(_ number: Int) -> [UInt8] { [UInt8(number & 255), UInt8(number >> 8 & 255)] }
    private func four(_ number: Int) -> [UInt8] { two(number) + two(number >> 16) }

    /// A workbook of sheets, given as the inside of `worksheet`.
    package static func workbook(
        _ sheets: [(name: String, state: String, content: String)], shared: [String] = [],
        startsIn1904: Bool = false
    ) -> TableSource {
        var archive = StoredArchive()
        let entries = sheets.enumerated().map { index, sheet in
            #"<sheet name="\#(sheet.name)" sheetId="\#(index + 1)" state="\#(sheet.state)" r:id="r\#(index + 1)"/>"#
        }.joined()
        let epoch = startsIn1904 ? #"<workbookPr date1904="1"/>"# : ""
        archive.members.append(
            (
                "xl/workbook.xml",
                #"<workbook xmlns:r="r">\#(epoch)<sheets>\#(entries)</sheets></workbook>"#
            ))
        let relations = sheets.indices.map {
            #"<Relationship Id="r\#($0 + 1)" Target="worksheets/sheet\#($0 + 1).xml"/>"#
        }.joined()
        archive.members.append(
            ("xl/_rels/workbook.xml.rels", "<Relationships>\(relations)</Relationships>"))
        archive.members.append(
            (
                "xl/styles.xml",
                #"<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy\ hh:mm"/></numFmts>"#
                    + #"<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="10"/></cellXfs></styleSheet>"#
            ))
        archive.members.append(
            (
                "xl/sharedStrings.xml",
                "<sst>" + shared.map { "<si><t>\($0)</t></si>" }.joined() + "</sst>"
            ))
        for (index, sheet) in sheets.enumerated() {
            archive.members.append(
                ("xl/worksheets/sheet\(index + 1).xml", "<worksheet>\(sheet.content)</worksheet>"))
        }
        return .bytes(archive.bytes, name: "book.xlsx")
    }
}
