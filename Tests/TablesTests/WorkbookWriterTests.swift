// A workbook that is written is read as it was.

import Tables
import Testing

@Suite struct WorkbookWriterTests {
    private func read(_ source: TableSource, columns: Int) throws -> [[String]] {
        let probe = try SourceProbe(source)
        let layout = TableLayout(
            dialect: try #require(probe.storage.fixedDialect),
            columns: (0..<columns).map { "c\($0)" })
        let reader = try TableReader(source, storage: probe.storage, layout: layout)
        var rows: [[String]] = []
        while let row = try reader.next() { rows.append(row.cells) }
        return rows
    }

    @Test func everyTextComesBack() throws {
        let rows = [
            ["name", "note"], ["a & <b> \"c\"", "  blanks  "], ["가나", "\u{1F600}\u{202E}x"],
            ["_x0041_", "x_"], ["line\nbreak", "tab\tand\u{1}control"], ["007", "-5"],
            ["=1+1", "]]>"],
        ]
        let bytes = WorkbookWriter(sheet: "A & \"B\" <가>", rows: rows).bytes
        let source = TableSource.bytes(bytes, name: "a.xlsx")
        #expect(try read(source, columns: 2) == Array(rows.dropFirst()))
        #expect(try SourceParts.list(source, sheet: "A & \"B\" <가>").count == 1)
    }

    @Test func theSameCellsAreTheSameBytes() {
        let rows = [["a", "b"], ["1", ""]]
        let first = WorkbookWriter(sheet: "S", rows: rows).bytes
        #expect(first == WorkbookWriter(sheet: "S", rows: rows).bytes)
        #expect(first != WorkbookWriter(sheet: "S", rows: [["a", "b"], ["2", ""]]).bytes)
    }

    @Test func mergedCellsAreFilled() throws {
        let rows = [["region", "city"], ["North", "A"], ["", "B"], ["South", "C"]]
        let area = SheetArea(top: 2, bottom: 3, left: 0, right: 0)
        let bytes = WorkbookWriter(sheet: "S", rows: rows, merges: [area]).bytes
        let read = try read(.bytes(bytes, name: "a.xlsx"), columns: 2)
        #expect(read.map { $0[0] } == ["North", "North", "South"])
    }
}
