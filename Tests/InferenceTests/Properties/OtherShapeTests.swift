// Tables of other shapes than one header and even rows read back the same too: without a header, with two header rows,
// with rows that end early or go on too long, as JSON lines and as a workbook. SPICE_FUZZ names how many seeds are tried.

import JSONText
import Tables
import TestSupport
import Testing

@testable import Inference

@Suite struct OtherShapeTests {
    /// A table whose cells hold nothing that only delimited text can.
    private func plain(_ seed: UInt64, isWild: Bool = false) -> WrittenTable {
        var random = SeededGenerator(seed: seed)
        var table = WrittenTable(random: &random, isWild: isWild)
        table.hasTrailingDelimiter = false
        (table.preamble, table.footer) = ([], [])
        return table
    }

    private func read(_ source: TableSource, _ found: TableInference) throws -> [TableRow] {
        let reader = try found.open(source)
        var rows: [TableRow] = []
        while let row = try reader.next() { rows.append(row) }
        return rows
    }

    private func inferred(_ bytes: [UInt8], _ name: String = "t.csv") throws
        -> (found: TableInference, rows: [TableRow])
    {
        let input = try #require(
            try TableInput(TableSource.bytes(bytes, name: name)).tables().first)
        let found = try InferenceRun.profile(input).0
        return (found, try read(input.source, found))
    }

    @Test("Without a header the first row is data", arguments: seeds(6))
    func headless(seed: UInt64) throws {
        var table = plain(seed &+ 20_000)
        table.isHeadless = true
        let (found, rows) = try inferred(table.bytes)
        let told: Comment = "\(table.dialect) \(table.encoding) found \(found.layout)"
        #expect(found.layout.headerRows == 0, told)
        #expect(rows.map(\.cells) == table.rows, told)
    }

    @Test("Two header rows are both names, with the layout known", arguments: seeds(6))
    func twoHeaders(seed: UInt64) throws {
        var table = plain(seed &+ 30_000, isWild: true)
        table.groups = table.names.indices.map { "group \($0 / 2)" }
        let source = TableSource.bytes(table.bytes, name: "t.csv")
        let reader = try TableReader.open(source, layout: table.layout)
        var rows: [[String]] = []
        while let row = try reader.next() { rows.append(row.cells) }
        #expect(reader.headerCells == [table.groups, table.names])
        #expect(rows == table.rows, "\(table.dialect) \(table.encoding)")
    }

    @Test(
        "Rows that end early are filled, those that go on are refused whole", arguments: seeds(6))
    func ragged(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed &+ 40_000)
        var table = plain(seed &+ 40_000)
        let width = table.names.count
        let full = table.rows
        for index in full.indices where Int.random(in: 0..<8, using: &random) == 0 {
            if Bool.random(using: &random), width > 2 {
                table.rows[index].removeLast(Int.random(in: 1...(width - 2), using: &random))
            } else {
                table.rows[index] += ["more", "still more"]
            }
        }
        let (found, rows) = try inferred(table.bytes)
        let told: Comment = "\(table.dialect) \(table.encoding) found \(found.layout)"
        try #require(found.layout.columns.count == width, told)
        try #require(rows.count == full.count, told)
        for (row, written) in zip(rows, table.rows) {
            let missing = Array(repeating: "", count: max(0, width - written.count))
            #expect(row.cells == written + missing, told)
            #expect(row.isRejected == (written.count > width), told)
            #expect(row.issues.contains { $0.kind == .short } == (written.count < width), told)
        }
        let long = table.rows.count { $0.count > width }
        #expect(found.issues.rejectedRows == long)
        #expect(found.issues.count(.short) == table.rows.count { $0.count < width })
    }

    @Test("One object a line, whatever its texts hold", arguments: seeds(6))
    func jsonLines(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed &+ 50_000)
        let table = plain(seed &+ 50_000, isWild: true)
        var text = ""
        var expected: [[String]] = []
        for row in table.rows {
            var object = JSONObject()
            var cells = row
            for (index, name) in table.names.enumerated() {
                // The first has every name, so that they keep their order.
                if index > 0, !expected.isEmpty, Int.random(in: 0..<9, using: &random) == 0 {
                    cells[index] = ""
                    continue
                }
                object[name] =
                    Int(row[index]).map { String($0) } == row[index]
                    ? .number(row[index]) : .string(row[index])
            }
            text += JSON.object(object).text + "\n"
            expected.append(cells)
        }
        let (found, rows) = try inferred(Array(text.utf8), "t.jsonl")
        #expect(found.layout.headerTexts == table.names)
        #expect(rows.map(\.cells) == expected)
    }

    @Test("A sheet of a workbook, whatever its texts hold", arguments: seeds(6))
    func workbook(seed: UInt64) throws {
        var table = plain(seed &+ 60_000, isWild: true)
        // No character of XML.
        table.rows = table.rows.map { $0.map { $0.replacing("\u{1F}", with: "|") } }
        let bytes = WorkbookWriter(sheet: "Größe & <x>", rows: [table.names] + table.rows).bytes
        let (found, rows) = try inferred(bytes, "t.xlsx")
        #expect(found.layout.headerTexts == table.names)
        #expect(rows.map(\.cells) == table.rows)
    }
}
