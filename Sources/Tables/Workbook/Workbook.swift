// The directory of an .xlsx file: its sheets in order, their epoch, number formats, shared texts.

/// A sheet of a workbook.
struct SheetEntry: Hashable, Sendable {
    var name: String
    var isHidden: Bool
    /// The member of the archive that holds it.
    var member: String
}

/// An opened workbook.
final class Workbook {
    let archive: ZipArchive
    let path: String
    let sheets: [SheetEntry]
    /// Days count from 1904 instead of 1900.
    let startsIn1904: Bool

    /// Whether bytes begin like an archive.
    static func mayBe(_ head: some Collection<UInt8>) -> Bool {
        head.starts(with: [0x50, 0x4B, 0x03, 0x04])
    }

    /// Nil when the archive is no workbook. Errors: as `ZipArchive`.
    init?(_ source: TableSource) throws(TableError) {
        archive = try ZipArchive(source)
        path = source.path
        let main = archive.contains("xl/workbook.xml") ? "xl/workbook.xml" : nil
        guard let main, let stream = try archive.open(main) else { return nil }
        let book = WorkbookHandler()
        try XMLReader(stream, path: path, handler: book).run()
        let relations = RelationHandler()
        if let stream = try archive.open("xl/_rels/workbook.xml.rels") {
            try XMLReader(stream, path: path, handler: relations).run()
        }
        startsIn1904 = book.startsIn1904
        sheets = book.sheets.map { sheet in
            let target = relations.targets[sheet.member] ?? ""
            let member = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
            return SheetEntry(name: sheet.name, isHidden: sheet.isHidden, member: member)
        }.filter { [archive] in archive.contains($0.member) }
    }

    func styles() throws(TableError) -> WorkbookStyles {
        let handler = StyleHandler()
        if let stream = try archive.open("xl/styles.xml") {
            try XMLReader(stream, path: path, handler: handler).run()
        }
        return handler.styles
    }

    /// Memory: the distinct texts of the whole workbook, as bytes.
    func sharedTexts() throws(TableError) -> SharedTexts {
        let handler = SharedTextHandler()
        if let stream = try archive.open("xl/sharedStrings.xml") {
            try XMLReader(stream, path: path, handler: handler).run()
        }
        return handler.texts
    }
}

private final class WorkbookHandler: XMLHandler {
    var sheets: [SheetEntry] = []
    var startsIn1904 = false

    func start(_ name: String, _ attributes: XMLAttributes) {
        if name == "workbookPr", let flag = attributes["date1904"] {
            startsIn1904 = flag == "1" || flag == "true"
        }
        guard name == "sheet", let title = attributes["name"], let id = attributes["id"] else {
            return
        }
        sheets.append(
            SheetEntry(
                name: title, isHidden: attributes["state"].map { $0 != "visible" } ?? false,
                member: id))
    }

    func text(_ bytes: [UInt8]) {}
    func end(_ name: String) {}
}

private final class RelationHandler: XMLHandler {
    var targets: [String: String] = [:]

    func start(_ name: String, _ attributes: XMLAttributes) {
        guard name == "Relationship", let id = attributes["Id"], let target = attributes["Target"]
        else { return }
        targets[id] = target
    }

    func text(_ bytes: [UInt8]) {}
    func end(_ name: String) {}
}
