// Rows in blocks are the rows that come one by one, wherever the windows of the file end: the same
// cells, numbers, repairs, lines and offsets.

import Testing

@testable import Tables

/// What a reader says of a file.
private struct Reading: Equatable {
    var rows: [[String]] = []
    var records: [Int] = []
    var rowCount = 0
    var issues = TableIssues()
}

private func layout(_ columns: Int, _ edit: (inout TableLayout) -> Void = { _ in }) -> TableLayout {
    var layout = TableLayout(columns: (0..<columns).map { "c\($0)" })
    edit(&layout)
    return layout
}

private func reader(_ bytes: [UInt8], _ window: Int, _ layout: TableLayout) throws(TableError)
    -> TableReader
{
    try TableReader(ChunkStream(bytes, size: window), path: "t.csv", layout: layout)
}

private func byRow(_ bytes: [UInt8], _ window: Int, _ layout: TableLayout) throws(TableError)
    -> Reading
{
    let reader = try reader(bytes, window, layout)
    var reading = Reading()
    while let row = try reader.next() {
        guard !row.isRejected else { continue }
        reading.rows.append(row.cells)
        reading.records.append(row.record)
    }
    reading.rowCount = reader.rowCount
    reading.issues = reader.issues
    return reading
}

private func byBlock(_ bytes: [UInt8], _ window: Int, _ layout: TableLayout) throws(TableError)
    -> Reading
{
    let reader = try reader(bytes, window, layout)
    let block = RowBlock(width: layout.columns.count)
    var reading = Reading()
    var hasMore = true
    while hasMore {
        hasMore = try reader.fill(block)
        for row in 0..<block.rowCount {
            reading.rows.append(block.texts(row: row))
            reading.records.append(block.record(row: row))
        }
    }
    reading.rowCount = reader.rowCount
    reading.issues = reader.issues
    return reading
}

/// Files with something odd in most places.
private let nasty: [(name: String, text: String, layout: TableLayout)] = [
    ("plain", "a,b,c\n1,2,3\n4,,6\n,,\n7,8,9", layout(3)),
    ("CRLF", "a,b\r\n1,2\r\n\"x\r\ny\",3\r\n\r\n4,5\r\n", layout(2)),
    ("CR", "a,b\r1,2\r\"x\ry\",3\r4,5", layout(2)),
    ("CRCRLF", "a,b\r\r\n1,2\r\r\n3,4\r\r\n", layout(2)),
    ("mixed line ends", "a,b\n1,2\r\n3,4\r5,6\n\n7,8\r\r\n9,0", layout(2)),
    (
        "quotes",
        "a,b,c\n\"\",\"x\",\"\"\"\"\n\"a\"\"b\",\"c,\"\"\n\"\"d\",e\n\"f\"g,h\"i,\"j\" \n\"k\",\"l\"\n",
        layout(3)
    ),
    ("ragged", "a,b,c\n1\n1,2\n1,2,3\n1,2,3,\n1,2,3,4\n,,,\n\n1,2,3\n", layout(3)),
    ("unclosed", "a,b\n1,\"x\n2,y\n3,\"z\"\n4,\"", layout(2)),
    ("one column", "a\nx\n\n\"\"\n\"y\nz\"\n \na\nw\n", layout(1)),
    ("repeated header", "c0,c1\n1,2\nc0,c1\n3,4\nc0,\nc0,\"c1\"\n", layout(2)),
    (
        "characters", "ä,β\nñ,\u{FFFD}\n漢字,é\n\u{1F600},\"ü\"\"ö\"\n\u{0},1\nx,\"\u{0}\"\n",
        layout(2)
    ),
    ("tabs", "a\tb\n1\t2\n\u{B}\t\u{C}\n", layout(2) { $0.dialect.delimiter = "\t" }),
    (
        "single quotes", "a;b\n'x;y';1\n'it''s';2\n",
        layout(2) {
            $0.dialect.delimiter = ";"
            $0.dialect.quote = "'"
        }
    ),
    (
        "no quotes", "a|b\n\"x|y\n1|2\n",
        layout(2) {
            $0.dialect.delimiter = "|"
            $0.dialect.quote = nil
        }
    ),
    ("backslashes", "a,b\n\"x\\\"y\",1\nz\\,w,2\n", layout(2) { $0.dialect.escape = .backslash }),
    ("two characters", "a::b\n1::2\n3:4::5\n", layout(2) { $0.dialect.delimiter = "::" }),
    ("remarks", "a,b\n#x,y\n1,2\n", layout(2) { $0.dialect.comment = "#" }),
    ("blanks", "a, b\n1, \"x, y\"\n 2,3\n", layout(2) { $0.dialect.skipsInitialBlanks = true }),
    ("margin", ",a,b\n,1,2\n,3,4\n", layout(2) { $0.firstColumn = 1 }),
    ("trailing", "a,b,\n1,2,\n3,4,\n5,6\n", layout(2) { $0.hasTrailingDelimiter = true }),
    ("preamble", "Report\n\"x\na,b\n1,2\n3,4\n", layout(2) { $0.preambleLines = 2 }),
    (
        "footer", "a,b\n1,2\n\"3\n\",4\n5\n6,7\nTotal,13\n-- end --\n",
        layout(2) {
            $0.footerLines = 2
        }
    ),
    ("footer of all", "a,b\n1,2\nx\ny\n\n", layout(2) { $0.footerLines = 3 }),
    ("nothing", "a,b\n", layout(2)),
]

