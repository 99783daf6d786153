// Workbooks: raw values, dates by number format, merged cells, what is hidden, several tables.

import Tables
import TestSupport
import Testing

@Suite struct WorkbookTests {
    private let head =
        #"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>note</t></is></c></row>"#

    private func book(_ rows: String, after: String = "", startsIn1904: Bool = false) -> TableSource
    {
        StoredArchive.workbook(
            [("Data", "visible", "<sheetData>\(head)\(rows)</sheetData>\(after)")],
            shared: ["name", "when"], startsIn1904: startsIn1904)
    }

    /// The rows below a header, and the issues.
    private func read(_ source: TableSource, columns: Int = 3) throws -> ([[String]], TableIssues) {
        let probe = try SourceProbe(source)
        let dialect = try #require(probe.storage.fixedDialect)
        let layout = TableLayout(
            dialect: dialect, columns: (0..<columns).map { "c\($0)" })
        let reader = try TableReader(source, storage: probe.storage, layout: layout)
        var rows: [[String]] = []
        while let row = try reader.next() { rows.append(row.cells) }
        return (rows, reader.issues)
    }

    @Test("Dates come from number formats, in both epochs, and before March 1900")
    func dates() throws {
        let rows =
            #"<row r="2"><c r="A2"><v>1</v></c><c r="B2" s="1"><v>1</v></c></row>"#
            + #"<row r="3"><c r="A3"><v>2</v></c><c r="B3" s="1"><v>61</v></c></row>"#
            + #"<row r="4"><c r="A4"><v>3</v></c><c r="B4" s="2"><v>45720.5</v></c></row>"#
        #expect(
            try read(book(rows)).0.map { $0[1] } == [
                "1900-01-01", "1900-03-01", "2025-03-04T12:00:00",
            ])
        let later = #"<row r="2"><c r="A2"><v>1</v></c><c r="B2" s="1"><v>44258</v></c></row>"#
        #expect(try read(book(later, startsIn1904: true)).0.map { $0[1] } == ["2025-03-04"])
    }

    @Test("Numbers come raw: neither rounded by their format nor with noise digits")
    func numbers() throws {
        let rows =
            #"<row r="2"><c r="A2" s="3"><v>0.125</v></c><c r="B2"><v>0.30000000000000004</v></c><c r="C2"><v>1E-5</v></c></row>"#
            + #"<row r="3"><c r="A3"><v>4006381333931</v></c><c r="B3"><v>-2.5</v></c><c r="C3" t="b"><v>1</v></c></row>"#
        #expect(
            try read(book(rows)).0 == [
                ["0.125", "0.3", "0.00001"], ["4006381333931", "-2.5", "true"],
            ])
    }

    @Test("Merged groups are filled and hidden rows and errors are data that is reported")
    func reports() throws {
        let rows =
            #"<row r="2"><c r="A2" t="str"><v>North</v></c><c r="B2"><v>1</v></c></row>"#
            + #"<row r="3" hidden="1"><c r="B3"><v>2</v></c><c r="C3" t="e"><v>#N/A</v></c></row>"#
            + #"<row r="5"><c r="A5" t="str"><v>a "b"&#10;c</v></c><c r="B5"><v>3</v></c></row>"#
        let (cells, issues) = try read(
            book(rows, after: #"<mergeCells><mergeCell ref="A2:A3"/></mergeCells>"#))
        #expect(cells == [["North", "1", ""], ["North", "2", ""], ["a \"b\"\nc", "3", ""]])
        #expect(issues.count(.hidden) == 1)
        #expect(issues.count(.merged) == 1)
        #expect(issues.count(.errorCell) == 1)
        #expect(issues.kept.first { $0.kind == .hidden }?.line == 3)
        #expect(issues.kept.first { $0.kind == .blankLine }?.line == 4)
    }

    @Test("Each visible sheet is a table, a hidden one only when it is named")
    func sheets() throws {
        let content = "<sheetData>\(head)</sheetData>"
        let source = StoredArchive.workbook(
            [
                ("One", "visible", content), ("Two", "hidden", content),
                ("Three", "visible", content),
            ],
            shared: ["a", "b"])
        #expect(try SourceParts.list(source).map(\.name) == ["One", "Three"])
        #expect(try SourceParts.list(source, sheet: "Two").count == 1)
        #expect(throws: TableError.self) { try SourceParts.list(source, sheet: "Four") }
        let (_, issues) = try read(try SourceParts.list(source)[0].source)
        #expect(issues.kept.contains { $0.reason.contains("hidden sheet Two") })
    }

    @Test("A second header below a gap begins another table, a gap alone does not")
    func tables() throws {
        let gap =
            #"<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>"#
            + #"<row r="3"><c r="A3"><v>1</v></c><c r="B3"><v>2</v></c></row>"#
            + #"<row r="9"><c r="A9"><v>5</v></c><c r="B9"><v>6</v></c></row>"#
        #expect(try SourceParts.list(book(gap)).count == 1)
        let second =
            #"<row r="12"><c r="A12" t="str"><v>sku</v></c><c r="B12" t="str"><v>price</v></c></row>"#
            + #"<row r="13"><c r="A13"><v>9</v></c><c r="B13"><v>8</v></c></row>"#
        let parts = try SourceParts.list(book(gap + second))
        #expect(parts.map(\.name) == ["Data", "Data 2"])
        let (rows, _) = try read(parts[1].source)
        #expect(rows == [["9", "8", ""]])
    }

    @Test("Bytes that only begin like a workbook are an error, never a crash")
    func damage() {
        let good = StoredArchive.workbook([("A", "visible", "<sheetData/>")])
        guard case .bytes(let bytes, _) = good else { return }
        for cut in stride(from: 4, to: bytes.count, by: 37) {
            let source = TableSource.bytes(Array(bytes.prefix(cut)), name: "x.xlsx")
            #expect(throws: TableError.self) { try SourceProbe(source) }
        }
    }
}