@Suite struct BlockReadingTests {
    @Test(arguments: nasty.indices)
    func `every window size gives the rows that come one by one`(_ index: Int) throws {
        let (name, text, layout) = nasty[index]
        let bytes = Array(text.utf8)
        let whole = try byRow(bytes, bytes.count, layout)
        for window in 1...(bytes.count + 1) {
            #expect(try byRow(bytes, window, layout) == whole, "\(name), rows of \(window)")
            #expect(try byBlock(bytes, window, layout) == whole, "\(name), blocks of \(window)")
        }
    }

    @Test func `bytes that do not decode are the same repairs in blocks`() throws {
        let bytes: [UInt8] =
            Array("a,b\n".utf8) + [0xFF, 0x2C, 0x31, 0x0A, 0xC3, 0x2C, 0xA9, 0x0A]
            + Array("é,ü\n".utf8) + [0xED, 0xA0, 0x80, 0x2C, 0x0A, 0x31, 0x2C, 0x32, 0x0A]
        let whole = try byRow(bytes, bytes.count, layout(2))
        #expect(whole.issues.count(.invalidText) == 3)
        for window in 1...bytes.count {
            #expect(try byBlock(bytes, window, layout(2)) == whole)
        }
    }

    @Test(arguments: 0..<40)
    func `random tables are the same in blocks`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "a", "12", ",", ",", "\n", "\r\n", "\"", "\"\"", "é", " ", "\t", "", "x,y\n", "\r",
            "1,2\n", "3,4\n",
        ]
        let text =
            "c0,c1\n"
            + (0..<Int.random(in: 1...400, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }.joined()
        let bytes = Array(text.utf8)
        let table = layout(2) { $0.footerLines = Int(seed) % 3 }
        let whole = try byRow(bytes, bytes.count, table)
        for window in [1, 2, 3, 7, 64, 100, bytes.count] {
            #expect(try byBlock(bytes, window, table) == whole)
        }
    }

    @Test func `long files fill many blocks and a limit of rows ends them`() throws {
        var text = "c0,c1\n"
        for row in 0..<30_000 { text += "\(row),\(row % 7 == 0 ? "\"x\"\"y\"" : "z")\n" }
        let bytes = Array(text.utf8)
        let whole = try byRow(bytes, 1 << 16, layout(2))
        #expect(try byBlock(bytes, 1 << 16, layout(2)) == whole)
        #expect(try byBlock(bytes, 999, layout(2)) == whole)
        let reader = try reader(bytes, 1 << 16, layout(2))
        let block = RowBlock(width: 2)
        var rows = 0
        while try reader.fill(block, upTo: 5000) { rows += block.rowCount }
        #expect(rows + block.rowCount == 5000 && reader.rowCount == 5000)
    }
}
